"""A search walks indexes; it never reads the whole table of terms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.people_here import House
from percuta_clinic.patients.models import Patient, SearchTerm
from percuta_clinic.patients.queries import patients_found
from percuta_clinic.patients.search import terms_of

pytestmark = pytest.mark.django_db
SYLLABLES = ("an", "ber", "co", "dan", "el", "fa", "gor", "hu", "ma", "mu")


def _word(number: int) -> str:
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03}")


@pytest.fixture
def crowd() -> None:
    """Enough people that reading the whole table would be the slower way."""
    people = Patient.objects.bulk_create(
        Patient(
            given_name=_word(number % 40),
            family_name=_word(number % 977),
            phone=f"030 {number:07}",
            email=f"{_word(number % 40)}{number}@mail.example",
        )
        for number in range(4000)
    )
    SearchTerm.objects.bulk_create(
        [SearchTerm(patient=one, term=term) for one in people for term in terms_of(one, "DE")],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _plans(house: House, typed: str) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        hits, _ = patients_found(house.fred, typed)
    assert hits
    asked = [one["sql"] for one in seen.captured_queries if '"patients_searchterm"' in one["sql"]]
    assert asked
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        plans = []
        for sql in asked:
            cursor.execute(f"{how} {sql}")
            plans.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return plans


@pytest.mark.usefixtures("house", "crowd")
@pytest.mark.parametrize(
    "typed", ["m", "an", "ananber", "an mu", "anan 030", "030 00012", "ananan0@", "mail"]
)
def test_no_search_reads_every_term(house: House, typed: str) -> None:
    for plan in _plans(house, typed):
        if connection.vendor == "sqlite":
            assert "SCAN patients_searchterm" not in plan
            assert "TEMP B-TREE FOR ORDER BY" not in plan
        else:
            assert "Seq Scan" not in plan
