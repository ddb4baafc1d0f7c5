"""What patients do next: whether to come, and where to say what they found out."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.intake.test_handed_over import handed_again
from clinic.people_here import House
from clinic.readiness.test_own_days import stay
from clinic.readiness.test_questions_sent import visit_in
from clinic.screening.through import answer, today
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.intake.services import form_open

PHONE = "+49 30 555"
ASK = "Please ask us before you come."
FIND, NOTHING = "lease find out what you can", "Nothing waits for you now"
PAGES = ("my_prepare", "my_home", "my_result")


@pytest.fixture
def booked(house: House) -> House:
    """Amara comes in three days, and the clinic has a phone."""
    house.clinic.phone = PHONE
    house.clinic.save()
    visit_in(house, 3)
    return house


def page(house: House, name: str) -> str:
    shown = SignedIn(house.amara_herself).get(reverse(name)).content.decode()
    return " ".join(shown.split())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("given", [{"pregnant": "yes"}, {"bleeding_disorder": "yes"}])
def test_a_visit_on_which_nothing_can_be_done_says_to_ask_before_coming(
    booked: House, *, name: str, given: dict[str, Typed]
) -> None:
    answer(booked, **given)
    shown = page(booked, name)
    assert f"It stays booked, but as it looks now, your skin cannot be treated then. {ASK}" in shown
    assert PHONE in shown[shown.index(ASK) :]


@pytest.mark.parametrize("name", PAGES)
def test_a_visit_that_own_days_hold_off_says_to_ask_before_coming(booked: House, name: str) -> None:
    answer(booked, **stay(today() + timedelta(days=7)))
    assert ASK in page(booked, name)


@pytest.mark.parametrize("name", PAGES)
def test_whoever_may_still_be_treated_is_not_told_to_ask_first(booked: House, name: str) -> None:
    for given in ({}, {"keloid": "yes"}, {"keloid": "not known"}):
        answer(booked, **given)
        assert ASK not in page(booked, name)


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_here_already_is_not_told_to_ask_before_coming(booked: House, name: str) -> None:
    answer(booked, pregnant="yes")
    Visit.objects.update(state=State.ARRIVED)
    assert ASK not in page(booked, name)


def test_while_new_questions_wait_they_come_first(booked: House) -> None:
    answer(booked, pregnant="yes")
    form_open(by=booked.fred.actor, patient=booked.amara)
    assert ASK not in page(booked, "my_prepare")


def test_on_a_device_handed_over_nobody_is_told_to_ask_first(booked: House) -> None:
    answer(booked, pregnant="yes")
    shown = handed_again(booked, "questions_hand").get(reverse("my_prepare")).content.decode()
    assert ASK not in shown


def test_what_to_find_out_comes_with_the_way_to_tell_it(booked: House) -> None:
    answer(booked, keloid="not known")
    shown = page(booked, "my_result")
    told = "Tell us by phone or at your visit; there is no place here to write it."
    assert FIND in shown
    assert PHONE in shown[shown.index(told) : shown.index(told) + 200]
    start = page(booked, "my_prepare")
    assert FIND in start
    assert NOTHING not in start


def test_what_the_clinic_looks_at_itself_asks_nothing_of_the_patient(booked: House) -> None:
    answer(booked, phototype="not known")
    shown = page(booked, "my_result")
    assert "How your skin takes the sun. We look at this ourselves." in shown
    assert FIND not in shown
    assert FIND not in page(booked, "my_prepare")


@pytest.mark.parametrize("name", ["my_home", "my_prepare"])
def test_what_answers_mean_is_offered_once_there_are_answers(house: House, name: str) -> None:
    assert "What your answers mean</a>" not in page(house, name)
    form_open(by=house.fred.actor, patient=house.amara)
    assert "What your answers mean</a>" not in page(house, name)
    answer(house)
    assert "What your answers mean</a>" in page(house, name)
