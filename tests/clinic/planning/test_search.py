"""Courses are searched from a draft: read on a page, taken by one press, nothing kept before."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.building import at, now
from clinic.planning.scarred import begun, proposed, told
from percuta_clinic.planning.inputs import Inputs
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_changed, draft_dropped, plan_proposed


@pytest.fixture
def draft(house: House) -> Plan:
    """Amara wishes for two cheeks without scars."""
    told(house)
    return begun(house)


def page(house: House, draft: Plan, **wish: str) -> str:
    answer = SignedIn(house.sina).get(at("plan_search", draft), wish)
    return answer.content.decode()


def test_a_search_begins_with_the_wish_and_keeps_nothing(house: House, draft: Plan) -> None:
    text = page(house, draft)
    assert "Better by at least" in text
    assert "What was found" not in text
    assert now(draft) == Inputs()


def test_courses_stand_with_chance_costs_and_what_cannot_be_known(
    house: House, draft: Plan
) -> None:
    text = page(house, draft, want="25")
    for words in ("courses were looked at", "of 10 people", "Red days in all", "Planned now"):
        assert words in text
    assert "No trial compares how often to come" in text
    assert now(draft) == Inputs()


def test_a_course_is_taken_by_one_press_and_is_the_plan_then(house: House, draft: Plan) -> None:
    text = page(house, draft, want="25", visits="2")
    do = unescape(re.findall(r'name="do" value="([^"]+)"', text)[0])
    inputs = unescape(re.findall(r'name="inputs" value="([^"]+)"', text)[0])
    sent = {"inputs": inputs, "version": draft.version, "do": do}
    answer = SignedIn(house.sina).post(at("plan_keep", draft), sent)
    assert answer.status_code == 302
    assert {one.sessions for one in now(draft).zones.values()} == {2}
    again = page(house, draft, want="25", visits="2")
    assert "Planned now" in again


def test_what_costs_more_than_wished_is_counted_by_reason(house: House, draft: Plan) -> None:
    assert "left out: more visits than wished" in page(house, draft, want="25", visits="1")
    assert "left out: over the budget" in page(house, draft, want="25", budget="300")


def test_a_budget_nobody_can_keep_says_what_to_do(house: House, draft: Plan) -> None:
    text = page(house, draft, want="25", budget="1")
    assert "No course keeps to the wish" in text
    assert "For comparison: over the budget" in text


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"want": "33"}, "33 is not one of the available choices"),
        ({"want": "25", "by": "soon"}, "Enter a valid date"),
        ({"want": "25", "visits": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_wish_that_cannot_be_read_is_shown_again(
    house: House, draft: Plan, *, wish: dict[str, str], said: str
) -> None:
    answer = SignedIn(house.sina).get(at("plan_search", draft), wish)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_day_before_the_first_session_says_what_to_wish_for(house: House, draft: Plan) -> None:
    assert "wish for a later day" in page(house, draft, want="25", by="2020-01-01")


def test_a_plan_that_was_proposed_is_not_searched_and_says_why(house: House) -> None:
    told(house)
    answer = SignedIn(house.sina).get(at("plan_search", proposed(house)), follow=True)
    assert [status for _, status in answer.redirect_chain] == [302]
    assert "Only a draft is searched" in answer.content.decode()


def taken(house: House, draft: Plan) -> Callable[[], str]:
    """The first course of a page that stands open, to be taken later; what is read then."""
    text = page(house, draft, want="25", visits="2")
    names = {name: rf'name="{name}" value="([^"]+)"' for name in ("do", "inputs", "version")}
    sent = {name: unescape(re.findall(one, text)[0]) for name, one in names.items()}
    browser = SignedIn(house.sina)

    def take() -> str:
        return browser.post(at("plan_keep", draft), sent, follow=True).content.decode()

    return take


def test_a_course_taken_from_a_plan_proposed_meanwhile_says_it_is_not_kept(
    house: House, draft: Plan
) -> None:
    take = taken(house, draft)
    plan_proposed(by=house.sina, plan=draft, version=draft.version)
    assert "Not saved. This version was proposed already" in take()
    assert now(draft) == Inputs()


def test_a_course_taken_from_a_draft_put_aside_meanwhile_says_the_way_back(
    house: House, draft: Plan
) -> None:
    take = taken(house, draft)
    draft_dropped(by=house.sina, plan=draft)
    assert "This draft was put aside meanwhile. Take it up again first." in take()


def test_a_course_taken_from_a_draft_changed_meanwhile_shows_both(
    house: House, draft: Plan
) -> None:
    take = taken(house, draft)
    other = Inputs(interval_days=42)
    draft_changed(by=house.sina, plan=draft, inputs=other, version=draft.version)
    assert "Take what was saved elsewhere" in take()
    assert now(draft) == other


def test_a_wall_is_said_once(house: House, draft: Plan) -> None:
    sent = {"inputs": "{}", "version": draft.version, "do": 'take:{"interval_days": 1}'}
    text = SignedIn(house.sina).post(at("plan_keep", draft), sent).content.decode()
    assert "1 days lies below the absolute bound" in text
    assert "Not saved. interval" not in text


def test_a_day_past_every_forecast_brings_no_chance_for_it(house: House, draft: Plan) -> None:
    text = page(house, draft, want="25", by="2090-01-01")
    assert "the wished day is later than can be forecast" in text
    assert "1 Jan 2090" not in text
