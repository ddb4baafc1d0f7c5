"""The sheet a consent to treatment is offered with, from the plan that the answers lead to."""

from datetime import date
from typing import Any

from percuta_clinic.booking.course import next_visits
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.consent.science import NothingToSay, sheet
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.science import result_of


def sheet_for(patient: Patient, service: Service) -> dict[str, Any] | None:
    """The information as of the next visit for ``service``; None while nothing can be planned."""
    visit = next((one for one in next_visits(patient) if one.service_id == service.pk), None)
    clinic = Clinic.objects.get()
    result = result_of(patient, day=_day(visit, clinic), visit=visit)
    if result is None or result.document.plan is None:
        return None
    price = f"{service.price} {service.currency}"
    sessions = len(result.document.plan.sessions)
    total = f"{service.price * sessions} {service.currency} for {sessions}"
    try:
        return sheet(
            result.document,
            clinic,
            {"Price of one visit": price, "Price of all visits planned": total},
        )
    except NothingToSay:
        return None


def _day(visit: Visit | None, clinic: Clinic) -> date:
    now = today(clinic)
    return max(now, visit.starts_at.astimezone(clinic.zone).date()) if visit else now
