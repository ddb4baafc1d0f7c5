"""Asking a patient to prepare: a message with a private link, sent once."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.links import link_make
from percuta_clinic.intake.models import Form
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.services import patient_write, way_to
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic


def link_url(secret: str) -> str:
    """A private link as people outside open it."""
    return f"{settings.ENVIRONMENT.url}{reverse('my_link', args=[secret])}"


@transaction.atomic
def prepare_send(
    *,
    by: Actor,
    patient: Patient,
    form: Form,
    visit: Visit | None = None,
    again: str = "",
    occasion: str = "prepare",
) -> Message:
    """A private link by the patient's way, once for each form and each word in ``again``."""
    patient = held_kept(patient.pk)
    once = ":".join(filter(None, ("prepare", str(form.pk), again)))
    if earlier := Message.objects.filter(once=once).first():
        return earlier
    way_to(patient)  # no link is made for somebody who cannot get it
    until = visit.starts_at if visit else None
    link, secret = link_make(by=by, patient=patient, until=until)
    last_day = timezone.localtime(link.expires_at, Clinic.objects.get().zone)
    values = {
        "name": patient.preferred_name or str(patient),
        "link": link_url(secret),
        "until": f"{last_day:%-d %B %Y}",
    }
    return patient_write(by=by, patient=patient, occasion=occasion, values=values, once=once)
