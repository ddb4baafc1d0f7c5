"""A patient's own plan on the phone: who sees it, when, and what stands on it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.consent.test_pages import body
from clinic.intake.visiting import ByLink, try_date
from clinic.people_here import House
from clinic.planning.put import accepted, approved, made, proposed
from percuta_clinic.audit.models import Entry
from percuta_clinic.consent.models import How
from percuta_clinic.planning.accepting import plan_declined, question_asked
from percuta_clinic.planning.approving import plan_returned
from percuta_clinic.planning.ending import plan_stopped
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.portal.plan_tasks import plans as tasks_of
from percuta_clinic.portal.tasks import Turn


def address(plan: Plan, name: str = "my_plan", *more: object) -> str:
    return reverse(name, args=[plan.pk, *more])


def handed(house: House, plan: Plan) -> tuple[Client, str]:
    """The specialist's tablet after the patient has typed her birth date; and where it led."""
    sina = SignedIn(house.sina)
    link = sina.post(reverse("plan_hand_over", args=[plan.pk])).headers["Location"]
    assert house.amara.birth_date
    opened = try_date(sina, link.split("/")[-2], house.amara.birth_date)
    return sina, opened.headers["Location"]


def test_a_plan_is_read_in_plain_words_with_prices_and_who_stands_for_it(house: House) -> None:
    plan = approved(house)
    page = body(SignedIn(house.amara_herself).get(address(plan)))
    found = made().document
    assert found is not None
    assert found.plan is not None
    for said in (
        "240.00 EUR each visit, 720.00 EUR in all",
        "1.05 mm at the most",
        "a little more than a bank card is thick",
        "Chance of hardly any gain, acne scars",
        "Other ways, and doing nothing",
        "What nobody can tell you",
        "Planned by",
        "Sina Sommer",
        "Approved by",
        "Dora Doktor",
        plan.digest,
    ):
        assert said in page, said
    assert reverse("my_plan_why", args=[plan.pk]) in page
    assert "What has changed" not in page


@pytest.mark.parametrize("state", ["draft", "proposed", "returned"])
def test_what_no_doctor_approved_is_not_there_for_the_patient(house: House, state: str) -> None:
    plan = proposed(house)
    if state == "returned":
        plan_returned(by=house.dora, plan=plan, digest=plan.digest, why="too deep")
    if state == "draft":
        plan = Plan.objects.create(
            patient=house.amara, number=1, service=house.needling, made_by=house.sina, by_name="S"
        )
    amara = SignedIn(house.amara_herself)
    assert amara.get(address(plan)).status_code == 404
    for name in ("my_plan_accept", "my_plan_decline", "my_plan_ask"):
        assert amara.post(address(plan, name)).status_code == 404
    assert amara.get(address(plan, "my_plan_paper", "patient")).status_code == 404
    assert not list(tasks_of(house.amara))
    assert "Microneedling" not in body(amara.get(reverse("my_plans")))


def test_nobody_else_finds_it(house: House) -> None:
    plan = accepted(house)
    for browser in (SignedIn(house.bea_herself), ByLink(house.bea)):
        assert browser.get(address(plan)).status_code == 404
        assert browser.get(address(plan, "my_plan_paper", "patient")).status_code == 404
        assert browser.get(address(plan, "my_plan_picture", 0)).status_code == 404
        assert browser.post(address(plan, "my_plan_ask"), {"question": "?"}).status_code == 404


