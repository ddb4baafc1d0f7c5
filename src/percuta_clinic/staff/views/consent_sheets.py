"""The sheet a treatment consent is offered with; the plan it is written from comes here."""

from typing import Any

from percuta_clinic.booking.models import Service
from percuta_clinic.patients.models import Patient


def sheet_of(patient: Patient, service: Service) -> dict[str, Any] | None:
    """The information from the patient's plan for ``service``; None while there is no plan."""
    return None
