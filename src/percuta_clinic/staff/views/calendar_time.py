"""Where an instant lies on the calendar: rows of five minutes below the first hour shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from percuta_clinic.booking.agenda import Agenda, segments_of

PER_HOUR = 12
USUAL = (8, 18)
MIDNIGHT = 24


@dataclass(frozen=True, kw_only=True)
class Window:
    """The hours of the day that are shown, by the clinic's clock."""

    first: int
    last: int
    zone: ZoneInfo

    @property
    def rows(self) -> int:
        """How many rows of five minutes."""
        return (self.last - self.first) * PER_HOUR

    @property
    def hours(self) -> list[dict[str, object]]:
        """The hours written beside the rows."""
        shown = range(self.first, self.last)
        return [{"row": (n - self.first) * PER_HOUR, "words": f"{n:02}:00"} for n in shown]

    def row(self, at: datetime, day: date) -> int:
        """How many rows into the day of a column; what lies outside of it is at its edge."""
        local = at.astimezone(self.zone)
        if local.date() != day:
            return 0 if local.date() < day else self.rows
        minutes = (local.hour - self.first) * 60 + local.minute
        return min(max(minutes // 5, 0), self.rows)

    def span(self, start: datetime, end: datetime, *, day: date) -> tuple[int, int] | None:
        """The first row and the one after the last; None if nothing of it is on that day."""
        low = self.row(start, day)
        high = max(self.row(end + timedelta(minutes=4), day), low + 1)  # odd minutes: outward
        return (low, high) if low < self.rows and self._touches(start, end, day) else None

    def _touches(self, start: datetime, end: datetime, day: date) -> bool:
        last = end - timedelta(microseconds=1)  # what ends at midnight is not of the day after
        return start.astimezone(self.zone).date() <= day <= last.astimezone(self.zone).date()


def window_of(found: Agenda) -> Window:
    """From the first hour anybody works or is treated to the last, at least the usual day."""
    zone = found.clinic.zone
    shown = {found.first + timedelta(days=n) for n in range(found.days)}
    first, last = USUAL
    for start, end in _stretches(found):
        begins, ends = start.astimezone(zone), end.astimezone(zone)
        if begins.date() in shown:
            first = min(first, begins.hour)
        over = ends.date() > begins.date()
        last = max(last, MIDNIGHT if over else ends.hour + bool(ends.minute))
    return Window(first=first, last=last, zone=zone)


def _stretches(found: Agenda) -> Iterable[tuple[datetime, datetime]]:
    for works in found.roster.works.values():
        yield from works.treating
        yield from works.assisting
    for visit in found.visits:
        yield visit.starts_at, max(one.ends_at for one in segments_of(visit))
    for kept in found.kept:
        yield kept.hold.starts_at, kept.ends_at
