"""The steps of the kernel: each twice or half another, as long as the worst patient allows.

They depend on sessions and days only. How long one may be was tuned on the worst of 4 096
patients over ten courses, from shallow to far beyond what is given.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from percuta.skin.ladder import FIRST_STEP
from percuta.skin.session import REFERENCE_MM, Session

SINCE = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)  # days since the last session
USUAL = (0.5, 0.5, 1.0, 2.0, 3.0, 4.35, 8.0, 19.6, 32.0)  # longest step there, in days
FINE = (0.25, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # the same after a lot of needling
A_LOT, A_LOT_IN = 3.0, 7.0  # reference sessions, and the days in which they were given
LEVELS = 12  # lengths from the first step to 32 days
LENGTHS = tuple(FIRST_STEP * 2**level for level in range(LEVELS))
QUARTER, DAY = LENGTHS.index(0.25), LENGTHS.index(1.0)
LONG_AGO = SINCE[-1]  # days since a session that never was


def steps_between(since: float, gap: float, *, fine: bool = False) -> tuple[int, ...]:
    """Numbers of the lengths that fill a gap which begins so many days after a session."""
    return tuple(_steps(since, gap, FINE if fine else USUAL))


def is_a_lot(sessions: Iterable[Session], day: float) -> bool:
    """Whether the sessions of the days up to this one ask for fine steps."""
    late = (one for one in sessions if day - A_LOT_IN < one.day <= day)
    return sum(one.density * one.depth_mm / REFERENCE_MM.value for one in late) > A_LOT


def leaps_between(gap: float) -> tuple[int, ...]:
    """Numbers of the fewest lengths that fill a gap, whatever came before."""
    return tuple(_fewest(gap))


def _steps(since: float, gap: float, longest: tuple[float, ...]) -> Iterator[int]:
    while gap > 0:
        number = _number(min(_at(since, longest), gap))
        yield number
        since, gap = since + LENGTHS[number], gap - LENGTHS[number]


def _fewest(gap: float) -> Iterator[int]:
    while gap > 0:
        number = _number(gap)
        yield number
        gap -= LENGTHS[number]


def _number(most: float) -> int:
    return max(number for number, length in enumerate(LENGTHS) if length <= most)


def _at(since: float, longest: tuple[float, ...]) -> float:
    known = zip(SINCE, longest, strict=True)
    for (day, most), (later, more) in pairwise(known):
        if since < later:
            return most + (since - day) / (later - day) * (more - most)
    return longest[-1]
