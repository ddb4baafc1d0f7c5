"""When somebody works, as stretches of time."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.audit.change import shown
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.roster.models import Away, Hours
from percuta_clinic.roster.weeks import Span, Week

Stretch = tuple[datetime, datetime]
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Works:
    """The stretches of one person, cleared of the times away.

    ``treating`` for visits of their own, ``assisting`` at those of others.
    """

    treating: tuple[Stretch, ...] = ()
    assisting: tuple[Stretch, ...] = ()


NO_WORK = Works()


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Who works when between two instants. Who is in no list has no hours at all."""

    works: Mapping[UUID, Works] = field(default_factory=dict)
    away: Mapping[UUID | None, tuple[Stretch, ...]] = field(default_factory=dict)

    def away_of(self, account: UUID) -> tuple[Stretch, ...]:
        """When somebody is away, with the times when the whole clinic is."""
        return (*self.away.get(account, ()), *self.away.get(None, ()))

    def is_away(self, account: UUID | None, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether somebody is away at some time of it; None: the whole clinic."""
        return self.absence(account, starts_at, ends_at) is not None

    def absence(
        self, account: UUID | None, starts_at: datetime, ends_at: datetime
    ) -> Stretch | None:
        """From when until when somebody is away who is at some time of it; None: the clinic."""
        gone = self.away.get(account, ())
        return next(
            ((start, end) for start, end in gone if start < ends_at and end > starts_at), None
        )

    def is_working(
        self, account: UUID, starts_at: datetime, ends_at: datetime, *, own: bool
    ) -> bool:
        """Whether somebody works all the while, at visits of their ``own`` or of others."""
        works = self.works.get(account, NO_WORK)
        stretches = works.treating if own else works.assisting
        return any(start <= starts_at and ends_at <= end for start, end in stretches)

    @property
    def assistants(self) -> tuple[UUID, ...]:
        """Who helps at visits of others at some time."""
        return tuple(key for key, works in self.works.items() if works.assisting)


def roster_between(start: datetime, end: datetime, clinic: Clinic) -> Roster:
    """Everybody's hours and times away between two instants."""
    away: dict[UUID | None, tuple[Stretch, ...]] = {}
    for one in Away.objects.filter(starts_at__lt=end, ends_at__gt=start):
        away[one.account_id] = (*away.get(one.account_id, ()), (one.starts_at, one.ends_at))
    rows: dict[UUID, list[Hours]] = {}
    for hours in Hours.objects.filter(account__is_active=True):
        rows.setdefault(hours.account_id, []).append(hours)
    days = list(_days(start.astimezone(clinic.zone).date() - DAY, end.astimezone(clinic.zone)))
    works = {
        key: Works(
            treating=_left(_stretches(_of(some, "treats"), days, clinic), away, key),
            assisting=_left(_stretches(_of(some, "assists"), days, clinic), away, key),
        )
        for key, some in rows.items()
    }
    return Roster(works=works, away=away)


def holidays_between(start: datetime, end: datetime) -> list[Away]:
    """When the whole clinic is away."""
    return list(Away.objects.filter(account=None, starts_at__lt=end, ends_at__gt=start))


def has_hours(account_id: UUID) -> bool:
    """Whether anybody entered when this person works."""
    return Hours.objects.filter(account=account_id).exists()


def hours_in_force(account_id: UUID, day: date) -> list[Hours]:
    """What of somebody's hours counts on a day and after it."""
    found = Hours.objects.filter(account=account_id).filter(
        Q(last_day=None) | Q(last_day__gte=day), Q(on_day=None) | Q(on_day__gte=day)
    )
    return list(found)


def weeks_of(account_id: UUID, day: date) -> list[Week]:
    """How somebody's week looks from a day on: one after the other, as they change."""
    rows = [one for one in hours_in_force(account_id, day) if one.weekday is not None]
    firsts = {day, *(one.first_day for one in rows if one.first_day and one.first_day > day)}
    firsts |= {one.last_day + DAY for one in rows if one.last_day}
    in_order = sorted(firsts)
    ends = [*(first - DAY for first in in_order[1:]), None]
    found = [_week(rows, first, last) for first, last in zip(in_order, ends, strict=True)]
    return found if rows else []


def extras_of(account_id: UUID, day: date) -> list[Hours]:
    """Hours on single days to come."""
    return [one for one in hours_in_force(account_id, day) if one.on_day is not None]


def week_mark(account_id: UUID) -> str:
    """A short mark of all that somebody's weeks say."""
    rows = Hours.objects.filter(account=account_id, weekday__isnull=False).order_by("pk")
    names = ("weekday", "begins", "ends", "first_day", "last_day", "treats", "assists")
    return mark_of([shown(one, names) for one in rows])


def mark_of(parts: Sequence[str]) -> str:
    """One mark of many."""
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:20]


def away_ahead(account_id: UUID | None = None) -> list[Away]:
    """Absences that are not over: of everybody, or of one person and the whole clinic."""
    rows = Away.objects.filter(ends_at__gt=timezone.now()).select_related("account")
    if account_id is not None:
        rows = rows.filter(Q(account=account_id) | Q(account=None))
    return list(rows)


def _week(rows: Sequence[Hours], first: date, last: date | None) -> Week:
    here = [one for one in rows if _spans_day(one, first)]
    spans: dict[int, list[Span]] = {}
    for one in sorted(here, key=lambda row: row.begins):
        if one.weekday is not None:
            spans.setdefault(one.weekday, []).append((one.begins, one.ends))
    return Week(
        spans=spans,
        first_day=first,
        last_day=last,
        treats=any(one.treats for one in here),
        assists=any(one.assists for one in here),
    )


def _spans_day(one: Hours, day: date) -> bool:
    begun = one.first_day is None or one.first_day <= day
    return begun and (one.last_day is None or day <= one.last_day)


def _of(rows: Iterable[Hours], what: str) -> list[Hours]:
    return [one for one in rows if getattr(one, what)]


def _days(first: date, last: datetime) -> Iterator[date]:
    day = first
    while day <= last.date():
        yield day
        day += DAY


def _stretches(rows: Sequence[Hours], days: Iterable[date], clinic: Clinic) -> Iterator[Stretch]:
    for day in days:
        for one in rows:
            if counts(one, day):
                yield _on(one, day, clinic)


def counts(one: Hours, day: date) -> bool:
    """Whether these hours are worked on a day."""
    if one.on_day is not None:
        return one.on_day == day
    return one.weekday == day.weekday() and _spans_day(one, day)


def _on(one: Hours, day: date, clinic: Clinic) -> Stretch:
    """As instants: what lies between two of them is then right when the clocks change."""
    begins = datetime.combine(day, one.begins, tzinfo=clinic.zone)
    ends = datetime.combine(day, one.ends, tzinfo=clinic.zone)
    if one.ends == time(0):
        ends = day_bounds(day, clinic)[1]
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _left(
    stretches: Iterable[Stretch], away: Mapping[UUID | None, tuple[Stretch, ...]], key: UUID
) -> tuple[Stretch, ...]:
    gone = sorted((*away.get(key, ()), *away.get(None, ())))
    return tuple(joined(piece for one in stretches for piece in without(one, gone)))


def without(stretch: Stretch, gone: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch; ``gone`` comes in order."""
    at, end = stretch
    for start, stop in gone:
        if stop <= at or start >= end:
            continue
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < end:
        yield at, end


def joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """In order, with what touches made one."""
    held: Stretch | None = None
    for start, end in sorted(stretches):
        if held and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held
