"""The today board opens for staff and for nobody else."""

import pytest
from django.test import Client

from clinic.conftest import SignedIn
from clinic.people_here import House


def test_the_front_desk_opens_the_board(house: House) -> None:
    assert SignedIn(house.fred).get("/today/").status_code == 200


def test_a_patient_finds_no_board(house: House) -> None:
    assert SignedIn(house.amara_herself).get("/today/").status_code == 404


@pytest.mark.usefixtures("house")
def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = Client().get("/today/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/accounts/login/?next=/today/",
    )
