"""The sheet a consent to treatment is offered with, from the plan that the answers lead to."""

from dataclasses import dataclass
from typing import Any

from percuta_clinic.booking.course import next_visits
from percuta_clinic.booking.daytime import treatment_day
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.consent.science import COST_LINES, TEST_COST_LINES, NothingToSay, sheet
from percuta_clinic.consent.services import Covers
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.screening.science import result_of


@dataclass(frozen=True, kw_only=True)
class Informed:
    """A sheet, and what it speaks of."""

    sheet: dict[str, Any]
    covers: Covers


def sheet_for(patient: Patient, service: Service) -> Informed | None:
    """The information as of the next visit for ``service``; None while nothing can be planned."""
    visit = next((one for one in next_visits(patient) if one.service_id == service.pk), None)
    clinic = Clinic.objects.get()
    try:
        result = result_of(patient, day=treatment_day(visit, clinic), visit=visit)
    except DeviceGone:
        return None
    if result is None or result.document.plan is None:
        return None
    prices = _prices(service, len(result.document.plan.sessions))
    minutes = _minutes(visit, service)
    try:
        told = sheet(
            result.document, clinic, prices, minutes=minutes, test_area=service.is_test_area
        )
    except NothingToSay:
        return None
    zones = frozenset(one.zone for one in result.document.plan.zones)
    device = result.request.device.key
    covers = Covers(zones=zones, device=device, test_area=service.is_test_area)
    return Informed(sheet=told, covers=covers)


def _prices(service: Service, sessions: int) -> dict[str, str]:
    price = f"{service.price} {service.currency}"
    if service.is_test_area:
        return dict(zip(TEST_COST_LINES, (price, service.to_buy), strict=True))
    many = f"{sessions} visit{'s' * (sessions > 1)}"
    total = f"{service.price * sessions} {service.currency} for {many}"
    return dict(zip(COST_LINES, (price, total, service.to_buy), strict=True))


def _minutes(visit: Visit | None, service: Service) -> int:
    """As booked; before that, as booked by default."""
    if visit is None:
        return service.minutes
    return round((visit.ends_at - visit.starts_at).total_seconds() / 60)