def test_the_drawings_of_a_plan_are_there_and_no_more(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    page = body(amara.get(address(plan)))
    drawn = re.findall(rf'src="({address(plan)}pictures/\d+/)"', page)
    assert len(drawn) == 2
    for one in drawn:
        answer = amara.get(one)
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert amara.get(address(plan, "my_plan_picture", len(drawn))).status_code == 404


def test_it_waits_among_what_there_is_to_do_until_it_is_decided(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    (task,) = tasks_of(house.amara)
    assert task.turn is Turn.PATIENT
    for start in ("my_home", "my_prepare"):
        assert address(plan) in body(amara.get(reverse(start)))
    question_asked(by=house.amara_herself.actor, plan=plan, text="Why?", name="Amara")
    (task,) = tasks_of(house.amara)
    assert task.turn is Turn.CLINIC
    by = house.amara_herself.actor
    plan_declined(by=by, plan=plan, name="Amara", why="", how=How.ACCOUNT)
    (task,) = tasks_of(house.amara)
    assert (task.turn, task.state) == (Turn.DONE, "Declined")


def test_an_agreed_plan_stays_to_be_seen_with_its_paper(house: House) -> None:
    plan, amara = accepted(house), SignedIn(house.amara_herself)
    page = body(amara.get(address(plan)))
    assert "What you agreed to" in page
    assert address(plan, "my_plan_paper", "patient") in page
    assert "I agree to this plan: sign" not in page
    assert "Agreed" in body(amara.get(reverse("my_plans")))
    plan_stopped(by=house.sina, plan=plan, why="she moved away")
    page = body(amara.get(address(plan)))
    assert "Stopped" in page
    assert "she moved away" not in page


def test_what_has_changed_stands_first_with_its_reason(house: House) -> None:
    older = accepted(house)
    newer = approved(house, example="dogra-2014", after=older)
    page = body(SignedIn(house.amara_herself).get(address(newer)))
    changed = page.index("What has changed")
    assert changed < page.index("In short")
    assert "You asked for another day." in page
    for said in ("Days between visits", "28 days", "42 days", "Right temple: for", "To mind"):
        assert said in page, said
    assert "count" not in page[changed : page.index("In short")]
    assert newer.state == State.APPROVED
    old = body(SignedIn(house.amara_herself).get(address(older)))
    assert "There is a newer version of this plan" in old
    assert address(newer) in old


def test_a_declined_change_leaves_what_was_agreed_to_as_it_was(house: House) -> None:
    older = accepted(house)
    newer = approved(house, example="dogra-2014", after=older)
    by = house.amara_herself.actor
    plan_declined(by=by, plan=newer, name="Amara", why="", how=How.ACCOUNT)
    page = body(SignedIn(house.amara_herself).get(address(older)))
    assert "newer version" not in page
    assert "What you agreed to" in page
    assert Plan.objects.get(pk=older.pk).in_force


def test_a_plan_being_changed_says_that_there_is_nothing_to_sign(house: House) -> None:
    older = approved(house)
    proposed(house, after=older)
    Plan.objects.filter(pk=older.pk).update(state=State.REPLACED)
    page = body(SignedIn(house.amara_herself).get(address(older)))
    assert "The clinic is changing this plan" in page
    assert "I agree to this plan: sign" not in page


def test_a_handed_tablet_opens_the_plan_that_waits_and_nothing_agreed_before(house: House) -> None:
    older = accepted(house)
    newer = approved(house, example="dogra-2014", after=older)
    tablet, there = handed(house, newer)
    assert there == address(newer)
    assert "In short" in body(tablet.get(there))
    for name, more in (
        ("my_plan", ()),
        ("my_plan_paper", ("patient",)),
        ("my_plan_picture", (0,)),
    ):
        assert tablet.get(address(older, name, *more)).status_code == 403, name
    assert tablet.post(address(older, "my_plan_ask"), {"question": "?"}).status_code == 403
    assert tablet.get(reverse("my_plans")).status_code == 403
    assert tablet.get(address(newer, "my_plan_paper", "patient")).status_code == 403


def test_whoever_hands_the_tablet_over_is_signed_out_first(house: House) -> None:
    plan = approved(house)
    sina = SignedIn(house.sina)
    sina.post(reverse("plan_hand_over", args=[plan.pk]))
    assert sina.get(reverse("patients")).status_code == 302
    assert SignedIn(house.fred).post(reverse("plan_hand_over", args=[plan.pk])).status_code == 404


def test_a_link_of_a_message_leads_to_the_plan(house: House) -> None:
    plan = approved(house)
    browser = ByLink(house.amara)
    assert address(plan) in body(browser.get(reverse("my_prepare")))
    assert "In short" in body(browser.get(address(plan)))
    assert address(plan, "my_plan_paper", "patient") in body(browser.get(address(plan)))


def test_opening_a_paper_is_written_down_for_both_sides(house: House) -> None:
    plan = approved(house)
    SignedIn(house.amara_herself).get(address(plan, "my_plan_paper", "patient"))
    SignedIn(house.sina).get(reverse("plan_paper", args=[plan.pk, "clinician"]))
    opened = Entry.objects.filter(action="plan.opened", patient_id=house.amara.pk)
    assert [one.actor_name for one in opened.order_by("id")] == ["The patient", "Sina Sommer"]
