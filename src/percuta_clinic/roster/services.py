"""Writing when somebody works or is away. Each holds the clinic's row, as bookings do."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import Changed, add
from percuta_clinic.audit.services import record
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.roster.models import Away, Hours, Weekday
from percuta_clinic.roster.queries import counts, week_mark
from percuta_clinic.roster.weeks import Week, checked, said_one, since, until

DAY = timedelta(days=1)
NO_USE = "Tick what these hours are for: visits of their own, helping at visits of others, or both."


def _held() -> Clinic:
    """Nobody books by hours that are being changed."""
    return Clinic.objects.select_for_update().get()


@transaction.atomic
def week_set(*, by: Actor, account: Account, week: Week, as_shown: str = "") -> None:
    """Puts a week in place of what counted in its days; what was before and after it stays."""
    clinic = _held()
    if as_shown and as_shown != week_mark(account.pk):
        raise Changed(account)
    spans = {day: checked(week.spans.get(day, ()), day.label) for day in Weekday}
    _refuse_odd(week, any(spans.values()), today(clinic))
    _cut(account, week.first_day, week.last_day)
    for day, some in spans.items():
        for begins, ends in some:
            made = Hours(account=account, weekday=day, begins=begins, ends=ends)
            made.first_day, made.last_day = week.first_day, week.last_day
            made.treats, made.assists = week.treats, week.assists
            made.full_clean()
            made.save(force_insert=True)
    days = [day.label for day, some in spans.items() if some]
    record(by=by, action="hours.changed", subject=account, fields=days)


def _refuse_odd(week: Week, has_spans: bool, now: date) -> None:
    if week.first_day < now:
        raise ValidationError(
            f"{week.first_day:%-d %B %Y} is past. Hours count from today or a later day; what "
            "was worked stays as it was."
        )
    if week.last_day and week.last_day < week.first_day:
        raise ValidationError(
            f"{week.last_day:%-d %B %Y} lies before {week.first_day:%-d %B %Y}. Choose a later "
            "last day, or none for good."
        )
    if has_spans and not (week.treats or week.assists):
        raise ValidationError(NO_USE)


def _cut(account: Account, first: date, last: date | None) -> None:
    """Takes what counts weekly out of these days."""
    rows = Hours.objects.filter(account=account, weekday__isnull=False)
    rows = rows.filter(Q(last_day=None) | Q(last_day__gte=first))
    if last is not None:
        rows = rows.filter(Q(first_day=None) | Q(first_day__lte=last))
    for row in rows:
        if last is not None and (row.last_day is None or row.last_day > last):
            _again_from(row, last + DAY)
        if row.first_day is not None and row.first_day >= first:
            row.delete()
            continue
        row.last_day = first - DAY
        row.save(update_fields=["last_day"])


def _again_from(row: Hours, day: date) -> None:
    names = ("account_id", "weekday", "begins", "ends", "treats", "assists", "last_day")
    Hours.objects.create(first_day=day, **{name: getattr(row, name) for name in names})


@transaction.atomic
def hours_add(
    *,
    by: Actor,
    account: Account,
    on_day: date,
    begins: time,
    ends: time,
    treats: bool = True,
    assists: bool = False,
) -> Hours:
    """Hours on one day, on top of those of the week."""
    clinic = _held()
    (span,) = checked([(begins, ends)], f"{on_day:%-d %B %Y}")
    if on_day < today(clinic):
        raise ValidationError(f"{on_day:%-d %B %Y} is past. Choose today or a later day.")
    if not (treats or assists):
        raise ValidationError(NO_USE)
    for one in _of_day(account, on_day):
        if since(span) < until((one.begins, one.ends)) and since((one.begins, one.ends)) < until(
            span
        ):
            raise ValidationError(
                f"{account.name} works {said_one((one.begins, one.ends))} on {on_day:%A %-d %B} "
                "already. Enter only what comes on top."
            )
    details: dict[str, Any] = {"on_day": on_day, "begins": begins, "ends": ends}
    details |= {"account": account, "treats": treats, "assists": assists}
    return add(Hours(), by=by, action="hours.added", details=details)


def _of_day(account: Account, day: date) -> Iterable[Hours]:
    rows = Hours.objects.filter(Q(on_day=day) | Q(weekday=day.weekday()), account=account)
    return [one for one in rows if counts(one, day)]


@transaction.atomic
def hours_remove(*, by: Actor, hours: Hours) -> None:
    """Takes hours of one day back."""
    _held()
    if Hours.objects.filter(pk=hours.pk, on_day__isnull=False).delete()[0]:
        record(by=by, action="hours.removed", subject=hours.account)


@transaction.atomic
def hours_end(*, by: Actor, account: Account, first: date) -> None:
    """From a day on somebody works here no more; what was worked before stays."""
    _held()
    coming = Q(on_day__gte=first) | Q(weekday__isnull=False) & (
        Q(last_day=None) | Q(last_day__gte=first)
    )
    if not Hours.objects.filter(coming, account=account).exists():
        return
    _cut(account, first, None)
    Hours.objects.filter(account=account, on_day__gte=first).delete()
    record(by=by, action="hours.ended", subject=account)


@transaction.atomic
def away_add(
    *,
    by: Actor,
    account: Account | None,
    starts_at: datetime,
    ends_at: datetime,
    why: str = "",
) -> Away:
    """Somebody is away, or the whole clinic is shut; visits booked then stay and are listed."""
    clinic = _held()
    if ends_at <= timezone.now():
        raise ValidationError("That is over. Enter what lasts until later than now.")
    for one in _overlapping(account, starts_at, ends_at):
        raise ValidationError(
            f"{one.who} is away {one.said(clinic.zone)} already. Enter what comes before or "
            "after it, or remove that one first."
        )
    details = {"account": account, "starts_at": starts_at, "ends_at": ends_at, "why": why.strip()}
    return add(Away(), by=by, action="away.added", details=details)


def _overlapping(account: Account | None, start: datetime, end: datetime) -> QuerySet[Away]:
    rows = Away.objects.filter(starts_at__lt=end, ends_at__gt=start)
    return rows.filter(account=account) if account else rows.filter(account__isnull=True)


@transaction.atomic
def away_remove(*, by: Actor, away: Away) -> None:
    """Somebody is there after all."""
    _held()
    if Away.objects.filter(pk=away.pk).delete()[0]:
        record(by=by, action="away.removed", subject=away)
