"""Somebody who is here already is recognised; somebody else is not held up."""

from datetime import timedelta
from typing import Any

import pytest

from clinic.patients.conftest import BORN, Enter
from clinic.people_here import House
from percuta_clinic.patients.duplicates import alike
from percuta_clinic.people.access import NotYours

pytestmark = pytest.mark.django_db
KIM = {"given_name": "Jörg", "family_name": "Müller"}


@pytest.mark.parametrize(
    "case",
    [
        (KIM | {"birth_date": BORN}, ("same name", "same birth date"), True),
        (KIM, ("same name",), True),
        (
            {"given_name": "Joerg", "family_name": "Mueller", "birth_date": BORN},
            ("same name", "same birth date"),
            True,
        ),
        (
            {"given_name": "Jörg", "family_name": "Möllner", "birth_date": BORN},
            ("similar name", "same birth date"),
            True,
        ),
        (
            {"given_name": "Müller", "family_name": "Jörg", "birth_date": BORN},
            ("same name", "same birth date"),
            True,
        ),
        (KIM | {"birth_date": BORN + timedelta(days=400)}, ("same name",), False),
        (
            {"given_name": "Ute", "family_name": "Adam", "phone": "+49 30 5550123"},
            ("same phone",),
            False,
        ),
        (
            {"given_name": "Ute", "family_name": "Adam", "email": "JM@mail.example"},
            ("same e-mail",),
            False,
        ),
    ],
)
def test_it_says_what_agrees(
    house: House, enter: Enter, case: tuple[dict[str, Any], tuple[str, ...], bool]
) -> None:
    typed, agrees, likely = case
    enter("Jörg", "Müller", birth_date=BORN, phone="030 5550123", email="jm@mail.example")
    assert [(one.agrees, one.likely) for one in alike(house.fred, typed)] == [(agrees, likely)]


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "Ute", "family_name": "Adam", "birth_date": BORN},
        {"given_name": "Ute", "family_name": "Müller"},
        {},
    ],
)
def test_a_stranger_is_like_nobody(house: House, enter: Enter, typed: dict[str, Any]) -> None:
    enter("Jörg", "Müller", birth_date=BORN)
    assert alike(house.fred, typed) == []


def test_only_staff_may_ask(house: House) -> None:
    with pytest.raises(NotYours):
        alike(house.amara_herself, KIM)
