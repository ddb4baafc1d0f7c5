"""The sheet a consent to treatment is offered with, from the plan that the answers lead to."""

from dataclasses import dataclass
from typing import Any

from percuta_clinic.booking.course import next_visits
from percuta_clinic.booking.daytime import treatment_day
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.booking.science import devices_known
from percuta_clinic.consent.science import COST_LINES, TEST_COST_LINES, NothingToSay, sheet
from percuta_clinic.consent.services import Covers
from percuta_clinic.intake.queries import device_for
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.queries import plan_to_begin
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.items import Part
from percuta_clinic.screening.science import Result, result_of
from percuta_clinic.screening.standing import standing_of


@dataclass(frozen=True, kw_only=True)
class Informed:
    """A sheet, and what it speaks of."""

    sheet: dict[str, Any]
    covers: Covers


@dataclass(frozen=True, kw_only=True)
class NoSheet:
    """Why none can be written, what to do, and which part of the strip it is done at."""

    why: str
    way: str
    part: Part = Part.SCREENING


UNANSWERED = NoSheet(
    why="The questions are not answered yet.",
    way="Send them to the patient, or ask them here.",
    part=Part.FORM,
)
NO_DEVICE = NoSheet(
    why="The rules do not know the device of this service.",
    way="Whoever may change the clinic names another in the settings of the service.",
)
COURSE_OVER = NoSheet(
    why="Every session of this course was given, so no session is left to plan.",
    way=(
        "Judge the result first. For other places, send the questions again; no second course is "
        "proposed for the same places."
    ),
)
WAYS = {
    "ask": "Ask what is open, on the page of the screening, for the day of the visit.",
    "doctor": "A doctor decides on the page of the screening.",
    "not_now": "The page of the screening says what has to happen first.",
    "no": "Nobody overrules this for this device. Another service may have another one.",
}
UNASKED = "Book a visit of this service: its questions and its screening are for its device."


def sheet_for(patient: Patient, service: Service) -> Informed | None:
    """The information as of the next visit for ``service``; None while nothing can be planned."""
    found = sheet_or_why(patient, service)
    return found if isinstance(found, Informed) else None


def sheet_or_why(patient: Patient, service: Service) -> Informed | NoSheet:
    """The same, or why there is none; with the device of the service, whatever else is booked."""
    visit = next((one for one in next_visits(patient) if one.service_id == service.pk), None)
    clinic = Clinic.objects.get()
    if service.device and service.device not in devices_known():
        return NO_DEVICE
    try:
        day = treatment_day(visit, clinic)
        result = result_of(patient, day=day, visit=visit, device=service.device)
    except DeviceGone:
        return NO_DEVICE
    if result is None:
        return UNANSWERED
    if result.document.plan is None:
        return _unplanned(result, asked=visit is not None or _is_asked_for(patient, service))
    document = _document(patient, service, result)
    prices = _prices(service, len(document.plan.sessions))
    minutes, is_test = _minutes(visit, service), service.is_test_area
    try:
        told = sheet(document, clinic, prices, minutes=minutes, test_area=is_test)
    except NothingToSay as why:
        return NoSheet(why=f"{why}.", way=WAYS["not_now"])
    zones = frozenset(one.zone for one in document.plan.zones)
    covers = Covers(zones=zones, device=result.request.device.key, test_area=is_test)
    return Informed(sheet=told, covers=covers)


def _document(patient: Patient, service: Service, result: Result) -> Any:
    """The plan that was agreed on and begins; otherwise what the rules propose now."""
    plan = None if service.is_test_area else plan_to_begin(patient, service)
    kept = kept_of(plan).document if plan is not None else None
    return kept if kept is not None and kept.plan is not None else result.document


def _is_asked_for(patient: Patient, service: Service) -> bool:
    """Whether questions and screening are about the device of this service as things stand."""
    return service.device in ("", device_for(patient))


def _unplanned(result: Result, *, asked: bool) -> NoSheet:
    found, now = result.document, standing_of(result.run)
    if now.state in ("clear", "stale"):
        return COURSE_OVER if found.course_over else NoSheet(why=found.answer, way=WAYS["not_now"])
    words = found.answer if now.state == "no" else f"{now.words}."
    way = WAYS[now.state] if asked or now.state != "ask" else UNASKED
    if now.until:
        way = f"Book a visit on {now.until:%-d %B %Y} or later: the sheet is for the day of it."
    return NoSheet(why=f"On {result.request.day:%-d %B}, with {found.device}: {words}", way=way)


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
