"""Answers of a case that cannot both be true, each at the place where it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from percuta.casefile.problems import Path, Placed, placed, shown
from percuta.screening.contradictions import CONTRADICTIONS, Contradiction, clashes, in_zone

Raw = Mapping[str, Any]


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
    for zone in clashes(pair, first, second):
        path: Path = (*stem, pair.second.key)
        if zone is not None and isinstance(second, Mapping):
            path = (*path, zone)
        kept = f"{pair.first.key} = {shown(in_zone(first, zone))}"
        remedy = f"two answers to one question: {kept} says otherwise; {mend}"
        yield placed(path, in_zone(second, zone), remedy)
