"""The steps of time of a course: short after a session, longer later, never over a day wished for.

They depend on sessions and days only, never on a patient.
"""

from collections.abc import Iterable, Iterator, Sequence

from percuta.skin.ladder import FIRST_STEP

SHORTEST, LONGEST = 2.0**-3, 16.0
GROWTH = 0.25  # a step is at most this part of the time since the session


def steps(sessions: Sequence[float], days: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Where each step begins and how long it is, from the first session to the last day.

    ValueError where a day is no whole number of the smallest steps.
    """
    stops = met({0.0, *sessions, *days})
    now, last = 0.0, 0.0
    for stop in stops[1:]:
        if now in sessions:
            last = now
        while now < stop:
            step = _length(now - last, stop - now)
            yield now, step
            now += step


def met(days: Iterable[float]) -> list[float]:
    """Days in order; ValueError where one is no whole number of the smallest steps."""
    for day in days:
        if day < 0 or (day / (2 * FIRST_STEP)) % 1:
            raise ValueError(f"day {day:g} is no multiple of {2 * FIRST_STEP:g}, or before day 0")
    return sorted(days)


def _length(since: float, left: float) -> float:
    """The longest step allowed that begins on a multiple of its own length."""
    allowed = min(max(SHORTEST, GROWTH * since), LONGEST, left)
    step = LONGEST
    while step > allowed or (since / step) % 1:
        step /= 2
    return step
