"""Somebody new confirms the time they asked for, and gets a private page for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from percuta_clinic.billing.models import Shown
from percuta_clinic.billing.terms import terms_for
from percuta_clinic.booking.models import Request, Visit
from percuta_clinic.booking.notices import place_of
from percuta_clinic.booking.request_letters import VISITOR
from percuta_clinic.booking.requests import request_confirm
from percuta_clinic.config.clock import clock
from percuta_clinic.intake.inviting import link_url
from percuta_clinic.intake.links import link_make
from percuta_clinic.outbox.services import patient_tell
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.booking_alone import Agreed, with_terms


@dataclass(frozen=True, kw_only=True)
class Welcomed:
    """The visit, and the private link while it is shown for the first and only time."""

    visit: Visit
    url: str = ""


@transaction.atomic
def welcome(
    *,
    request: Request,
    digest: str,
    starts_at: datetime | None = None,
    specialist: Account | None = None,
) -> Welcomed:
    """Books, and sends the private link; a second time changes nothing. May raise Refused."""
    done = request_confirm(request=request, starts_at=starts_at, specialist=specialist)
    if done.again:
        return Welcomed(visit=done.visit)
    with_terms(visit=done.visit, agreed=Agreed(digest=digest, how=Shown.ONLINE))
    patient = done.visit.patient
    link, secret = link_make(by=VISITOR, patient=patient, until=done.visit.starts_at)
    patient_tell(
        by=VISITOR,
        patient=patient,
        occasion="own_page",
        values={
            "name": patient.given_name,
            "link": link_url(secret),
            "until": f"{timezone.localdate(link.expires_at):%-d %B %Y}",
            **_about(done.visit),
        },
        urgent=True,  # they asked for it this minute
        once=f"own_page:{done.visit.pk}",
    )
    return Welcomed(visit=done.visit, url=link_url(secret))


def _about(visit: Visit) -> dict[str, str]:
    clinic = Clinic.objects.get()
    starts = visit.starts_at.astimezone(clinic.zone)
    return {
        "service": visit.service.name,
        "specialist": visit.specialist.name,
        "day": f"{starts:%A %-d %B %Y}",
        "time": clock(starts),
        "place": place_of(clinic),
        "terms": terms_for(visit.service).text,
    }
