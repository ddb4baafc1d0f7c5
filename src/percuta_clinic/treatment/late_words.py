"""An entry of a session in words, with no key in it: the place, the number, what was typed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localtime, now

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.treatment.folding import Folded, Said
from percuta_clinic.treatment.papers_needling import clock
from percuta_clinic.treatment.problems import step_words, title_of
from percuta_clinic.treatment.slot_words import slot_words
from percuta_clinic.treatment.vocabulary import SLOTS

_UNITS = {
    "depth_mm": "{:g} mm",
    "pain": "pain {:g} of 10",
    "grams": "{:g} g",
    "area_cm2": "{:g} cm²",
}
_PLAIN = {"name", "text", "what", "note", "photo", "outcome", "used", "changed", "how"}
_LEFT = {"cream", "lot", "stock_lot", "cartridge", "gtin", "kind"}  # keys, or said in the name
_NAMES = {"struck": "taken back", "lot_number": "lot", "handed": "handed over", "why": "why"}


def entry_words(said: Said, found: Folded) -> str:
    """What was entered. ``found`` knows of which problem a step is."""
    what = (
        ", ".join(_values(_ordered(said))) if isinstance(said.value, Mapping) else str(said.value)
    )
    head = _head(said.slot, found)
    return f"{head}: {what}" if what else head


def _head(slot: str, found: Folded) -> str:
    parts = slot.split("/")
    return _of_problem(parts, found) if parts[0] == "problem" else slot_words(slot)


def _of_problem(parts: list[str], found: Folded) -> str:
    kind = (found.get(f"problem/{parts[1]}") or {}).get("kind", "")
    title = title_of(kind) if kind else "A problem"
    if len(parts) == 2:
        return f"{title} began"
    return f"{title}, {step_words(kind, parts[3])}" if parts[2] == "step" else f"{title} ended"


def _ordered(said: Said) -> Mapping[str, Any]:
    """A value in the order in which it is read; databases keep none."""
    shape = next((shape for pattern, shape in SLOTS if pattern.fullmatch(said.slot)), None)
    names = getattr(shape, "__struct_fields__", ())
    return {name: said.value[name] for name in names if name in said.value}


def _values(value: Mapping[str, Any]) -> Iterator[str]:
    for name, one in value.items():
        if one in ("", None) or name in _LEFT or one == []:
            continue
        if name == "passes":
            yield f"{one} pass" if one == 1 else f"{one} passes"
        elif name in _UNITS:
            yield _UNITS[name].format(one)
        elif name in _PLAIN or (len(value) == 1 and name == "why"):
            yield _easy(one)
        else:
            yield _named(_NAMES.get(name, name.replace("_", " ")), name, one)


def _named(label: str, name: str, one: Any) -> str:
    if one is True:
        return label
    if one is False:
        return f"not {label}"
    if name == "zones":
        return " and ".join(place_words(zone) for zone in one)
    if name == "at" or name.endswith("_at"):
        return f"{label.removesuffix(' at')} {clock(one)}" if name != "at" else f"at {clock(one)}"
    if name in ("day", "expires"):
        return f"{label} {_day(one)}"
    return f"{label}: {_easy(one)}"


def _easy(one: Any) -> str:
    if isinstance(one, list):
        return " and ".join(map(_easy, one))
    return str(one)


def _day(said: str) -> str:
    day = date.fromisoformat(said)
    return f"{day.day} {day:%B %Y}"


def when(said: Said) -> str:
    """29 November, 12:04; with its year where it is another one."""
    at = localtime(said.at)
    year = "" if at.year == localtime(now()).year else f" {at.year}"
    return f"{at.day} {at:%B}{year}, {at:%H:%M}"
