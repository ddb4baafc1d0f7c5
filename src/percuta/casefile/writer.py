"""From a request back to a case file, so that a plan made elsewhere can be made again here."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from percuta.assessment.concern import Concern
from percuta.casefile.schema import NOT_KNOWN
from percuta.finding import Decided
from percuta.person import Person
from percuta.planning.choice import choice_table
from percuta.planning.creams import LMX4
from percuta.planning.house import house_table
from percuta.planning.request import Request
from percuta.questions import Answer, Answers, Given
from percuta.screening.again import lasts, yes_lasts
from percuta.screening.rules.recovery import NEEDLED_LAST

Table = dict[str, Any]

NAMELESS = {
    "by": "a doctor",
    "chose": "a clinician",
    "reason": "in the record",
    "event": "an event",
}
NUMBING = {True: "yes", False: "no", None: NOT_KNOWN}


def case_table(request: Request, *, title: str = "", named: bool = True) -> Table:
    """What a case file says of a request, as its reader knows it.

    Not ``named``: for others to read. Age stands for the birth date, and no text that somebody
    typed, which may name people, goes with it. Answers for zones nobody wishes for are left out.
    """
    is_again = asked_again(request)
    first = _first_day(request) if is_again else request.answered_on
    about = {"title": title, "assessed_on": first}
    table: Table = {
        "case": {key: value for key, value in about.items() if value != ""},
        "person": _person(request.person, request.day, named=named),
        "wish": _wish(request, named=named),
        "concern": [_concern(one) for one in _together(request.concerns)],
        "answers": _first_answers(request) if is_again else _answers(request),
        "again": _again(request) if is_again else {},
        "decision": [_decision(one, named=named) for one in request.decisions],
        "chosen": _chosen(request, named=named),
        "house": _house(request, named=named),
        "away": [{"first": a.first, "last": a.last, "sun": a.sun} for a in request.away],
        "area_cm2": {k: v for k, v in request.areas_cm2.items() if k in _wished(request)},
    }
    return {key: value for key, value in table.items() if value}


def asked_again(request: Request) -> bool:
    """Whether some answers of a request are older than others."""
    return request.sessions_done > 0 or request.answers_kept


def _first_day(request: Request) -> date:
    """The day of the first answers, or what comes nearest: no decision was before it."""
    if request.began_on is not None:
        return request.began_on
    return min([request.answered_on, *(one.on for one in request.decisions)])


def _person(person: Person, day: date, *, named: bool) -> Table:
    told: Table = {
        "birth_date": person.birth_date if named else None,
        "age": person.age_years if named else person.age_on(day),
        "sex": person.sex.value if person.sex is not None else None,
        "phototype": person.phototype.roman if person.phototype is not None else None,
        "weight_kg": person.weight_kg,
        "height_cm": person.height_cm,
    }
    return {key: value for key, value in told.items() if value is not None}


def _wish(request: Request, *, named: bool) -> Table:
    event = request.event if named or not request.event else NAMELESS["event"]
    told: Table = {
        "device": request.device.key,
        "numbing": NUMBING[request.numbing],
        "start_on": request.day if request.day != request.answered_on else None,
        "event": event or None,
        "event_on": request.event_on,
        "cream": request.cream.key if request.cream != LMX4 else None,
        "cream_used_cm2": None if asked_again(request) else request.cream_used_cm2,
        "country": request.country.key if request.country is not None else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _together(concerns: Sequence[Concern]) -> Iterator[Concern]:
    """The same concern, told zone by zone, as one with all its zones."""
    held: Concern | None = None
    for one in concerns:
        if held is not None and _without_zones(held) == _without_zones(one):
            zones = tuple(dict.fromkeys((*held.zones, *one.zones)))
            held = Concern(
                kind=one.kind,
                zones=zones,
                grade=one.grade,
                graded_by=one.graded_by,
                scar_types=one.scar_types,
            )
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _without_zones(concern: Concern) -> tuple[object, ...]:
    return concern.kind, concern.grade, concern.graded_by, concern.scar_types


def _concern(concern: Concern) -> Table:
    told: Table = {
        "kind": concern.kind.value,
        "zones": list(concern.zones),
        "grade": concern.grade,
        "scale": concern.graded_by or None,
        "scar_types": [one.value for one in concern.scar_types] or None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _decision(decided: Decided, *, named: bool) -> Table:
    told: Table = {
        "rule": decided.rule,
        "zones": list(decided.zones),
        "by": decided.by if named else NAMELESS["by"],
        "on": decided.on,
        "until": decided.until,
        "reason": decided.reason if named else NAMELESS["reason"],
    }
    return {key: value for key, value in told.items() if value != []}


def _chosen(request: Request, *, named: bool) -> Table:
    table = choice_table(request.choice)
    if request.choice.empty:
        return {}
    return table if named else table | {"by": NAMELESS["chose"]}


def _house(request: Request, *, named: bool) -> Table:
    if request.house is None:
        return {}
    table = house_table(request.house)
    return table if named else table | {"by": NAMELESS["by"], "reason": NAMELESS["reason"]}


def _wished(request: Request) -> frozenset[str]:
    return frozenset(zone.key for zone in request.zones)


def _answers(request: Request) -> Table:
    """Every answer, those for zones in one word where it is the same in all of them."""
    zones = {key: _in_zones(request, key) for key in request.answers.zones}
    told = {key: _plain(given) for key, given in request.answers.person.items()}
    return told | {key: value for key, value in zones.items() if value}


def _in_zones(request: Request, key: str) -> str | date | Table:
    wished = _wished(request)
    by_zone = request.answers.zones[key]
    told = {zone: _plain(given) for zone, given in by_zone.items() if zone in wished}
    values = list(told.values())
    is_one = len(told) == len(wished) and values.count(values[0]) == len(values)
    return values[0] if is_one and key != NEEDLED_LAST.key else told


def _plain(given: Given) -> str | date:
    return given if isinstance(given, date) else given.value


def _sessions_in(request: Request) -> Table:
    """Where it was told, and wherever zones have visits of their own: reading asks for it there."""
    told = request.sessions_in
    if not told and request.choice.apart and request.sessions_done:
        told = {zone.key: request.done_in(zone.key) for zone in request.needled}
    return {zone.key: told[zone.key] for zone in request.needled if zone.key in told}


def _again(request: Request) -> Table:
    """What was asked again: all that counts but for what is kept from the first answers."""
    kept = _kept(request.answers)
    asked = {key: value for key, value in _answers(request).items() if key not in kept}
    told: Table = {
        "on": request.answered_on,
        "sessions_done": request.sessions_done,
        "sessions_in": _sessions_in(request) or None,
        "cream_used_cm2": request.cream_used_cm2,
        "answers": asked,
    }
    return {key: value for key, value in told.items() if value is not None}


def _kept(answers: Answers) -> frozenset[str]:
    """Questions whose every answer lasts, so that they need not have been asked again."""
    person = {key for key, given in answers.person.items() if lasts(key, given)}
    zones = {
        key
        for key, told in answers.zones.items()
        if told and all(lasts(key, given) for given in told.values())
    }
    return frozenset(person | zones)


def _first_answers(request: Request) -> Table:
    """What lasts, and what was yes at first and is no now."""
    kept = _kept(request.answers)
    first = {key: value for key, value in _answers(request).items() if key in kept}
    return first | dict(_over(request))


def _over(request: Request) -> Iterator[tuple[str, Any]]:
    wished = _wished(request)
    for key, zones in request.no_longer:
        told = {zone: Answer.YES.value for zone in zones if zone in wished}
        if not yes_lasts(key) and (told or not zones):
            yield key, told or Answer.YES.value
