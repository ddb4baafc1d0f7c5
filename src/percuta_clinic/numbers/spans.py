"""Days that numbers are counted over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import EARLIEST, LATEST, day_bounds, today

ONE_DAY = timedelta(days=1)
YEAR, QUARTER = 12, 3  # months


@dataclass(frozen=True, kw_only=True)
class Span:
    """From ``first`` to ``last``, both counted, where the clinic stands."""

    first: date
    last: date
    clinic: Clinic

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where the clinic stands."""
        return self.clinic.zone

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The first instant, and the first one after."""
        return day_bounds(self.first, self.clinic)[0], day_bounds(self.last, self.clinic)[1]

    def within(self, field: str) -> dict[str, datetime]:
        """A filter: ``field`` lies in these days."""
        begins, ends = self.instants
        return {f"{field}__gte": begins, f"{field}__lt": ends}

    def day(self, at: datetime) -> date:
        """The day of an instant where the clinic stands."""
        return localdate(at, self.zone)


def span_of(first: date | None, last: date | None, clinic: Clinic) -> Span:
    """The days asked for; without any, the last three months up to today."""
    last = min(max(last or today(clinic), EARLIEST + ONE_DAY), LATEST - ONE_DAY)
    first = max(first or months_back(last, QUARTER), EARLIEST + ONE_DAY)
    return Span(first=min(first, last), last=last, clinic=clinic)


def usual(clinic: Clinic) -> tuple[tuple[str, date, date], ...]:
    """The spans that are asked for most, by name."""
    now = today(clinic)
    return (
        ("This month", now.replace(day=1), now),
        ("Last 3 months", months_back(now, QUARTER), now),
        ("Last 12 months", months_back(now, YEAR), now),
    )


def months_back(day: date, months: int) -> date:
    """The first day of the months that end with ``day``."""
    before = day.year * YEAR + day.month - 1 - months
    year, month = divmod(before, YEAR)
    if year < EARLIEST.year:
        return EARLIEST + ONE_DAY
    start = date(year, month + 1, 1)
    return min(start + timedelta(days=day.day), _next_month(start))


def _next_month(start: date) -> date:
    return date(start.year + start.month // YEAR, start.month % YEAR + 1, 1)
