"""The patient's page of a course says when something that happened holds the next session."""

import pytest

from clinic.adverse.harm import closed, entered
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.planning.plans_here import accepted
from percuta_clinic.planning.models import Plan

HELD = "Your next session waits for a doctor"


@pytest.fixture
def plan(house: House) -> Plan:
    return accepted(house)


def page(house: House, plan: Plan) -> str:
    return ByLink(house.amara).get(f"/my/plans/{plan.pk}/").content.decode()


def test_an_open_event_says_that_the_next_session_waits_and_what_comes(
    house: House, plan: Plan
) -> None:
    assert HELD not in page(house, plan)
    entered(house)
    words = page(house, plan)
    assert HELD in words
    assert "says whether and when your sessions go on" in words


def test_once_a_doctor_has_closed_it_the_page_is_as_before(house: House, plan: Plan) -> None:
    closed(house, entered(house))
    assert HELD not in page(house, plan)
