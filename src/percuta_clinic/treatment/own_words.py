"""A signed record in a patient's own words: what was done, with what, how the skin looked then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from percuta.papers.everyday import listed, sentence
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.treatment.completeness import applications, cartridges, stopped_why
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.problems import OF_STAFF
from percuta_clinic.treatment.science_dose import KEY_OF

Known = Mapping[str, Any]
SEEN = {
    "none": "Your skin did not change there.",
    "faint": "Your skin turned a little red there.",
    "redness": "Your skin turned evenly red there.",
    "pinpoint": "Your skin showed tiny dots of blood there.",
    "bleeding": "Your skin bled there more than it should.",
}
WENT_WRONG = {
    "bleeding": "Your skin bled for longer than it should.",
    "faint": "You felt faint.",
    "allergy": "Your body may have reacted to something we used.",
    "toxicity": "You may have had too much of the numbing cream.",
    "too_deep": "The needles went too deep in one place.",
    "something_else": "Something was not as it should be. We stopped to look at it.",
}
ENDED = {
    "settled": "It got better here.",
    "stopped": "We stopped the treatment.",
    "doctor": "A doctor looked after you.",
    "emergency": "We called for an ambulance.",
}
HANDED = {
    "paper": "You got a sheet on paper. It says how to care for your skin.",
    "phone": "You got a sheet on your phone. It says how to care for your skin.",
    "both": "You got a sheet on paper and on your phone. It says how to care for your skin.",
    "no": "You did not get a sheet that says how to care for your skin. Please ask us for it.",
}
SHEETLESS = "We did not write down if you got a sheet that says how to care for your skin."


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place, and each sentence of what was done there."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Own:
    """The whole page but what the present adds to it. ``used``: what, and its lot."""

    places: tuple[Place, ...]
    creams: tuple[str, ...]
    skin: tuple[str, ...]
    problems: tuple[str, ...]
    aftercare: str
    used: tuple[tuple[str, str], ...]


def own_words(found: Folded, known: Known) -> Own:
    """What stands in a record, for whom it is about."""
    handed = (found.get("finish/aftercare") or {}).get("handed", "")
    return Own(
        places=tuple(_places(found)),
        creams=tuple(_creams(found)),
        skin=tuple(_skin(found)),
        problems=tuple(_problems(found)),
        aftercare=HANDED.get(handed, SHEETLESS),
        used=tuple(_used(found, known)),
    )


def _places(found: Folded) -> Iterator[Place]:
    for zone, one in found.items("zone").items():
        more = found.items(f"zone/{zone}/more").values()
        depths = [one, *(other for other in more if other.get("depth_mm") is not None)]
        name = place_words(zone)
        yield Place(name=name[:1].upper() + name[1:], words=tuple(_place(depths)))


def _place(depths: list[Mapping[str, Any]]) -> Iterator[str]:
    first, *more = depths
    if first.get("left_out") or first.get("depth_mm") is None:
        yield "We left this place out this time."
        return
    yield f"The needles were set to {first['depth_mm']:g} mm. {_times(first.get('passes'))}"
    for one in more:
        yield f"Then they were set to {one['depth_mm']:g} mm. {_times(one.get('passes'))}"
    if not first.get("done"):
        yield "We did not finish this place."
    if seen := SEEN.get(KEY_OF.get(first.get("endpoint", ""), first.get("endpoint", ""))):
        yield seen
    if first.get("pain") is not None:
        yield f"You told us your pain was {first['pain']} of 10."


def _times(passes: int | None) -> str:
    if passes is None:
        return "We did not write down how often we went over it."
    return f"We went over it {'once' if passes == 1 else f'{passes} times'}."


def _creams(found: Folded) -> Iterator[str]:
    creams = applications(found)
    if not creams:
        yield "We did not use a numbing cream."
    for item, one in creams.items():
        where = listed(map(place_words, one["zones"])) if one["zones"] else ""
        on = f"on your skin: {where}" if where else "on your skin"
        yield f"We put {one['grams']:g} g of {one['name']} {on}. {_stayed(one, found, item)}"
    home = found.get("arrive/home") or {}
    if home.get("used") == "yes":
        yield f"You had put on {home.get('name') or 'a cream'} at home."


def _stayed(one: Mapping[str, Any], found: Folded, item: str) -> str:
    off = found.get(f"numb/{item}/off")
    if off is None:
        return "We did not write down when it came off."
    both = (found.said(f"numb/{item}"), found.said(f"numb/{item}/off"))
    if any(said is not None and said.ahead for said in both):
        return "We are not sure how long it stayed on: a clock here was wrong."
    lasted = datetime.fromisoformat(off["off_at"]) - datetime.fromisoformat(one["on_at"])
    minutes = max(round(lasted.total_seconds() / 60), 0)
    return f"It stayed on for {minutes} minute{'' if minutes == 1 else 's'}."


def _skin(found: Folded) -> Iterator[str]:
    skin = found.get("finish/skin") or {}
    if looks := skin.get("look"):
        yield f"We wrote down: {'; '.join(one[:1].lower() + one[1:] for one in looks)}."
    else:
        yield "We did not write down how your skin looked."
    put = (found.get("finish/soothing") or {}).get("what", "")
    if put and put != "Nothing":
        yield sentence(f"we then put this on your skin: {put[:1].lower()}{put[1:]}")


def _problems(found: Folded) -> Iterator[str]:
    if stopped_why(found):
        yield "We stopped before we had done all we had planned."
    for item, one in found.items("problem").items():
        if one["kind"] != OF_STAFF:
            end = found.get(f"problem/{item}/end") or {}
            said = (WENT_WRONG.get(one["kind"], ""), ENDED.get(end.get("outcome", ""), ""))
            yield " ".join(filter(None, said))


def _used(found: Folded, known: Known) -> Iterator[tuple[str, str]]:
    if device := known.get("device"):
        yield "Device", f"{device['name']}, number {device['serial']}"
    for item, one in cartridges(found).items():
        if (found.get(f"cartridge/{item}/end") or {}).get("how") != "unused":
            yield "Needles, new from the pack", _lot(one.get("lot"), one.get("expires"))
    for one in applications(found).values():
        yield one["name"], _lot(one.get("lot_number"), one.get("expires"))
    put = found.get("finish/soothing") or {}
    if put.get("lot_number"):
        yield put["what"], _lot(put["lot_number"], "")


def _lot(lot: str | None, expires: str | None) -> str:
    until = f", good until {expires}" if expires else ""
    return f"lot {lot}{until}" if lot else f"lot not written down{until}"
