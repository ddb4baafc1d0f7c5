"""Answers as people read them: in the words asked, with source and time, and what was before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from percuta_clinic.intake.models import Fact, Form
from percuta_clinic.intake.queries import answered
from percuta_clinic.intake.science.days import day_counted
from percuta_clinic.intake.science.places import place_words, wish_words
from percuta_clinic.intake.science.request import kept
from percuta_clinic.intake.science.told import (
    AWAY,
    EVENT,
    HOPE,
    MEDICINES,
    NUMBING,
    PHOTOTYPE,
    WISH,
)
from percuta_clinic.intake.science.words import question_text
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.science import is_date, is_question

OTHERS = {
    PHOTOTYPE: "Phototype of the skin",
    MEDICINES: "Medicines and supplements",
    NUMBING: "Numbing cream wished for",
    HOPE: "What is hoped for",
    EVENT: "A day to look well at",
    AWAY: "Days away",
}
TEXTS = (MEDICINES, HOPE)
KINDS = {PHOTOTYPE: "type", NUMBING: "yes_no", MEDICINES: "text", HOPE: "text"}


@dataclass(frozen=True, kw_only=True)
class Value:
    """What counts at one place, and every earlier answer there, the newest first."""

    place: str
    words: str
    fact: Fact
    before: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question with its answers; ``kind`` says how it can be put right, empty if it cannot."""

    key: str
    text: str
    kind: str
    values: tuple[Value, ...]
    zones: tuple[tuple[str, str], ...]
    typed: str = ""

    @property
    def was_changed(self) -> bool:
        """Whether anything stood here before."""
        return any(value.before for value in self.values)


def rows_of(form: Form) -> list[Row]:
    """Every answer of a form, what is wished first, then in the order asked."""
    by_key: dict[str, dict[str, list[Fact]]] = {}
    for fact in form.facts.order_by("at", "id"):
        by_key.setdefault(fact.key, {}).setdefault(fact.zone, []).append(fact)
    asked = {one["key"]: one["text"] for one in form.asked}
    wishes = [key for key in by_key if key.startswith(f"{WISH}.")]
    rest = [key for key in OTHERS if key in by_key]
    questions = [key for key in asked if key in by_key]
    later = [key for key in by_key if key not in {*wishes, *rest, *questions}]
    return [
        _row(key, asked.get(key, ""), by_key[key]) for key in (*wishes, *rest, *questions, *later)
    ]


def rows_kept(patient: Patient) -> list[Row]:
    """Answers of earlier forms that count without having been asked again, the newest first."""
    counting = answered(patient)
    if len(counting) < 2:
        return []
    *earlier, newest = counting
    lasting = kept([one.round for one in earlier])
    seen = {fact.key for fact in newest.facts}
    keys = {*lasting.person, *lasting.zones} - seen
    wished = newest.round.told.zones
    found: dict[str, Row] = {}
    for one in reversed(earlier):
        for row in rows_of(one.form):
            if row.key in keys and row.key not in found:
                zones = tuple(place for place in row.zones if place[0] in wished)
                kind = row.kind if zones or not row.zones else ""
                found[row.key] = replace(row, zones=zones, kind=kind)
    return list(found.values())


def _row(key: str, asked: str, by_zone: dict[str, list[Fact]]) -> Row:
    values = tuple(_together([_value(zone, facts) for zone, facts in by_zone.items()]))
    typed = "\n".join(_lines(values[0].fact.value)) if key in TEXTS else ""
    return Row(
        key=key,
        text=asked or _text(key),
        kind=KINDS.get(key) or _kind(key),
        values=values,
        zones=tuple((zone, place_words(zone)) for zone in by_zone if zone),
        typed=typed,
    )


def _text(key: str) -> str:
    if key.startswith(f"{WISH}."):
        return f"Wished for: {wish_words(key.removeprefix(f'{WISH}.'))}"
    return OTHERS.get(key) or question_text(key)


def _kind(key: str) -> str:
    if not is_question(key):
        return ""
    return "date" if is_date(key) else "yes_no"


def _value(zone: str, facts: list[Fact]) -> Value:
    *before, last = facts
    return Value(
        place=place_words(zone) if zone else "",
        words=fact_words(last),
        fact=last,
        before=tuple((fact_words(fact), fact) for fact in reversed(before)),
    )


def _together(values: list[Value]) -> Iterator[Value]:
    """Places with the same answer of the same moment stand in one line."""
    alike: dict[tuple[object, ...], list[Value]] = {}
    for value in values:
        fact = value.fact
        own = fact.pk if value.before else None
        moment = f"{fact.at:%Y-%m-%d %H:%M}"
        alike.setdefault((value.words, moment, fact.by_name, own), []).append(value)
    for some in alike.values():
        yield replace(some[0], place=", ".join(one.place for one in some))


def _lines(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [] if value in ("", "not known") else [str(value)]


def fact_words(fact: Fact) -> str:
    """An answer in words."""
    value = fact.value
    if fact.key == MEDICINES:
        return "not known" if value == "not known" else ", ".join(_lines(value)) or "none"
    if fact.key == EVENT:
        return f"{value.get('name') or 'no name'}, {day_counted(value['on'])}" if value else "none"
    if fact.key == AWAY:
        return "; ".join(_stays(value or [])) or "none"
    if isinstance(value, dict) and "on" in value:
        return day_counted(value["on"], value.get("said", ""))
    return str(value) if value else "nothing said"


def _stays(stays: list[dict[str, Any]]) -> Iterator[str]:
    for one in stays:
        sun = ", in the sun" if one["sun"] else ""
        yield f"{day_counted(one['first'])} to {day_counted(one['last'])}{sun}"
