"""When somebody looks: worked out from rows, without asking a clock or a database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from percuta_clinic.duty.models import OnCall
from percuta_clinic.roster.queries import Stretch, joined, without

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Looking:
    """Somebody looks at what comes in, from ``starts`` up to ``ends``; on call, or at work."""

    account: UUID
    starts: datetime
    ends: datetime
    on_call: bool

    def holds_at(self, at: datetime) -> bool:
        """Whether it is then."""
        return self.starts <= at < self.ends


def stretch_on(one: OnCall, day: date, zone: ZoneInfo) -> Stretch:
    """As instants. An hour that comes twice is covered both times, by two people if need be."""
    last = day + DAY if one.ends <= one.begins else day
    begins = min(_instants(day, one.begins, zone))
    return begins, max(begins, *_instants(last, one.ends, zone))


def _instants(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Both that a time on the wall may mean, where the clocks are put forward or back."""
    local = datetime.combine(day, at, tzinfo=zone)
    return local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)


def counts_on(one: OnCall, day: date) -> bool:
    """Whether this stretch begins on that day."""
    if one.on_day is not None:
        return one.on_day == day
    begun = one.first_day is None or one.first_day <= day
    return one.weekday == day.weekday() and begun and (one.last_day is None or day <= one.last_day)


def on_call_between(
    rows: Iterable[OnCall], first: date, last: date, *, zone: ZoneInfo
) -> dict[UUID, tuple[Stretch, ...]]:
    """Who is on call on these days; what was agreed later goes before what was agreed earlier."""
    found: dict[UUID, list[Stretch]] = {}
    for one in sorted(rows, key=lambda row: (row.on_day is not None, row.made_at, row.pk)):
        for stretch in (stretch_on(one, day, zone) for day in _days(first, last, one)):
            if one.instead_of_id is not None:
                theirs = found.get(one.instead_of_id, [])
                found[one.instead_of_id] = [p for s in theirs for p in without(s, [stretch])]
            found.setdefault(one.account_id, []).append(stretch)
    return {key: tuple(joined(sorted(some))) for key, some in found.items()}


def _days(first: date, last: date, one: OnCall) -> Iterator[date]:
    day = first
    while day <= last:
        if counts_on(one, day):
            yield day
        day += DAY


def looking_at(stretches: Iterable[Looking], at: datetime) -> tuple[Looking, ...]:
    """Who looks then: whoever is on call, else whoever is at work."""
    now = [one for one in stretches if one.holds_at(at)]
    return tuple([one for one in now if one.on_call] or now)


def next_start(stretches: Iterable[Looking], at: datetime) -> datetime | None:
    """When somebody looks next, if nobody does then."""
    return min((one.starts for one in stretches if one.starts > at), default=None)


def gaps_between(
    stretches: Sequence[Looking], start: datetime, end: datetime
) -> tuple[Stretch, ...]:
    """The times at which nobody looks."""
    covered = sorted((one.starts, one.ends) for one in stretches)
    return tuple(without((start, end), covered))
