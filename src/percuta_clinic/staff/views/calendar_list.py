"""The calendar as a list by time: the equal path for ears, keyboards and phones."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from percuta_clinic.booking.agenda import Agenda
from percuta_clinic.config.clock import span
from percuta_clinic.premises.queries import day_bounds


def days_shown(found: Agenda, visits: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each day with its visits and what is kept, in order of time."""
    zone = found.clinic.zone
    kept = [
        {
            "kept": True,
            "day": f"{one.hold.starts_at.astimezone(zone):%Y-%m-%d}",
            "at": f"{one.hold.starts_at.astimezone(zone):%H:%M}",
            "ends": f"{one.ends_at.astimezone(zone):%H:%M}",
            "until": f"{one.hold.until.astimezone(zone):%H:%M}",
            "service": one.hold.service.name,
        }
        for one in found.kept
    ]
    days = []
    for day in (found.first + timedelta(days=n) for n in range(found.days)):
        rows = [one for one in (*visits, *kept) if one["day"] == f"{day:%Y-%m-%d}"]
        rows.sort(key=lambda one: one["at"])
        days.append({"title": f"{day:%A %-d %B}", "key": f"{day:%Y-%m-%d}", "rows": rows})
    return days


def away_shown(found: Agenda) -> list[dict[str, str]]:
    """Who is away, or that the clinic is shut, with from when until when and why."""
    start = day_bounds(found.first, found.clinic)[0]
    end = day_bounds(found.first + timedelta(days=found.days - 1), found.clinic)[1]
    zone = found.clinic.zone
    return [
        {
            "who": f"{one.account.name} is away" if one.account else "The clinic is shut",
            "when": _when(
                max(one.starts_at, start).astimezone(zone),
                min(one.ends_at, end).astimezone(zone),
                several=found.days > 1,
            ),
            "why": one.why,
        }
        for one in found.away
    ]


def _when(first: datetime, last: datetime, *, several: bool) -> str:
    """In as few words as say it; ``several`` days are shown."""
    ends = last - timedelta(microseconds=1)
    whole = first.time() == last.time() == time(0)
    if whole and first.date() == ends.date():
        return f"{first:%a %-d %b}" if several else "all day"
    if whole:
        return f"{first:%a %-d %b} to {ends:%a %-d %b}"
    if first.date() == ends.date():
        day = f"{first:%a %-d %b}, " if several else ""
        return f"{day}{span(first, last)}"
    return f"{first:%a %-d %b, %H:%M} to {last:%a %-d %b, %H:%M}"
