"""What only the present knows of how a session ends: pictures of today, and the date to come."""

from typing import Any

from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Visit
from percuta_clinic.consent.models import Kind
from percuta_clinic.consent.queries import standing
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.queries import newest_of
from percuta_clinic.planning.dates import course_dates, plan_in_force
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.models import Session


def going_home(session: Session) -> dict[str, Any]:
    """Where pictures and the next date are entered, and how they stand."""
    visit = session.visit
    return {
        "patient_key": str(session.patient_id),
        "service_key": str(visit.service_id),
        "photos": _photos(session.patient),
        "next": _next(session.patient, visit),
    }


def _photos(patient: Patient) -> dict[str, Any]:
    newest = newest_of([patient.pk]).get(patient.pk)
    signed = standing(patient, Kind.PHOTOS)
    state = "refused" if signed.state == "signed" and not signed.levels else str(signed.state)
    today = newest is not None and timezone.localdate(newest) == timezone.localdate()
    return {"taken_today": today, "consent": state}


def _next(patient: Patient, visit: Visit) -> dict[str, str]:
    """The day the plan says, and that of the next visit there is; empty where there is none."""
    clinic = Clinic.objects.get()
    plan = plan_in_force(patient, visit.service)
    dates = course_dates(plan, clinic) if plan is not None else []
    planned = next((max(one.planned, one.opens) for one in dates if not one.is_given), None)
    to_come = patient.visits.filter(
        service=visit.service_id, state__in=HOLDS, starts_at__gt=visit.starts_at
    ).order_by("starts_at")
    booked = to_come.first()
    return {
        "planned": planned.isoformat() if planned else "",
        "booked": timezone.localdate(booked.starts_at).isoformat() if booked else "",
    }
