"""Answers that cannot both be true. Only plain contradictions: in doubt both are taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from percuta.casefile.problems import Path, Placed, placed, shown
from percuta.questions import Answer, Question
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

Raw = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """After this answer to the first question, the second cannot be answered like that."""

    first: Question
    answer: Answer
    second: Question
    never: tuple[Answer, ...]


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


def contradictions(answers: Raw) -> Iterator[Placed]:
    """Every pair of answers that contradict each other, at the second of the two."""
    for pair in CONTRADICTIONS:
        if pair.first.key in answers and pair.second.key in answers:
            yield from _between(pair, answers[pair.first.key], second=answers[pair.second.key])


def contradictions_again(kept: Raw, again: Raw) -> Iterator[Placed]:
    """Pairs that contradict each other once answers were given again; ``kept`` still count."""
    for pair in CONTRADICTIONS:
        one, two = pair.first.key, pair.second.key
        if (one not in again and two not in again) or not {one, two} <= {*kept, *again}:
            continue
        first, second = ({**kept, **again}[key] for key in (one, two))
        if two in again:
            yield from _between(pair, first, second=second, stem=("again", "answers"))
        else:
            yield from _between(pair, first, second=second, mend="answer this one again too")


def _between(
    pair: Contradiction,
    first: object,
    *,
    second: object,
    stem: Path = ("answers",),
    mend: str = "mend one",
) -> Iterator[Placed]:
    for zone in zones_apart(first, second):
        one, other = in_zone(first, zone), in_zone(second, zone)
        if one != pair.answer or other not in pair.never:
            continue
        path: Path = (*stem, pair.second.key)
        if zone is not None and isinstance(second, Mapping):
            path = (*path, zone)
        kept = f"{pair.first.key} = {shown(one)}"
        yield placed(path, other, f"two answers to one question: {kept} says otherwise; {mend}")


def zones_apart(*answers: object) -> list[str | None]:
    """The zones that answers tell apart; None alone where one answer holds for all."""
    apart = {zone for answer in answers if isinstance(answer, Mapping) for zone in answer}
    return [*sorted(apart)] if apart else [None]


def in_zone(answer: object, zone: str | None) -> object:
    """The answer in one zone, or the one that holds for all."""
    return answer.get(zone) if isinstance(answer, Mapping) else answer
