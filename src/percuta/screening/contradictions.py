"""Answers that cannot both be true, and days that cannot be; in doubt both are taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from percuta.person import Person
from percuta.questions import Answer, Answers, Given, Question
from percuta.screening.rules.diabetes import DIABETES, DIABETES_CONTROLLED
from percuta.screening.rules.earlier import NO_GAIN
from percuta.screening.rules.immunity import HEART
from percuta.screening.rules.infection import COLD_SORE_NOW, COLD_SORES_EVER
from percuta.screening.rules.inflammation import (
    PSORIASIS_ACTIVE,
    PSORIASIS_EVER,
    ROSACEA_ACTIVE,
    ROSACEA_EVER,
    VITILIGO_ACTIVE,
    VITILIGO_EVER,
)
from percuta.screening.rules.isotretinoin import ISOTRETINOIN_LAST, ISOTRETINOIN_NOW
from percuta.screening.rules.numbing import ANTIARRHYTHMICS
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.screening.rules.tattoo import TATTOO, TATTOO_LAST

OLDEST = timedelta(days=366 * 120)


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """After this answer to the first question, the second cannot be answered like that."""

    first: Question
    answer: Answer
    second: Question
    never: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Misdated:
    """A last time that cannot be; ``zone`` empty: asked of the whole person."""

    key: str
    zone: str
    day: date
    why: str


YES, NO, NEVER = Answer.YES, Answer.NO, Answer.NEVER

CONTRADICTIONS = (
    Contradiction(first=PSORIASIS_ACTIVE, answer=YES, second=PSORIASIS_EVER, never=(NO,)),
    Contradiction(first=VITILIGO_ACTIVE, answer=YES, second=VITILIGO_EVER, never=(NO,)),
    Contradiction(first=ROSACEA_ACTIVE, answer=YES, second=ROSACEA_EVER, never=(NO,)),
    Contradiction(first=ISOTRETINOIN_NOW, answer=YES, second=ISOTRETINOIN_LAST, never=(NEVER,)),
    Contradiction(first=COLD_SORE_NOW, answer=YES, second=COLD_SORES_EVER, never=(NO,)),
    Contradiction(first=DIABETES, answer=NO, second=DIABETES_CONTROLLED, never=(YES, NO)),
    Contradiction(first=ANTIARRHYTHMICS, answer=YES, second=HEART, never=(NO,)),
    Contradiction(first=TATTOO, answer=YES, second=TATTOO_LAST, never=(NEVER,)),
    Contradiction(first=NO_GAIN, answer=YES, second=NEEDLED_LAST, never=(NEVER,)),
)


def contradictory(answers: Answers) -> list[tuple[str, str]]:
    """Every pair of questions, by key, whose answers contradict each other in some zone."""
    given: dict[str, object] = {**answers.person, **answers.zones}
    return [
        (pair.first.key, pair.second.key)
        for pair in CONTRADICTIONS
        if pair.first.key in given
        and pair.second.key in given
        and clashes(pair, given[pair.first.key], given[pair.second.key])
    ]


def clashes(pair: Contradiction, first: object, second: object) -> list[str | None]:
    """The zones in which two answers contradict each other; None where both hold for all."""
    return [
        zone
        for zone in zones_apart(first, second)
        if in_zone(first, zone) == pair.answer and in_zone(second, zone) in pair.never
    ]


def misdated(answers: Answers, person: Person, *, answered_on: date) -> list[Misdated]:
    """Last times after the day of the answers, or before anyone could tell of them."""
    earliest, before = first_day(person, answered_on)
    after = f"after {answered_on}, the day of the answers"
    return [
        Misdated(key=key, zone=zone, day=given, why=after if given > answered_on else before)
        for key, zone, given in _told(answers)
        if isinstance(given, date) and not earliest <= given <= answered_on
    ]


def first_day(person: Person, on: date) -> tuple[date, str]:
    """The first day of which a person can tell, and the words for any day before it."""
    if person.birth_date is not None:
        return person.birth_date, f"before the birth on {person.birth_date}"
    if person.age_years is not None:
        years = person.age_years + 1
        return on - timedelta(days=366 * years), f"{years} years back at this age"
    return on - OLDEST, "more than 120 years before the assessment"


def zones_apart(*answers: object) -> list[str | None]:
    """The zones that answers tell apart; None alone where one answer holds for all."""
    apart = {zone for answer in answers if isinstance(answer, Mapping) for zone in answer}
    return [*sorted(apart)] if apart else [None]


def in_zone(answer: object, zone: str | None) -> object:
    """The answer in one zone, or the one that holds for all."""
    return answer.get(zone) if isinstance(answer, Mapping) else answer


def _told(answers: Answers) -> Iterator[tuple[str, str, Given]]:
    for key, given in answers.person.items():
        yield key, "", given
    for key, by_zone in answers.zones.items():
        for zone, given in by_zone.items():
            yield key, zone, given
