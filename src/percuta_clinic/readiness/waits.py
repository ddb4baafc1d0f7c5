"""Tells whoever had to wait that the day has come, and asks whether something has healed."""

from datetime import date, datetime, time, timedelta, tzinfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.intake.inviting import prepare_send
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.services import form_open
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.services import patient_tell
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.asking import why_not_sent
from percuta_clinic.screening.models import Reminder, Screened
from percuta_clinic.screening.reminding import Waiter, until_of, waiter_of, waiters
from percuta_clinic.screening.science import ends_soon, result_of
from percuta_clinic.screening.waits import Wait

AT = time(9, 0)
LATE = timedelta(days=7)  # a worker that was away for longer tells nobody of what is long over
AFTER = timedelta(days=14)
MOST = 2


def tell_of_waits(now: datetime | None = None) -> int:
    """Everybody whose wait is over, or whose event may have come; how many were written to."""
    now = (now or timezone.now()).astimezone(Clinic.objects.get().zone)
    if now.time() < AT:
        return 0
    return sum(_told(one, now) for one in waiters() if one.visit is None)


def _told(waiter: Waiter, now: datetime) -> bool:
    if due(waiter, now) is None:
        return False
    try:
        return _tell(waiter.run, now)
    except ValidationError:
        return False  # changed meanwhile; the next round sees it as it is then


def due(waiter: Waiter, now: datetime) -> Wait | None:
    """The wait to write about on the day of ``now``, an hour where the clinic stands."""
    opens, day = waiter.opens_on, now.date()
    if opens is not None and opens <= day <= opens + LATE:
        days = (wait for wait in waiter.waits if wait.on == opens)
        return next(
            (wait for wait in days if not _told_since(waiter, wait, opens, zone=now.tzinfo)), None
        )
    events = (wait for wait in waiter.waits if wait.event and ends_soon(wait.event))
    return next((wait for wait in events if _may_ask(waiter, wait, now)), None)


def _told_since(waiter: Waiter, wait: Wait, day: date, *, zone: tzinfo | None) -> bool:
    return any(timezone.localdate(one.at, zone) >= day for one in waiter.reminded(wait))


def _may_ask(waiter: Waiter, wait: Wait, now: datetime) -> bool:
    said, day = waiter.reminded(wait), now.date()
    last = (
        timezone.localdate(said[-1].at, now.tzinfo) if said else waiter.run.form.answered_on or day
    )
    return len(said) < MOST and day - last >= AFTER


@transaction.atomic
def _tell(run: Screened, now: datetime) -> bool:
    patient = held_kept(run.patient_id)  # one worker at a time
    waiter = waiter_of(patient)
    wait = due(waiter, now) if waiter else None
    if waiter is None or wait is None or waiter.run.pk != run.pk or waiter.visit:
        return False
    if wait.event:
        return _ask(waiter, wait, now)
    if not _opens(patient, now.date()):
        return False
    message = _word(patient, wait)
    _remember(waiter, wait, message=message, by=SYSTEM, at=now)
    return message is not None


def _opens(patient: Patient, day: date) -> bool:
    """Whether the rules, asked again today, no longer make every place wait."""
    result = result_of(patient, day=day)
    return result is not None and result.screening.verdict.value not in ("not_now", "no")


def _word(patient: Patient, wait: Wait) -> Message | None:
    return patient_tell(
        by=SYSTEM,
        patient=patient,
        occasion="wait_over",
        values={"name": patient.preferred_name or str(patient)},
        once=f"wait:{_key(str(patient.pk), wait.rule, until_of(wait))}",
    )


def _key(*parts: str) -> str:
    """Knows a message again without saying what somebody waits for."""
    return salted_hmac("percuta_clinic.readiness.waits", "\n".join(parts)).hexdigest()


def _ask(waiter: Waiter, wait: Wait, now: datetime) -> bool:
    patient = waiter.patient
    if why_not_sent(patient) or open_form(patient):
        return False
    again = _key(wait.rule, str(len(waiter.reminded(wait)) + 1))
    _asked(waiter, wait, by=SYSTEM, again=again, at=now)
    return True


def _asked(waiter: Waiter, wait: Wait, *, by: Actor, again: str, at: datetime) -> Message:
    patient = waiter.patient
    form = form_open(by=by, patient=patient)
    message = prepare_send(by=by, patient=patient, form=form, again=again, occasion="wait_event")
    if not Reminder.objects.filter(message=message.pk).exists():
        _remember(waiter, wait, message=message, by=by, at=at)
    return message


def _remember(
    waiter: Waiter, wait: Wait, *, message: Message | None, by: Actor, at: datetime
) -> None:
    patient = waiter.patient
    number = 1 + max((one.number for one in waiter.reminded(wait)), default=0)
    made = Reminder.objects.create(
        patient=patient,
        rule=wait.rule,
        until=until_of(wait),
        number=number,
        message=message.pk if message else None,
        at=at,
        by_name=by.name,
    )
    record(by=by, action="wait.reminded", subject=made, patient_id=patient.pk)


@transaction.atomic
def ask_again(*, by: Actor, patient: Patient, once: str) -> Message:
    """Sends the questions anew because somebody here wants to know; one press, one message."""
    waiter = waiter_of(held_kept(patient.pk))
    if waiter is None:
        raise ValidationError("There is nothing to wait for any more.")
    wait = next((one for one in waiter.waits if one.event), waiter.waits[0])
    return _asked(waiter, wait, by=by, again=once, at=timezone.now())
