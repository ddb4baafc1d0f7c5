"""Answers of one patient, sent through the clinic, with one of them changed."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from clinic.booking.days import BERLIN, book
from clinic.intake.filled import Typed, fill
from clinic.people_here import House
from percuta.questions import Kind, Question, Scope
from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.services import answers_received

HEALTHY: dict[str, Typed] = {
    "wish__acne_scars": [],
    "wish__fine_lines": ["cheek_left"],
    "newest_scar": "never",
    "newest_acne_scar": "never",
    "newest_stretch_mark": "never",
}
AMARA = Actor(id=None, name="Amara")


def today() -> date:
    return timezone.localdate(timezone=BERLIN)


def visit_on(house: House, day: date, patient: Patient | None = None, *, after: int = 0) -> Visit:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)
    return book(house, patient or house.amara, at=at, after=after)


def tomorrow() -> date:
    return today() + timedelta(days=1)


def answer(house: House, patient: Patient | None = None, /, **changed: Typed) -> Form:
    """Everything that is asked, answered by somebody healthy, except what is changed."""
    form = form_open(by=house.fred.actor, patient=patient or house.amara)
    return answers_received(by=AMARA, form=fill(form, **(HEALTHY | changed)))


def last_time(question: Question, day: date, zones: list[str]) -> dict[str, Typed]:
    """The fields that say when something was last done."""
    assert question.kind is Kind.LAST_TIME
    key = question.key
    if question.scope is Scope.PERSON:
        return {key: "date", f"d__{key}": day.isoformat()}
    return {key: "some", f"d__{key}": day.isoformat(), f"z__{key}": zones}
