"""Free times by day for whoever books with a patient beside them, and why the first are late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.offers import Offer, offers
from percuta_clinic.booking.placing import reasons_for
from percuta_clinic.booking.signals import Reason
from percuta_clinic.booking.stages import minutes_inside
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.roster.models import Hours

FROM_HOUR, TO_HOUR = 8, 20  # looked at for people who entered no hours; booking has none
MOST_REASONS = 5  # as often a reason may lead to a day on which another one holds


@dataclass(frozen=True, kw_only=True)
class FreeTime:
    """When a visit may begin, and with whom."""

    starts_at: datetime
    specialists: tuple[Account, ...]


@dataclass(frozen=True, kw_only=True)
class FreeDay:
    """A day with its free times."""

    day: date
    times: tuple[FreeTime, ...]


@dataclass(frozen=True, kw_only=True)
class FreeDays:
    """Days from ``first`` on. ``late``: why none is sooner; ``stops``: why there is none."""

    days: tuple[FreeDay, ...]
    first: date
    late: tuple[Reason, ...] = ()
    stops: tuple[Reason, ...] = ()


def free_days(
    wanted: Wanted, *, first: date, days: int, clinic: Clinic, but: datetime | None = None
) -> FreeDays:
    """What is free from ``first`` on, or from the day nothing speaks against it any more.

    ``but``: when a visit that moves lies already.
    """
    first = max(first, timezone.localdate(timezone=clinic.zone))
    begins, late, stops = _first_day(wanted, first, clinic)
    if stops:
        return FreeDays(days=(), first=begins, late=late, stops=stops)
    start = max(day_bounds(begins, clinic)[0], timezone.now())
    end = day_bounds(begins + timedelta(days=days), clinic)[0]
    asked = offers(wanted, first=start, last=end, clinic=clinic)
    asked = [one for one in asked if one.starts_at != but]
    found = _by_day(_usual(asked, wanted, clinic), clinic)
    return FreeDays(days=tuple(found), first=begins, late=late)


def _first_day(
    wanted: Wanted, first: date, clinic: Clinic
) -> tuple[date, tuple[Reason, ...], tuple[Reason, ...]]:
    late: dict[str, Reason] = {}
    for _ in range(MOST_REASONS):
        reasons = reasons_for(wanted, day_bounds(first, clinic)[0], clinic=clinic)
        later = [one.not_before for one in reasons if one.not_before and one.not_before > first]
        if len(later) < len(reasons):
            stops = tuple(one for one in reasons if not one.not_before or one.not_before <= first)
            return first, tuple(late.values()), stops
        if not later:
            break
        late |= {one.staff_words: one for one in reasons}
        first = max(later)
    return first, tuple(late.values()), ()


def _usual(found: list[Offer], wanted: Wanted, clinic: Clinic) -> Iterator[Offer]:
    """Who entered no hours is free at night too; nobody wants to be offered that.

    At one time whoever has hours comes first, as when the visit is booked.
    """
    with_hours = set(Hours.objects.values_list("account", flat=True))
    lasts = timedelta(minutes=minutes_inside(wanted.stages))
    for one in sorted(found, key=lambda one: (one.starts_at, one.specialist.pk not in with_hours)):
        if one.specialist.pk in with_hours or _is_by_day(one.starts_at, lasts, clinic):
            yield one


def _is_by_day(starts_at: datetime, lasts: timedelta, clinic: Clinic) -> bool:
    local = starts_at.astimezone(clinic.zone)
    opens, closes = (
        datetime.combine(local.date(), time(hour), tzinfo=clinic.zone)
        for hour in (FROM_HOUR, TO_HOUR)
    )
    return opens <= starts_at and starts_at + lasts <= closes


def _by_day(found: Iterable[Offer], clinic: Clinic) -> Iterator[FreeDay]:
    for day, some in groupby(found, key=lambda one: timezone.localdate(one.starts_at, clinic.zone)):
        times = tuple(
            FreeTime(starts_at=at, specialists=tuple(one.specialist for one in several))
            for at, several in groupby(some, key=lambda one: one.starts_at)
        )
        yield FreeDay(day=day, times=times)
