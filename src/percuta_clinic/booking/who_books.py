"""Which services somebody may book without the clinic's help, and how soon."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import Service, State, Visit, WhoBooks
from percuta_clinic.booking.offers import GRID
from percuta_clinic.booking.signals import Reason
from percuta_clinic.patients.models import Patient

SOONEST = timedelta(hours=2)  # the clinic sees it before the patient stands at the door
FARTHEST = timedelta(days=120)


def own_reasons(patient: Patient | None, service: Service) -> Iterator[Reason]:
    """Why somebody may not book a service alone; ``patient`` is None for who is new here."""
    if not service.is_offered:
        yield _reason(f"{service} is not offered at the moment.")
    elif service.who_books == WhoBooks.CLINIC:
        yield _reason(f"Please call us for {service}: we find a time together.")
    elif service.who_books == WhoBooks.SEEN and not _was_seen(patient):
        yield _reason(
            f"We would like to meet you first. Please book a consultation before “{service}”."
        )
    elif service.who_books == WhoBooks.AFTER and not _had(patient, service.after):
        yield _reason(f"{service} comes after {service.after}. Please book that first.")


def why_not_then(starts_at: datetime) -> str:
    """Why nobody books this time alone; empty: they may."""
    now = timezone.now()
    if starts_at < now + SOONEST:
        hours = SOONEST.seconds // 3600
        return f"Online you can book times from {hours} hours on. For sooner, please call us."
    if starts_at > now + FARTHEST:
        return f"We do not plan so far ahead. Please choose a day within {FARTHEST.days} days."
    if not is_on_grid(starts_at):
        return "Online, visits do not begin then. Please choose one of the times shown."
    return ""


def is_on_grid(starts_at: datetime) -> bool:
    """Whether it is a time that could be offered."""
    return starts_at.minute % GRID == starts_at.second == starts_at.microsecond == 0


def _was_seen(patient: Patient | None) -> bool:
    if patient is None:
        return False
    return _finished(patient).filter(service__is_consultation=True).exists() or (
        _finished(patient).filter(service__is_needling=True).exists()
    )


def _had(patient: Patient | None, service: Service | None) -> bool:
    return bool(patient and service and _finished(patient).filter(service=service).exists())


def _finished(patient: Patient) -> QuerySet[Visit]:
    return patient.visits.filter(state=State.FINISHED)


def _reason(words: str) -> Reason:
    return Reason(words=words, staff_words=words, for_staff=False)
