"""The roster as it is read: weekly lines, single days, and the next 14 days with their gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q

from percuta_clinic.config.clock import clock, span
from percuta_clinic.duty.models import OnCall
from percuta_clinic.duty.queries import HORIZON, clinicians, looking_between
from percuta_clinic.duty.rostering import alike
from percuta_clinic.duty.stretches import gaps_between
from percuta_clinic.premises.models import Clinic
from percuta_clinic.roster.models import Weekday
from percuta_clinic.roster.queries import Stretch

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Weekly:
    """Weekdays that are alike, as one line; ``row`` is one of them."""

    row: OnCall
    days: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Somebody on call, or nobody at all, from when until when in words."""

    who: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """One of the next days: who is on call, and when nobody looks."""

    day: date
    on_call: tuple[Entry, ...]
    gaps: tuple[Entry, ...]


def weekly_lines(day: date) -> list[Weekly]:
    """What recurs and has not ended."""
    rows = OnCall.objects.filter(Q(last_day=None) | Q(last_day__gte=day), weekday__isnull=False)
    rows = rows.select_related("account").order_by(
        "account__name", "begins", "ends", "first_day", "last_day", "weekday"
    )
    found = []
    for _, some in groupby(rows, key=alike):
        group = list(some)
        found.append(Weekly(row=group[0], days=_days(group)))
    return found


def _days(rows: Iterable[OnCall]) -> str:
    """“Monday to Friday, Sunday”: days side by side as one."""
    days = sorted({row.weekday for row in rows if row.weekday is not None})
    runs = [
        [day for _, day in some]
        for _, some in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    ]
    said = [
        Weekday(run[0]).label
        if len(run) == 1
        else f"{Weekday(run[0]).label} to {Weekday(run[-1]).label}"
        for run in runs
    ]
    return "every day" if len(days) == len(Weekday) else ", ".join(said)


def single_days(day: date) -> list[OnCall]:
    """Single days and exchanges, from yesterday on: a night may still run."""
    rows = OnCall.objects.filter(on_day__gte=day - DAY).select_related("account", "instead_of")
    return list(rows.order_by("on_day", "begins"))


def days_ahead(clinic: Clinic, at: datetime) -> list[Ahead]:
    """The next 14 days, one by one."""
    names = clinicians()
    looking = looking_between(clinic, at, at + HORIZON, who=names)
    gaps = gaps_between(looking, at, at + HORIZON)
    zone, first = clinic.zone, at.astimezone(clinic.zone).date()
    found = []
    for day in (first + timedelta(days=number) for number in range(HORIZON.days)):
        on_call = [
            Entry(who=names[one.account], when=when_said((one.starts, one.ends), clinic))
            for one in sorted(looking, key=lambda one: one.starts)
            if one.on_call and _shows(one.starts, day, clinic, first=day == first)
        ]
        none = [
            Entry(who="", when=when_said(gap, clinic))
            for gap in gaps
            if gap[0].astimezone(zone).date() == day
        ]
        found.append(Ahead(day=day, on_call=tuple(on_call), gaps=tuple(none)))
    return found


def _shows(starts: datetime, day: date, clinic: Clinic, *, first: bool) -> bool:
    """On the day it begins; what runs already stands on the first."""
    begun = starts.astimezone(clinic.zone).date()
    return begun == day or (first and begun < day)


def when_said(stretch: Stretch, clinic: Clinic) -> str:
    """By the clock on the clinic's wall, with the days where they differ."""
    start, end = (one.astimezone(clinic.zone) for one in stretch)
    if start.date() == end.date():
        return span(start, end)
    return f"{start:%a %-d %b}, {clock(start)} to {end:%a %-d %b}, {clock(end)}"
