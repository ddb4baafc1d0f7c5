"""Sends the questions before a visit: once, and once more if they stay open."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.inviting import prepare_send
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.quiet import quiet_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.asking import AHEAD, SOON, to_ask, why_not_sent

AGAIN = timedelta(days=2)
REST = timedelta(days=1)  # nobody hears about the same questions twice in a day


def send_questions(now: datetime | None = None) -> int:
    """Everybody who is due now; how many were written to."""
    now, clinic = now or timezone.now(), Clinic.objects.get()
    due = [visit for visit in to_ask(now) if not why_not_sent(visit.patient)]
    return sum(_sent(visit, now, clinic) for visit in due if _arrives(visit, now, clinic))


def _arrives(visit: Visit, now: datetime, clinic: Clinic) -> bool:
    """Whether a message of now leaves early enough, after the quiet hours."""
    return quiet_for(visit.patient, clinic).over(now) < visit.starts_at - SOON


def _sent(visit: Visit, now: datetime, clinic: Clinic) -> bool:
    try:
        return _write(visit, now, clinic)
    except ValidationError:
        return False  # changed meanwhile; the next round sees it as it is then


@transaction.atomic
def _write(visit: Visit, now: datetime, clinic: Clinic) -> bool:
    patient = held_kept(visit.patient_id)  # one worker at a time
    if not to_ask(now, patient=patient):
        return False
    form = form_open(by=SYSTEM, patient=patient, visit=visit)
    last = _last_word(form)
    name = f"{visit.pk}:{timezone.localdate(visit.starts_at, clinic.zone):%y%m%d}"
    if last is None or last.made_at < visit.starts_at - AHEAD - AGAIN:
        return _once(patient, form, visit, again=name, occasion="prepare")
    if last.made_at > now - REST or visit.starts_at > now + AGAIN:
        return False
    return _once(patient, form, visit, again=f"{name}:r", occasion="prepare_reminder")


def _last_word(form: Form) -> Message | None:
    said = Message.objects.filter(once__startswith=f"prepare:{form.pk}")
    return said.exclude(state=State.CANCELLED).order_by("made_at").last()


def _once(patient: Patient, form: Form, visit: Visit, *, again: str, occasion: str) -> bool:
    if Message.objects.filter(once=f"prepare:{form.pk}:{again}").exists():
        return False
    prepare_send(by=SYSTEM, patient=patient, form=form, visit=visit, again=again, occasion=occasion)
    return True
