"""A time that may be wrong by some seconds, and how long ago it is at least and at most.

Whoever waits for numbness counts the least that surely passed; whoever must take a cream off
counts the most that may have passed. Both are differences of instants, so neither midnight nor a
change of clocks moves them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Moment:
    """An instant, and by how much it may be wrong either way."""

    at: datetime
    doubt: timedelta = timedelta()

    def __post_init__(self) -> None:
        """Refuse a time without zone, which could be any of a day's, and a doubt below none."""
        if self.at.tzinfo is None:
            raise ValueError(f"{self.at} has no time zone; give one, or UTC")
        if self.doubt < timedelta():
            raise ValueError(f"a doubt of {self.doubt}; 0 or more is wanted")

    @property
    def earliest(self) -> datetime:
        """The first instant it can have been, in UTC."""
        return self.at.astimezone(UTC) - self.doubt

    @property
    def latest(self) -> datetime:
        """The last instant it can have been, in UTC."""
        return self.at.astimezone(UTC) + self.doubt


def at_least(since: Moment, until: Moment) -> timedelta:
    """What surely lies between two moments; none where they may be in the other order."""
    return max(until.earliest - since.latest, timedelta())


def at_most(since: Moment, until: Moment) -> timedelta:
    """What may lie between two moments."""
    return max(until.latest - since.earliest, timedelta())


def minutes(span: timedelta) -> float:
    """A span in minutes."""
    return span / timedelta(minutes=1)
