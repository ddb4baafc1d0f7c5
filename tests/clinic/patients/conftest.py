"""Patients of these tests."""

from collections.abc import Callable
from datetime import date

import pytest

from clinic.people_here import House
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.search import rebuild_terms
from percuta_clinic.patients.services import patient_enter

Enter = Callable[..., Patient]


@pytest.fixture
def enter(house: House) -> Enter:
    """Enters somebody by name and whatever else is given."""

    def made(given: str, family: str, **details: object) -> Patient:
        named: dict[str, object] = {"given_name": given, "family_name": family, **details}
        return patient_enter(by=house.fred, details=named)

    rebuild_terms()
    return made


BORN = date(1990, 3, 17)
