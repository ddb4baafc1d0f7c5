"""Whether all that a record needs is there: each cross says what, and leads to where it is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from percuta_clinic.treatment.checklist import unticked
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.science_dose import differences
from percuta_clinic.treatment.slot_words import slot_words


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One thing a record needs. ``stage`` is where in the room it is said.

    ``holds``: nobody signs before it is settled, for it would say two things at once.
    """

    words: str
    ok: bool
    stage: str
    holds: bool = False


def ticks_of(found: Folded, pack: Mapping[str, Any]) -> list[Tick]:
    """Everything in the order of the session."""
    return [
        *_conflicts(found),
        *_room_and_tray(pack),
        *_arrived(found),
        *_numbed(found),
        *_needled(found, pack),
        *_problems(found),
        *_finished(found),
    ]


def crosses_of(ticks: Sequence[Tick]) -> list[Tick]:
    """What is not there."""
    return [one for one in ticks if not one.ok]


def _conflicts(found: Folded) -> Iterator[Tick]:
    for slot in found.conflicts:
        words = f"Two tablets say different things of “{slot_words(slot)}”: choose one"
        yield Tick(words=words, ok=False, stage="", holds=True)


def _room_and_tray(pack: Mapping[str, Any]) -> Iterator[Tick]:
    """What was looked at before it began; sessions of before that was kept are not asked."""
    if "checked" in pack:
        left = unticked(pack["checked"])
        words = f"Room and tray, not ticked before it began: {', '.join(left)}"
        yield Tick(words=words if left else "Room and tray ticked", ok=not left, stage="")


def _arrived(found: Folded) -> Iterator[Tick]:
    asked = bool((found.get("arrive/identity") or {}).get("checked"))
    yield Tick(words="Asked for name and birth date", ok=asked, stage="arrive")
    home = found.get("arrive/home")
    yield Tick(words="Asked for cream put on at home", ok=home is not None, stage="arrive")
    changed = found.get("arrive/changed")
    yield Tick(words="Asked what has changed", ok=changed is not None, stage="arrive")
    if changed is not None and changed["changed"] == "yes":
        ok = bool(changed.get("what") and changed.get("judged"))
        yield Tick(words="What changed, and who judged it", ok=ok, stage="arrive")
    clean = bool((found.get("cleanse") or {}).get("done"))
    yield Tick(words="Skin cleansed", ok=clean, stage="cleanse")


def _numbed(found: Folded) -> Iterator[Tick]:
    creams = applications(found)
    none = found.get("numb/none") or {}
    if not creams:
        ok = bool(none.get("none") and none.get("why"))
        yield Tick(words="Numbed, or why not", ok=ok, stage="numb")
    for item, cream in creams.items():
        off = found.get(f"numb/{item}/off")
        yield Tick(words=f"{cream['name']}: removed at a named time", ok=bool(off), stage="numb")
        if off:
            ok = bool(off["clean"] and off["intact"]) or bool(off.get("look"))
            words = f"{cream['name']}: skin clean and intact after it, or how it looked"
            yield Tick(words=words, ok=ok, stage="numb")


def applications(found: Folded) -> dict[str, Any]:
    """Creams that were put on."""
    return {
        item: value
        for item, value in found.items("numb").items()
        if item != "none" and not value.get("struck")
    }


def still_on(found: Folded) -> dict[str, Any]:
    """Creams that nobody said were taken off."""
    rows = applications(found)
    return {item: one for item, one in rows.items() if found.get(f"numb/{item}/off") is None}


def open_problems(found: Folded) -> dict[str, Any]:
    """Problems that nobody said have ended."""
    rows = found.items("problem")
    return {item: one for item, one in rows.items() if found.get(f"problem/{item}/end") is None}


def cartridges(found: Folded) -> dict[str, Any]:
    """Cartridges that were opened."""
    rows = found.items("cartridge")
    return {item: value for item, value in rows.items() if not value.get("struck")}


