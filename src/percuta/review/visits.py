"""When the result of a course is looked at: one, three and six months after its last session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from percuta.evidence.parameter import Parameter, Status
from percuta.healing.follow_up import VIEWS
from percuta.planning.limits import REVIEW_AFTER

EARLY = Parameter(
    key="review.early",
    value=7,
    unit="days",
    status=Status.ASSUMED,
    note="so many days before its day a review may be done and still counts as that one",
)
LATE = Parameter(
    key="review.late",
    value=28,
    unit="days",
    status=Status.ASSUMED,
    note="so many days after its day a review counts as missed; it may still be done",
)
MONTHS: dict[int, Parameter] = {1: VIEWS[0], 3: REVIEW_AFTER, 6: VIEWS[1]}
LAST_DAY = 730  # days after the last session; later is another course


class Stand(StrEnum):
    """Where a review stands on a day."""

    COMING = "to come"
    DUE = "due"
    MISSED = "missed"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One review to be: ``after`` days from the last session. ``key`` is its days."""

    after: int
    day: date

    @property
    def opens(self) -> date:
        """The first day on which it may be done."""
        return self.day - timedelta(days=round(EARLY.value))

    @property
    def closes(self) -> date:
        """The last day before it counts as missed."""
        return self.day + timedelta(days=round(LATE.value))

    @property
    def months(self) -> int:
        """Whole months, as people name it."""
        return max(round(self.after / 30.5), 1)

    def stands(self, on: date, *, done: bool) -> Stand:
        """Where it stands on a day."""
        if done:
            return Stand.DONE
        if on < self.opens:
            return Stand.COMING
        return Stand.DUE if on <= self.closes else Stand.MISSED


def days_after() -> tuple[int, ...]:
    """The days after the last session, where no clinic chose its own."""
    return tuple(round(one.value) for one in MONTHS.values())


def reviews(last: date, after: Sequence[int] = ()) -> tuple[Looked, ...]:
    """The reviews of a course that ended on ``last``, in order."""
    chosen = sorted(set(after)) or days_after()
    return tuple(Looked(after=days, day=last + timedelta(days=days)) for days in chosen)


def why_not(after: Sequence[int]) -> str:
    """Why a clinic's own days cannot be; empty where they can."""
    if not after:
        return "Give at least one day, such as 31."
    wrong = next((days for days in after if not 1 <= days <= LAST_DAY), None)
    if wrong is not None:
        return f"{wrong} days after the last session; 1 to {LAST_DAY} are possible."
    close = round(EARLY.value) + round(LATE.value)
    ordered = sorted(after)
    for one, two in pairwise(ordered):
        if two - one <= close:
            return f"Days {one} and {two} are too near; more than {close} days lie between reviews."
    return ""
