"""Writing who is on call, at which number, and how long tasks may wait."""

from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import change
from percuta_clinic.audit.services import record
from percuta_clinic.duty.models import DutyPhone, DutyRules, OnCall
from percuta_clinic.duty.queries import CLINICIANS
from percuta_clinic.duty.stretches import stretch_on
from percuta_clinic.outbox.addresses import phone_number
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic, today
from percuta_clinic.roster.models import Weekday


def _held() -> Clinic:
    """One roster is written at a time."""
    return Clinic.objects.select_for_update().get()


@transaction.atomic
def on_call_weekly(
    *,
    by: Actor,
    account: Account,
    weekdays: Collection[int],
    begins: time,
    ends: time,
    first_day: date,
) -> list[OnCall]:
    """On call on these weekdays from a day on, until it is ended."""
    clinic = _held()
    _check(account)
    if not weekdays:
        raise ValidationError({"weekdays": "Tick at least one day."})
    _refuse_past(first_day, clinic, field="first_day")
    made = [
        OnCall(account=account, weekday=day, begins=begins, ends=ends, first_day=first_day)
        for day in sorted(weekdays)
    ]
    for one in made:
        _refuse_twice(one)
        one.full_clean()
        one.save(force_insert=True)
    days = [Weekday(day).label for day in sorted(weekdays)]
    record(by=by, action="on_call.added", subject=account, fields=days)
    return made


@transaction.atomic
def on_call_once(
    *,
    by: Actor,
    account: Account,
    on_day: date,
    begins: time,
    ends: time,
    instead_of: Account | None = None,
) -> OnCall:
    """On call on one day, on top of the week; or in place of somebody, who then is not."""
    clinic = _held()
    _check(account)
    if instead_of == account:
        raise ValidationError({"instead_of": "Choose another person, or nobody."})
    made = OnCall(account=account, on_day=on_day, begins=begins, ends=ends, instead_of=instead_of)
    if stretch_on(made, on_day, clinic.zone)[1] <= timezone.now():
        raise ValidationError({"on_day": f"{on_day:%-d %B %Y}, {made.said}, is over."})
    _refuse_twice(made)
    made.full_clean()
    made.save(force_insert=True)
    record(by=by, action="on_call.added", subject=account, fields=(f"{on_day}",))
    return made


def _check(account: Account) -> None:
    if not set(account.roles) & set(CLINICIANS):
        raise ValidationError(
            {"who": f"{account.name} is neither a specialist nor a doctor here, so cannot look."}
        )


def _refuse_past(day: date, clinic: Clinic, *, field: str) -> None:
    if day < today(clinic):
        raise ValidationError({field: f"{day:%-d %B %Y} is past. Choose today or a later day."})


def _refuse_twice(row: OnCall) -> None:
    same = OnCall.objects.filter(
        account=row.account,
        weekday=row.weekday,
        on_day=row.on_day,
        begins=row.begins,
        ends=row.ends,
        instead_of=row.instead_of,
        last_day=None,
    )
    if same.exists():
        raise ValidationError(f"{row.account.name} is on call {row} already.")


@transaction.atomic
def on_call_end(*, by: Actor, row: OnCall) -> None:
    """From now on no more: a week's stretches that are alike all end; one of a day is taken out."""
    clinic = _held()
    if row.on_day is not None:
        if stretch_on(row, row.on_day, clinic.zone)[1] <= timezone.now():
            raise ValidationError(f"{row} is over, and stays as it was.")
        ended = OnCall.objects.filter(pk=row.pk).delete()[0]
    else:
        ended = _end_weekly(row, today(clinic))
    if ended:
        record(by=by, action="on_call.ended", subject=row.account)


def alike(row: OnCall) -> dict[str, Any]:
    """What rows of one weekly line have in common."""
    names = ("account_id", "begins", "ends", "first_day", "last_day")
    return {name: getattr(row, name) for name in names}


def _end_weekly(row: OnCall, day: date) -> int:
    """A night that began yesterday still runs to its end."""
    rows = OnCall.objects.filter(weekday__isnull=False, **alike(row))
    ended: int = rows.filter(first_day__gte=day).delete()[0]
    return ended + rows.update(last_day=day - timedelta(days=1))


@transaction.atomic
def duty_phone_set(*, by: Actor, account: Account, phone: str) -> str:
    """The number somebody is reached at when on call; nothing typed takes it out."""
    clinic = the_clinic()
    number = phone_number(phone, country=clinic.country if clinic else "") if phone.strip() else ""
    if number:
        DutyPhone.objects.update_or_create(account=account, defaults={"phone": number})
    else:
        DutyPhone.objects.filter(account=account).delete()
    record(by=by, action="on_call.phone", subject=account)
    return number


def duty_rules_change(*, by: Actor, as_shown: str = "", **details: Any) -> DutyRules:
    """How long tasks wait and which number is called when nobody looks."""
    DutyRules.objects.get_or_create(pk=1)
    row = DutyRules.objects.get(pk=1)
    return change(row, by=by, action="on_call.rules", details=details, as_shown=as_shown)
