"""Which courses are worth showing: none that costs more and brings no more than another."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from percuta.evidence.parameter import Parameter, Status
from percuta.response.assumed import DISCREPANCY

SAME_MARKS = Parameter(
    key="search.same_marks",
    value=0.05,
    unit="1",
    status=Status.ASSUMED,
    note="chances of a dark mark closer than this are called equal: series that were counted "
    "differ by more, 5 of 30 people and none of 60",
)
SAME_RED_DAYS = Parameter(
    key="search.same_red_days",
    value=1,
    unit="days",
    status=Status.ASSUMED,
    note="red days in all closer than this are called equal",
)
# Visits, red days, marks, price, minutes past the longest read of, visits without wished cream.
SAME = (0.0, SAME_RED_DAYS.value, SAME_MARKS.value, 0.0, 0.0, 0.0)

One = TypeVar("One")
Numbers = Callable[[One], tuple[float, ...]]


def levels(found: Sequence[One], gain: Callable[[One], float]) -> list[list[One]]:
    """Courses in levels of gain, best first; inside one, nothing in print tells them apart.

    A level reaches from its best course down as far as the discrepancy of the forecast.
    """
    sorted_down = sorted(found, key=gain, reverse=True)
    ordered: list[list[One]] = []
    for one in sorted_down:
        if ordered and gain(ordered[-1][0]) - gain(one) < DISCREPANCY.value:
            ordered[-1].append(one)
        else:
            ordered.append([one])
    return ordered


def worth_it(ordered: Sequence[Sequence[One]], costs: Numbers[One]) -> list[list[One]]:
    """Each level without courses that cost no less than one that brings as much or more.

    A level of which nothing is left stays, empty.
    """
    kept: list[list[One]] = []
    for level in ordered:
        before = [one for some in kept for one in some]
        among = [one for one in level if not any(_beats(costs(b), costs(one)) for b in before)]
        kept.append(cheapest(among, costs))
    return kept


def cheapest(among: Sequence[One], costs: Numbers[One]) -> list[One]:
    """Those that cost less than any other in one way at least, lowest burden first."""
    kept: list[One] = []
    for one in sorted(among, key=costs):
        if not any(_less(costs(other), costs(one)) for other in kept):
            kept.append(one)
    return kept


def _beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether one that brings more costs no more."""
    return all(a <= b + same for a, b, same in zip(one, other, SAME, strict=True))


def _less(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether one costs no more anywhere, and less somewhere, beyond what is called equal."""
    pairs = list(zip(one, other, SAME, strict=True))
    return all(a <= b + same for a, b, same in pairs) and any(a < b - same for a, b, same in pairs)
