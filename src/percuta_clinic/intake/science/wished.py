"""Answers that cannot be so beside what is wished for: who wants marks treated has some."""

from collections.abc import Iterator, Mapping, Sequence

from percuta.assessment.concern import Kind
from percuta.casefile.checks import NEWEST
from percuta.questions import Answer, Answers
from percuta.screening.rules.pigment import DARK_MARKS_BEFORE

Wishes = Mapping[str, Sequence[str]]


def denied(wishes: Wishes, answers: Answers) -> Iterator[tuple[str, str, str]]:
    """The key of each such answer, with the wish and the place; no place: the whole person."""
    for wish, question in NEWEST.items():
        told = answers.zones.get(question.key, {})
        for zone in wishes.get(wish.value, ()):
            if told.get(zone) is Answer.NEVER:
                yield question.key, wish.value, zone
    marked = answers.person.get(DARK_MARKS_BEFORE.key)
    if Kind.MELASMA.value in wishes and marked is Answer.NO:
        yield DARK_MARKS_BEFORE.key, Kind.MELASMA.value, ""
