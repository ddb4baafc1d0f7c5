"""What a rule decides, found by asking it: its judgement of invented people and answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from percuta.devices.device import Device
from percuta.evidence.parameter import Parameter
from percuta.finding import Reach, Severity
from percuta.person import Person, Phototype
from percuta.questions import Answer, Answers, Given, Kind, Question, Scope
from percuta.screening.rule import Judgement, Rule, Situation, Where
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

DAY = date(2026, 6, 15)  # any day would do: only the time since then counts
AGES = (17, 20, 40)
PEOPLE = tuple(
    Person(birth_date=DAY.replace(year=DAY.year - age), phototype=phototype, weight_kg=70)
    for age in AGES
    for phototype in (Phototype.TYPE_II, Phototype.TYPE_V)
)
ORDER = tuple(Severity)
CLOSED = (Answer.YES, Answer.NO)

GivenTo = tuple[Question, Given]


def outcomes(rule: Rule, device: Device) -> list[str]:
    """Everything a rule can decide on one device, in words, strictest first, without asking."""
    found = set()
    for person in PEOPLE:
        for given in _answers(rule, device):
            situation = _situation(person, device, given)
            for zone in _zones(rule):
                judgement = rule.judge(Where(situation=situation, zone=zone))
                if judgement is not None and judgement.severity is not Severity.ASK:
                    found.add((ORDER.index(judgement.severity), *_end(judgement, person, given)))
    return [f"{ORDER[index].words}{ending}" for index, _, ending in sorted(found)]


def _zones(rule: Rule) -> list[Zone | None]:
    whole_person = rule.reach in (Reach.PERSON, Reach.NUMBING)
    return [None] if whole_person else list(ZONES.values())


def _answers(rule: Rule, device: Device) -> Iterator[tuple[GivenTo, ...]]:
    """Every combination of answers to the questions of a rule."""
    last = [DAY - timedelta(days=days) for days in _days(rule, device)]
    choices = [
        [(question, answer) for answer in (last if question.kind is Kind.LAST_TIME else CLOSED)]
        for question in rule.asks
    ]
    yield from product(*choices)


def _days(rule: Rule, device: Device) -> list[int]:
    """One day inside each window that a rule or the device's label sets."""
    entry = device.label.on(rule.topic) if rule.topic is not None else None
    window = entry.window if entry is not None else None
    windows: list[Parameter] = [*rule.parameters, *([window] if window is not None else [])]
    return sorted({0, *(round(w.value) - 1 for w in windows if w.unit == "days")})


def _situation(person: Person, device: Device, given: tuple[GivenTo, ...]) -> Situation:
    of_person = {q.key: answer for q, answer in given if q.scope is Scope.PERSON}
    by_zone = {q.key: dict.fromkeys(ZONES, a) for q, a in given if q.scope is Scope.ZONE}
    answers = Answers(person=of_person, zones=by_zone)
    return Situation(
        person=person,
        answers=answers,
        device=device,
        day=DAY,
        answered_on=DAY,
        sessions_done=1,
        to_judge=(*ZONES,),
        marked=(*ZONES,),
    )


def _end(judgement: Judgement, person: Person, given: tuple[GivenTo, ...]) -> tuple[int, str]:
    """Days for sorting, and the end in words."""
    until = judgement.until
    if until is None:
        return 0, ""
    if until.on is None:
        return 0, f", until: {until.event}"
    last = [answer for _, answer in given if isinstance(answer, date)]
    if last:
        days = (until.on - max(last)).days
        return days, f", until {days} {'day' if days == 1 else 'days'} after"
    return 0, f", until the age of {person.age_on(until.on)}"
