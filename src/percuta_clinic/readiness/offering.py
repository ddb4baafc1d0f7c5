"""Puts the consent before whoever is booked and clear, so that it can be read at home."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Visit
from percuta_clinic.consent.models import Kind, Offer
from percuta_clinic.consent.queries import standings as consent_standings
from percuta_clinic.consent.services import offer_make, why_not_asked
from percuta_clinic.consent.texts import text_in_use
from percuta_clinic.intake.inviting import link_url
from percuta_clinic.intake.links import link_make
from percuta_clinic.outbox.reach import reach
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.services import held_kept
from percuta_clinic.readiness.asking import BEFORE, SOON
from percuta_clinic.readiness.informing import sheet_for
from percuta_clinic.screening.queries import standings

AHEAD = timedelta(days=30)


def offer_consents() -> int:
    """Every visit to come whose patient is clear and was never shown the text in use."""
    now = timezone.now()
    coming = Visit.objects.filter(
        service__is_needling=True,
        patient__in=live_patients(),
        state__in=BEFORE,
        starts_at__gt=now,
        starts_at__lte=now + AHEAD,
    )
    lacking = _lacking(list(coming.select_related("patient", "service").order_by("starts_at")))
    stand = standings(lacking)
    return sum(_made(visit, now) for visit in lacking if stand[visit.pk].state == "clear")


def _lacking(visits: Sequence[Visit]) -> list[Visit]:
    """Those whose patients may be asked, and were never shown the text that is to be signed."""
    services = {visit.service_id: visit.service for visit in visits}
    texts = {key: text_in_use(Kind.TREATMENT, service) for key, service in services.items()}
    stand = consent_standings((visit.patient_id, visit.service_id) for visit in visits)
    offers = Offer.objects.filter(patient__in={visit.patient_id for visit in visits})
    shown = set(offers.values_list("patient_id", "service_id", "text_id", "is_test_area"))
    return [
        visit
        for visit in visits
        if (text := texts[visit.service_id]) is not None
        and (visit.patient_id, visit.service_id, text.pk, visit.service.is_test_area) not in shown
        and not stand[visit.patient_id, visit.service_id].at(visit.pk).holds
        and not why_not_asked(visit.patient)
    ]


def _made(visit: Visit, now: datetime) -> bool:
    try:
        return _offered(visit, now)
    except ValidationError:
        return False  # changed meanwhile; the next round sees it as it is then


@transaction.atomic
def _offered(visit: Visit, now: datetime) -> bool:
    patient = held_kept(visit.patient_id)  # one worker at a time
    if patient.pk != visit.patient_id or not _lacking([visit]):
        return False
    informed = sheet_for(patient, visit.service)
    if informed is None:
        return False
    offer_make(
        by=SYSTEM,
        patient=patient,
        kind=Kind.TREATMENT,
        service=visit.service,
        sheet=informed.sheet,
        covers=informed.covers,
        visit=visit,
        link_of=_link(visit, now),
    )
    return True


def _link(visit: Visit, now: datetime) -> Callable[[Offer], str] | None:
    """A private link to where it is read; none where nobody can be told of it in time."""
    if reach(visit.patient).channel is None or visit.starts_at < now + SOON:
        return None

    def link_of(offer: Offer) -> str:
        _, secret = link_make(by=SYSTEM, patient=offer.patient, until=visit.starts_at)
        return link_url(secret)

    return link_of
