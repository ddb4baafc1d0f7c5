"""What a schema cannot say of doctors' decisions: who and why, days in order, zones wished for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from percuta.casefile.checks import FIRST_DAY, LAST_DAY, LATEST_START
from percuta.casefile.problems import Path, Placed, placed

Raw = Mapping[str, Any]

WANTED = {
    "by": "name the doctor who decided",
    "reason": "write down why; a decision without a reason is none",
}


def check_decisions(raw: Raw) -> Iterator[Placed]:
    """Every problem of the decisions in a case, with its place."""
    assessed_on = date.fromisoformat(raw["case"]["assessed_on"])
    if not FIRST_DAY <= assessed_on <= LAST_DAY:
        return
    wished = {zone for concern in raw["concern"] for zone in concern["zones"]}
    for number, decision in enumerate(raw.get("decision", ())):
        path: Path = ("decision", number)
        yield from _blank(decision, path)
        yield from _days(decision, path, assessed_on=assessed_on)
        for place, zone in enumerate(decision.get("zones", ())):
            if zone not in wished:
                remedy = f"{zone} is in no concern; wished for: {', '.join(sorted(wished))}"
                yield placed((*path, "zones", place), zone, remedy)


def _blank(decision: Raw, path: Path) -> Iterator[Placed]:
    for key, remedy in WANTED.items():
        if not decision[key].strip():
            yield placed((*path, key), decision[key], f"empty; {remedy}")


def _days(decision: Raw, path: Path, *, assessed_on: date) -> Iterator[Placed]:
    on, until = date.fromisoformat(decision["on"]), date.fromisoformat(decision["until"])
    if on < assessed_on:
        remedy = f"before the assessment on {assessed_on}: a doctor decides on what was answered"
        yield placed((*path, "on"), decision["on"], remedy)
    if until < on:
        yield placed((*path, "until"), decision["until"], f"before the decision on {on}")
    elif until - on > LATEST_START:
        remedy = f"more than two years after the decision on {on}: decide anew in between"
        yield placed((*path, "until"), decision["until"], remedy)
