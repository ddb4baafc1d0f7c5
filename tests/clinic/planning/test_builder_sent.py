"""The builder without scripts, and what becomes of a draft in the end."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.building import DEEP, LEFT, Sent, at, form, keep, list_of, look, now, pressed
from clinic.planning.scarred import CHEEKS, begun, proposed, told
from clinic.screening.through import today
from percuta_clinic.planning.inputs import Inputs, InZone, plain_inputs
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.planning.services import draft_changed


@pytest.fixture
def draft(house: House) -> Plan:
    """Amara wishes for two cheeks without scars."""
    told(house)
    return begun(house)


# Without scripts


def test_a_stepper_moves_one_step_without_scripts(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    moved = pressed(sina, draft, step=f"{DEEP}:+")
    assert moved.status_code == 302
    assert now(draft).zones["cheek_left"].depth_mm == {2: 1.1}


def test_a_stepper_at_its_wall_stays_and_says_which(house: House, draft: Plan) -> None:
    inputs = Inputs(zones={"cheek_left": InZone(depth_mm={2: 1.5})})
    deep = draft_changed(by=house.sina, plan=draft, inputs=inputs, version=1)
    stopped = pressed(SignedIn(house.sina), deep, step=f"{DEEP}:+")
    assert stopped.status_code == 422
    assert "no more than 1.50 mm" in stopped.text
    assert "deepest it was evaluated for on the face" in stopped.text
    assert now(draft) == inputs


def test_a_typed_number_is_chosen_and_one_left_alone_is_not(house: House, draft: Plan) -> None:
    typed = {f"set:{DEEP}": "0,8", f"set:{LEFT}/depth_mm/1": "1.05", f"set:{LEFT}/passes/1": ""}
    pressed(SignedIn(house.sina), draft, **typed)
    assert plain_inputs(now(draft))["zones"]["cheek_left"]["depth_mm"] == {"2": 0.8}


@pytest.mark.parametrize("junk", ["99", "-1", "abc", "nan", "inf", "1e400", "a\x00b", "9" * 5000])
def test_a_number_that_cannot_be_is_refused_with_the_reason(
    house: House, draft: Plan, *, junk: str
) -> None:
    refused = pressed(SignedIn(house.sina), draft, **{f"set:{DEEP}": junk})
    assert refused.status_code == 422
    assert "Left cheek, session 2: depth" in refused.text
    assert now(draft) == Inputs()


def test_wishes_and_days_are_kept_without_scripts(house: House, draft: Plan) -> None:
    event = (today() + timedelta(days=200)).isoformat()
    given: dict[str, Sent] = {
        "targets_shown": "1",
        "target": ["acne_scars|cheek_left"],
        "numbing": "no",
        "event": "a talk",
        "event_on": event,
        "away_first": [event, ""],
        "away_last": [event, ""],
        "away_sun": ["sun", "away"],
    }
    assert pressed(SignedIn(house.sina), draft, **given).status_code == 302
    kept = now(draft)
    assert [one.zone for one in kept.targets] == ["cheek_left"]
    assert (kept.numbing, kept.event) == (False, "a talk")
    assert [stay.sun for stay in kept.away or ()] == [True]


def test_the_last_concern_cannot_be_taken_out(house: House, draft: Plan) -> None:
    refused = pressed(SignedIn(house.sina), draft, targets_shown="1")
    assert refused.status_code == 422
    assert "at least one concern" in refused.text


def test_another_concern_is_added_beside_those_there(house: House, draft: Plan) -> None:
    aimed = [f"acne_scars|{zone}" for zone in CHEEKS]
    given: dict[str, Sent] = {"targets_shown": "1", "target": aimed, "do": "add"}
    pressed(SignedIn(house.sina), draft, **given, add_kind="wrinkles", add_zone="forehead")
    assert {(one.kind, one.zone) for one in now(draft).targets} == {
        ("acne_scars", "cheek_left"),
        ("acne_scars", "cheek_right"),
        ("wrinkles", "forehead"),
    }


def test_a_place_goes_back_to_what_is_proposed(house: House, draft: Plan) -> None:
    both = {zone: InZone(sessions=4, area_cm2=20.0) for zone in CHEEKS}
    chosen = draft_changed(by=house.sina, plan=draft, inputs=Inputs(zones=both), version=1)
    pressed(SignedIn(house.sina), chosen, do="reset:cheek_left")
    kept = now(draft).zones
    assert (kept["cheek_left"].sessions, kept["cheek_right"].sessions) == (None, 4)
    assert kept["cheek_left"].area_cm2 == 20.0


def test_a_stale_page_shows_both_drafts_and_either_can_stay(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    keep(sina, draft, {"interval_days": 35})
    met = pressed(sina, draft, step=f"{DEEP}:+")
    assert met.status_code == 409
    assert "Two drafts of one plan" in met.text
    assert "35 days" in met.text
    draft.refresh_from_db()
    mine = json.dumps({"zones": {"cheek_left": {"depth_mm": {"2": 1.1}}}})
    sina.post(at("plan_keep", draft), {"inputs": mine, "version": draft.version})
    assert now(draft).interval_days is None


# Proposing


def test_proposing_keeps_what_the_page_shows_and_freezes_it(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    done = sina.post(at("plan_propose", draft), form(draft, **{f"set:{DEEP}": "0.9"}))
    assert done.status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.PROPOSED
    assert '"value": 0.9' in draft.document


def test_outdated_answers_hold_the_proposal_and_say_the_way_out(house: House, draft: Plan) -> None:
    form_there = house.amara.forms.get()
    old = today() - timedelta(days=400)
    type(form_there).objects.filter(pk=form_there.pk).update(answered_on=old)
    sina = SignedIn(house.sina)
    page = sina.get(at("plan", draft)).text
    assert "Cannot be proposed" in page
    assert 'name="propose"' not in page
    assert reverse("questions", args=[house.amara.pk]) in page
    assert sina.post(at("plan_propose", draft), form(draft)).status_code == 422
    assert Plan.objects.get().is_draft


@pytest.mark.usefixtures("draft")
def test_a_change_begins_a_version_with_its_reason(house: House) -> None:
    made = proposed(house)
    sina = SignedIn(house.sina)
    sina.post(at("plan_change", made), {"reason": ""})
    assert Plan.objects.count() == 1
    sina.post(at("plan_change", made), {"reason": "She wants fewer visits"})
    newer = Plan.objects.get(number=2)
    page = sina.get(at("plan", newer)).text
    assert "She wants fewer visits" in page
    assert "Against version 1" in page
    zones = {zone: {"sessions": 2} for zone in CHEEKS}
    seen = look(sina, newer, {"zones": zones}).text
    assert "the patient agrees anew" in seen


def test_a_draft_put_aside_leads_back_to_the_list(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    assert sina.post(at("plan_drop", draft)).headers["Location"] == list_of(house)
    assert sina.get(at("plan", draft)).headers["Location"] == list_of(house)
    assert "No plan yet" in sina.get(list_of(house)).text


def test_a_draft_put_aside_is_taken_up_with_its_choices(house: House, draft: Plan) -> None:
    sina, chosen = SignedIn(house.sina), Inputs(interval_days=35)
    draft_changed(by=house.sina, plan=draft, inputs=chosen, version=1)
    sina.post(at("plan_drop", draft))
    assert at("plan_take_up", draft) in sina.get(list_of(house)).text
    sina.post(at("plan_take_up", draft))
    newer = Plan.objects.get(state=State.DRAFT)
    assert now(newer) == chosen
    again = sina.post(at("plan_take_up", draft))
    assert again.headers["Location"] == at("plan", newer)
    assert at("plan_take_up", draft) not in sina.get(list_of(house)).text


@pytest.mark.usefixtures("draft")
def test_a_version_that_was_proposed_is_not_taken_up(house: House) -> None:
    made = proposed(house)
    sina = SignedIn(house.sina)
    assert sina.post(at("plan_take_up", made)).headers["Location"] == list_of(house)
    assert Plan.objects.count() == 1
