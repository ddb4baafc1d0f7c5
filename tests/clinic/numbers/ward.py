"""Rows that the clinic's numbers count, written as they lie in the tables."""

from datetime import timedelta

from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.numbers.queries import numbers_of
from percuta_clinic.numbers.rows import Number
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.queries import today


def days(house: House, *, ago: int = 90) -> Span:
    """The last days up to today."""
    last = today(house.clinic)
    return Span(first=last - timedelta(days=ago), last=last, clinic=house.clinic)


def section(house: House, key: str, *, ago: int = 90) -> Section:
    """One kind of numbers, as the owner sees it."""
    found = numbers_of(house.olga, days(house, ago=ago))
    return next(one for one in found if one.key == key)


def number(house: House, key: str, *, ago: int = 90) -> Number:
    """One number, as the owner sees it."""
    found = section(house, key.split(".", maxsplit=1)[0], ago=ago)
    return next(one for one in found.numbers if one.key == key)


def said(house: House, key: str, *, ago: int = 90) -> str:
    """The number in words."""
    return number(house, key, ago=ago).said


def visit(
    house: House,
    state: State = State.FINISHED,
    *,
    ago: int = 2,
    patient: Patient | None = None,
    cancelled_before: int = 0,
) -> Visit:
    """A visit of some days ago; ``cancelled_before`` so many hours before it began."""
    begins = timezone.now() - timedelta(days=ago)
    return Visit.objects.create(
        patient=patient or house.amara,
        service=house.needling,
        specialist=house.sina,
        room=house.room,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        state=state,
        state_since=begins - timedelta(hours=cancelled_before),
        treatment_began_at=begins if state == State.FINISHED else None,
        made_by="Fred",
        why_cancelled="ill" if state == State.CANCELLED else "",
    )
