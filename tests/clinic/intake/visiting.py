"""A patient's browser that came by a private link."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.intake.links import link_make
from percuta_clinic.patients.models import Patient

Answer = Any  # what Django's test client gives back has no public type


def secret_for(patient: Patient) -> str:
    """A link that was just made."""
    return link_make(by=SYSTEM, patient=patient)[1]


def born(day: date) -> dict[str, str]:
    """A birth date as it is typed."""
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def try_date(browser: Client, secret: str, day: date) -> Answer:
    """Types a birth date."""
    return browser.post(reverse("my_link", args=[secret]), born(day))


class ByLink(Client):
    """A browser in which the birth date was right."""

    def __init__(self, patient: Patient) -> None:
        super().__init__()
        assert patient.birth_date
        self.secret = secret_for(patient)
        answer = try_date(self, self.secret, patient.birth_date)
        assert answer.status_code == 302, answer.content
