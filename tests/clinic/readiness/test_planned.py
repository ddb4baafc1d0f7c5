"""A visit knows the plan of its course: on its way it holds, agreed on it lets treatment begin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.planning.plans_here import accepted, approved, drafted, proposed
from clinic.readiness.gates import again_in_room, gate
from clinic.screening.through import answer
from percuta_clinic.booking.models import Visit
from percuta_clinic.planning.approving import plan_returned
from percuta_clinic.planning.inputs import Inputs, Target
from percuta_clinic.planning.models import Plan, State, Step, What
from percuta_clinic.readiness.beginning import NotAgreed, NotReady, treatment_begin
from percuta_clinic.readiness.items import Item, Part, Tone, short
from percuta_clinic.readiness.strip import strip_of


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room, with everything there but a plan."""
    gate(house)
    answer(house)
    signed(house)
    return in_room(house, house.amara)


def plan_item(visit: Visit) -> Item:
    strip = strip_of(visit)
    assert strip is not None
    return next(item for item in strip.items if item.part is Part.PLAN)


def begin_alone(house: House, visit: Visit) -> Visit:
    """Sina begins, and names no doctor."""
    return treatment_begin(by=house.sina, visit=visit, version=visit.version, agreed_by=None)


def test_treatment_waits_for_a_plan_that_is_on_its_way(house: House, visit: Visit) -> None:
    for make, words in (
        (drafted, "Plan is a draft"),
        (proposed, "Plan waits for a doctor"),
    ):
        make(house)
        item = plan_item(visit)
        assert (item.words, item.is_missing) == (words, True)
        assert item.way_out
        assert item.who
        with pytest.raises(NotReady):
            begin_alone(house, visit)


def test_a_returned_plan_and_one_not_accepted_hold_too(house: House, visit: Visit) -> None:
    plan = proposed(house)
    plan_returned(by=house.dora, plan=plan, digest=plan.digest, why="Too deep at the temple.")
    assert plan_item(visit).words == "Plan returned by the doctor"
    Plan.objects.filter(pk=plan.pk).update(state=State.REPLACED)
    approved(house)
    assert plan_item(visit).words == "Plan not accepted yet"
    with pytest.raises(NotReady):
        begin_alone(house, visit)


def test_an_agreed_plan_needs_no_other_word_and_goes_under_way(house: House, visit: Visit) -> None:
    plan = accepted(house)
    assert plan_item(visit).tone is Tone.THERE
    begin_alone(house, visit)
    plan.refresh_from_db()
    visit.refresh_from_db()
    assert plan.state == State.ACTIVE
    kept = (visit.cleared or {})["plan"]
    assert kept.startswith("Plan version 1, approved by Dora Doktor, accepted by Amara Okafor on ")


def test_what_came_up_after_the_approval_asks_a_doctor_again(house: House, visit: Visit) -> None:
    accepted(house)
    answer(house, fainting="yes")
    with pytest.raises(NotAgreed):
        begin_alone(house, visit)
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "Since the plan was approved there is something new for a doctor" in page
    assert "ainting" in page


def test_places_beside_the_plan_are_named(house: House, visit: Visit) -> None:
    answer(house, wish__fine_lines=["cheek_left", "forehead"])
    accepted(house, Inputs(targets=(Target(kind="fine_lines", zone="cheek_left"),)))
    assert plan_item(visit).places == "Not in the plan: forehead."


def test_without_any_plan_a_doctor_is_named_as_before(house: House, visit: Visit) -> None:
    assert not plan_item(visit).holds
    with pytest.raises(NotAgreed):
        begin_alone(house, visit)


def test_a_later_session_finds_the_plan_under_way(house: House, visit: Visit) -> None:
    plan = accepted(house)
    begin_alone(house, visit)
    later = again_in_room(house, visit)
    item = plan_item(later)
    assert item.tone is Tone.THERE
    plan.refresh_from_db()
    assert plan.state == State.ACTIVE


def test_a_plan_counts_as_agreed_from_its_acceptance(house: House, visit: Visit) -> None:
    plan, now = drafted(house), timezone.now()
    signed_at = now - timedelta(days=2)
    Plan.objects.filter(pk=plan.pk).update(
        state=State.ACCEPTED, proposed_at=now - timedelta(days=5), zones=["cheek_left"]
    )
    for what, at in ((What.APPROVED, now - timedelta(days=4)), (What.ACCEPTED, signed_at)):
        Step.objects.create(plan=plan, what=what, by_name="somebody", at=at)
    assert plan_item(visit).words == f"Plan agreed {short(signed_at)}"
