"""The standing cast: a few invented patients, each changed in one thing per test."""

from collections.abc import Iterable
from datetime import date, timedelta

from percuta.devices.device import Device
from percuta.person import Person, Phototype, Sex
from percuta.questions import Answer, Answers, Given, Kind, Question, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rule import Situation
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

DAY = date(2026, 9, 1)  # the day on which treatment would start

CHEEKS = (ZONES["cheek_right"], ZONES["cheek_left"])

# 29, phototype V, acne scars on both cheeks.
AMARA = Person(
    birth_date=date(1997, 3, 14), sex=Sex.FEMALE, phototype=Phototype.TYPE_V, weight_kg=61
)
# 47, phototype II, fine lines around eyes and mouth.
BEA = Person(birth_date=date(1979, 5, 2), sex=Sex.FEMALE, phototype=Phototype.TYPE_II, weight_kg=70)
# 35, phototype VI, acne scars on cheeks and temples.
CHIDI = Person(
    birth_date=date(1991, 1, 20), sex=Sex.MALE, phototype=Phototype.TYPE_VI, weight_kg=82
)
# Turns 18 the day after DAY, phototype III, young acne scars.
DANA = Person(
    birth_date=date(2008, 9, 2), sex=Sex.FEMALE, phototype=Phototype.TYPE_III, weight_kg=55
)
# 20, an adult below the cleared age, phototype IV.
EMRE = Person(birth_date=date(2006, 2, 28), sex=Sex.MALE, phototype=Phototype.TYPE_IV, weight_kg=74)
# 58, phototype III, wrinkles.
FLORA = Person(
    birth_date=date(1968, 7, 9), sex=Sex.FEMALE, phototype=Phototype.TYPE_III, weight_kg=66
)
# Nothing at all is known of this person.
STRANGER = Person()


def days_ago(days: int) -> date:
    """The day that lies so many days before DAY."""
    return DAY - timedelta(days=days)


def clear(question: Question) -> Answer:
    """The answer of someone to whom a question does not apply."""
    return Answer.NEVER if question.kind is Kind.LAST_TIME else Answer.NO


def all_clear(zones: Iterable[Zone] = CHEEKS) -> Answers:
    """Every question of every rule answered "no" or "never", in each of these zones."""
    keys = [zone.key for zone in zones]
    questions = QUESTIONS.values()
    return Answers(
        person={q.key: clear(q) for q in questions if q.scope is Scope.PERSON},
        zones={q.key: dict.fromkeys(keys, clear(q)) for q in questions if q.scope is Scope.ZONE},
    )


def with_answer(
    answers: Answers, question: Question, value: Given, *, zone: str | None = None
) -> Answers:
    """A copy with one answer changed; asked by zone, it changes there, or in every zone."""
    if question.scope is Scope.PERSON:
        return Answers(person={**answers.person, question.key: value}, zones=answers.zones)
    before = answers.zones.get(question.key, {})
    changed = dict.fromkeys([zone] if zone is not None else before, value)
    zones = {**answers.zones, question.key: {**before, **changed}}
    return Answers(person=answers.person, zones=zones)


def situation(
    person: Person, device: Device, answers: Answers, *, sessions_done: int = 0
) -> Situation:
    """Someone with stretch marks anywhere, to be treated on DAY after sessions of this course."""
    return Situation(
        person=person,
        answers=answers,
        device=device,
        day=DAY,
        answered_on=DAY,
        sessions_done=sessions_done,
        marked=(*ZONES,),
    )
