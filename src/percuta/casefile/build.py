"""From a table that satisfies the schema to a typed case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from percuta.assessment.concern import Concern, Kind
from percuta.assessment.scales import ScarType
from percuta.casefile.case import Again, Case, Published
from percuta.country.catalogue import COUNTRIES
from percuta.devices.catalogue import DEVICES
from percuta.person import Person, Phototype, Sex
from percuta.planning.away import Away
from percuta.planning.choice import choice_from
from percuta.planning.creams import CREAMS, LMX4
from percuta.planning.house import house_from
from percuta.planning.request import Request
from percuta.questions import Answer, Answers, Given, Scope
from percuta.screening.again import answers_again, no_longer
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.decision import Decision

Raw = Mapping[str, Any]

NOT_KNOWN = Answer.NOT_KNOWN.value


def build_case(raw: Raw) -> Case:
    """Build a case from a table that has passed the schema and the checks."""
    first = _first_request(raw)
    again = raw.get("again")
    return Case(
        title=raw["case"].get("title", ""),
        request=first if again is None else _later_request(first, again),
        published=_published(raw.get("published")),
        raw=raw,
        again=None if again is None else _again(first, again),
    )


def first_request(case: Case) -> Request:
    """The request of a case as it stood before anything was asked again."""
    return _first_request(case.raw)


def _first_request(raw: Raw) -> Request:
    assessed_on = date.fromisoformat(raw["case"]["assessed_on"])
    wish = raw["wish"]
    start = wish.get("start_on")
    concerns = tuple(_concern(table) for table in raw["concern"])
    return Request(
        person=_person(raw.get("person", {})),
        answers=_answers(raw.get("answers", {}), concerns),
        device=DEVICES[wish["device"]],
        day=date.fromisoformat(start) if start is not None else assessed_on,
        concerns=concerns,
        numbing={"yes": True, "no": False}.get(wish.get("numbing", NOT_KNOWN)),
        cream=CREAMS[wish.get("cream", LMX4.key)],
        cream_used_cm2=wish.get("cream_used_cm2"),
        answered_on=assessed_on,
        areas_cm2=dict(raw.get("area_cm2", {})),
        event=wish.get("event", ""),
        event_on=_day(wish.get("event_on")),
        away=tuple(_away(stay) for stay in raw.get("away", ())),
        country=COUNTRIES.get(wish.get("country", NOT_KNOWN)),
        decisions=tuple(_decision(table) for table in raw.get("decision", ())),
        choice=choice_from(raw.get("chosen", {})),
        house=house_from(raw["house"]) if "house" in raw else None,
    )


def _later_request(first: Request, raw: Raw) -> Request:
    """The request after some of it was asked again; a start that has passed gives way."""
    on = date.fromisoformat(raw["on"])
    again = _answers(raw.get("answers", {}), first.concerns)
    done = int(raw["sessions_done"])
    return replace(
        first,
        answers=answers_again(first.answers, again),
        no_longer=tuple(no_longer(first.answers, again)),
        day=max(first.day, on),
        answered_on=on,
        cream_used_cm2=raw.get("cream_used_cm2"),
        sessions_done=done,
        sessions_in={zone: int(many) for zone, many in raw.get("sessions_in", {}).items()},
        began_on=first.answered_on if done else None,
        answers_kept=not done,
    )


def _again(first: Request, raw: Raw) -> Again:
    asked = raw.get("answers", {})
    kept = answers_again(first.answers, Answers())
    return Again(
        first_on=first.answered_on,
        on=date.fromisoformat(raw["on"]),
        sessions_done=int(raw["sessions_done"]),
        asked=tuple(asked),
        kept=tuple(key for key in (*kept.person, *kept.zones) if key not in asked),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _away(raw: Raw) -> Away:
    first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
    return Away(first=first, last=last, sun=raw["sun"])


def _decision(raw: Raw) -> Decision:
    return Decision(
        rule=raw["rule"],
        zones=tuple(raw.get("zones", ())),
        by=raw["by"],
        on=date.fromisoformat(raw["on"]),
        until=date.fromisoformat(raw["until"]),
        reason=raw["reason"],
    )


def _person(raw: Raw) -> Person:
    sex = raw.get("sex", NOT_KNOWN)
    phototype = raw.get("phototype", NOT_KNOWN)
    born = raw.get("birth_date")
    return Person(
        birth_date=date.fromisoformat(born) if born is not None else None,
        age_years=_whole(raw.get("age")),
        sex=None if sex == NOT_KNOWN else Sex(sex),
        phototype=None if phototype == NOT_KNOWN else Phototype[f"TYPE_{phototype}"],
        weight_kg=raw.get("weight_kg"),
        height_cm=raw.get("height_cm"),
    )


def _concern(raw: Raw) -> Concern:
    return Concern(
        kind=Kind(raw["kind"]),
        zones=tuple(raw["zones"]),
        grade=raw.get("grade"),
        graded_by=raw.get("scale", ""),
        scar_types=tuple(ScarType(name) for name in raw.get("scar_types", ())),
    )


def _published(raw: Raw | None) -> Published | None:
    if raw is None:
        return None
    return Published(**{**raw, "sessions": _whole(raw.get("sessions"))})


def _whole(number: float | None) -> int | None:
    """A whole number that may be written 44.0, which JSON Schema counts as an integer."""
    return int(number) if number is not None else None


def _answers(raw: Raw, concerns: tuple[Concern, ...]) -> Answers:
    wished = tuple(dict.fromkeys(zone for concern in concerns for zone in concern.zones))
    person: dict[str, Given] = {}
    zones: dict[str, Mapping[str, Given]] = {}
    for key, value in raw.items():
        if QUESTIONS[key].scope is Scope.PERSON:
            person[key] = _given(value)
        elif isinstance(value, Mapping):
            zones[key] = {zone: _given(one) for zone, one in value.items()}
        else:
            zones[key] = dict.fromkeys(wished, _given(value))
    return Answers(person=person, zones=zones)


def _given(text: str) -> Given:
    words = {answer.value: answer for answer in Answer}
    return words[text] if text in words else date.fromisoformat(text)