def stopped_why(found: Folded) -> str:
    """Why the session was stopped early; empty where it was not, or no longer is."""
    return str((found.get("stop") or {}).get("why", ""))


def planned_zones(pack: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The zones of the session as the tablet shows them: those of the plan, else those cleared.

    A cleared zone that the plan leaves out in this session is not asked for.
    """
    if "zones" in pack:
        return {one["zone"]: one for one in pack["zones"]}
    return {one: {} for one in pack.get("zones_open", ())}


def _needled(found: Folded, pack: Mapping[str, Any]) -> Iterator[Tick]:
    done = found.items("zone")
    if stopped_why(found):
        yield Tick(words="Why the session was stopped early", ok=True, stage="needle")
    else:
        for zone in planned_zones(pack):
            ok = zone in done and bool(done[zone].get("done") or done[zone].get("left_out"))
            yield Tick(words=f"{said_as(zone)}: needled, or why not", ok=ok, stage="needle")
    yield from _with_which(found)
    yield from _otherwise(found, pack)
    for item, one in cartridges(found).items():
        ended = found.get(f"cartridge/{item}/end") is not None
        words = f"Cartridge {one.get('lot') or one['code'][:20]}: used up, broken or not used"
        yield Tick(words=words, ok=ended, stage="needle")


def _with_which(found: Folded) -> Iterator[Tick]:
    """A place is done with a cartridge that was opened here and not struck."""
    opened = cartridges(found)
    for zone in found.items("zone"):
        more = found.items(f"zone/{zone}/more").values()
        for one in (found.get(f"zone/{zone}"), *more):
            if one.get("done"):
                ok = bool(one.get("endpoint")) and one.get("pain") is not None
                words = f"{said_as(zone)}: what the skin showed, and how much it hurt"
                yield Tick(words=words, ok=ok, stage="needle")
                named = one.get("cartridge")
                words = f"{said_as(zone)}: which cartridge"
                if named and named not in opened:
                    words += "; the one it names was never opened here, or was struck"
                yield Tick(words=words, ok=named in opened, stage="needle")


def _otherwise(found: Folded, pack: Mapping[str, Any]) -> Iterator[Tick]:
    """Whatever asks its reason; that a zone is not done is asked for by itself."""
    done, planned = found.items("zone"), planned_zones(pack)
    for one in differences(found, pack):
        begun = one["zone"] not in planned or (done.get(one["zone"]) or {}).get("done")
        if one["asks"] and (begun or one["what"] != "zone"):
            words = f"{one['words'].rstrip('.')}: why"
            yield Tick(words=words, ok=not one["asks_reason"], stage="needle")


def _problems(found: Folded) -> Iterator[Tick]:
    for item, one in found.items("problem").items():
        ended = found.get(f"problem/{item}/end") is not None
        words = f"Problem ({said_as(one['kind'])}): how it ended"
        yield Tick(words=words, ok=ended, stage="problem")


def _finished(found: Folded) -> Iterator[Tick]:
    skin = found.get("finish/skin") or {}
    ok = bool(skin.get("look") or skin.get("note"))
    yield Tick(words="How the skin looks afterwards", ok=ok, stage="finish")
    photo = found.get("finish/photo") or {}
    ok = photo.get("photo") in ("taken", "refused") or bool(photo.get("why"))
    yield Tick(words="Photograph taken, refused, or why not", ok=ok, stage="finish")
    after = found.get("finish/aftercare") or {}
    ok = after.get("handed") in ("paper", "phone", "both") or bool(after.get("why"))
    yield Tick(words="Aftercare handed over, or why not", ok=ok, stage="finish")
    coming = found.get("finish/next") or {}
    ok = bool(coming.get("booked") or coming.get("why"))
    yield Tick(words="Next date, or why none", ok=ok, stage="finish")


def said_as(slot: str) -> str:
    """A slot or a key in words."""
    return slot.removeprefix("zone/").replace("/", ", ").replace("_", " ")
