"""What a schema cannot say of chosen values and of a house protocol: who, inside which walls."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from percuta.casefile.build import build_case
from percuta.casefile.checks import FIRST_DAY, LAST_DAY
from percuta.casefile.problems import Path, Placed, placed
from percuta.evidence.errors import OutsideLimit
from percuta.planning.house import house_from
from percuta.planning.settle import broken

Raw = Mapping[str, Any]

WANTED = {
    ("chosen", "by"): "empty; name the clinician who chose",
    ("house", "by"): "empty; name the doctor who signed it",
    ("house", "reason"): "empty; write down why; a protocol without a reason is none",
}
BY_ZONE = ("sessions", "depth_mm", "passes")
MOVED = ("interval_days", "sessions", "passes", "depth_up_to_mm")


def check_chosen(raw: Raw) -> Iterator[Placed]:
    """Every problem of what was chosen, or moved by the house protocol, that needs no plan."""
    for (table, key), remedy in WANTED.items():
        text = raw.get(table, {}).get(key)
        if text is not None and not text.strip():
            yield placed((table, key), text, remedy)
    yield from _unwished(raw)
    yield from _house(raw)


def outside_limits(raw: Raw) -> Iterator[Placed]:
    """Chosen values beyond a wall for this person and device; for a case right in all else."""
    for one in broken(build_case(raw).request):
        path: Path = ("chosen", *(f"{step}" for step in one.where))
        yield placed(path, _found(raw, path), f"outside its limit: {one.why}")


def _found(raw: Raw, path: Path) -> object:
    found: Any = raw
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _unwished(raw: Raw) -> Iterator[Placed]:
    wished = {zone for concern in raw["concern"] for zone in concern["zones"]}
    yield from _apart(raw, wished)
    for name in BY_ZONE:
        for zone, value in raw.get("chosen", {}).get(name, {}).items():
            if zone not in wished:
                remedy = f"{zone} is in no concern; wished for: {', '.join(sorted(wished))}"
                yield placed(("chosen", name, zone), value, remedy)


def _apart(raw: Raw, wished: Collection[str]) -> Iterator[Placed]:
    """Zones for visits of their own that nobody wishes for, or that are named twice."""
    seen = set()
    for at, group in enumerate(raw.get("chosen", {}).get("apart", ())):
        for zone in group:
            path: Path = ("chosen", "apart", at)
            if zone not in wished:
                remedy = f"{zone} is in no concern; wished for: {', '.join(sorted(wished))}"
                yield placed(path, zone, remedy)
            elif zone in seen:
                yield placed(path, zone, f"{zone} is named twice; one visit of its own is enough")
            seen.add(zone)


def _house(raw: Raw) -> Iterator[Placed]:
    table = raw.get("house")
    if table is None or not table["by"].strip() or not table["reason"].strip():
        return
    if not FIRST_DAY <= date.fromisoformat(table["on"]) <= LAST_DAY:
        yield placed(
            ("house", "on"), table["on"], f"a day from {FIRST_DAY} to {LAST_DAY} is wanted"
        )
        return
    for name in MOVED:
        for key, value in table.get(name, {}).items():
            said = {one: table[one] for one in ("number", "by", "on", "reason")}
            try:
                house_from({**said, name: {key: value}})
            except OutsideLimit as error:
                yield placed(("house", name, key), value, f"outside its limit: {error}")
