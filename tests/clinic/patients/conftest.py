"""Patients of these tests, and a database that really commits."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection

from clinic.people_here import House
from percuta_clinic.audit.triggers import SQLITE
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


def _triggers() -> list[str]:
    return [statement.split()[2] for statement in SQLITE]


@pytest.fixture
def _triggers_back(request: pytest.FixtureRequest) -> Iterator[None]:
    request.getfixturevalue("django_db_setup")
    yield
    with request.getfixturevalue("django_db_blocker").unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for statement in SQLITE:
                    cursor.execute(statement)
        connection.close()


@pytest.fixture
def committing(_triggers_back: None, transactional_db: None) -> Iterator[None]:
    """Threads see what others committed; the log lets itself be emptied only afterwards."""
    assert (_triggers_back, transactional_db) == (None, None)
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in _triggers():
                cursor.execute(f"DROP TRIGGER {name}")
