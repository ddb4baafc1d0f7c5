"""A plan as data: what was frozen byte for byte, and a case file that names nobody."""

import json
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.golden_plans import PLANS
from clinic.planning.packaged import approved, document, plan_of
from percuta.casefile.reader import parse_case
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.models import Account
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.science import print_of
from percuta_clinic.planning.science_case import case_written
from percuta_clinic.planning.services import version_begun

BOTH = pytest.mark.parametrize("name", ["plan_json", "plan_case"])


def taken(account: Account, plan: Plan, name: str) -> bytes:
    answer = SignedIn(account).get(reverse(name, args=[plan.pk]))
    assert answer.status_code == 200
    return answer.content


def test_document_and_forecast_are_byte_for_byte_those_that_were_signed(house: House) -> None:
    plan = approved(house)
    text = taken(house.sina, plan, "plan_json").decode()
    assert f'"document":{plan.document}' in text
    assert f'"forecast":{plan.forecast}' in text
    assert json.loads(text)["plan"]["digest"] == print_of(
        plan.document, plan.forecast, json.loads(text)["prices"]
    )


def test_the_steps_of_a_version_go_with_it(house: House) -> None:
    (step,) = json.loads(taken(house.sina, approved(house), "plan_json"))["steps"]
    assert (step["what"], step["by"]) == ("approved", "Dora Doktor")


def test_a_drawn_signature_stays_in_the_record(house: House) -> None:
    plan = approved(house)
    Step.objects.create(plan=plan, what=What.ACCEPTED, by_name="Amara", signature="M1 1L2 2")
    assert "M1 1L2 2" not in taken(house.sina, plan, "plan_json").decode()


@BOTH
def test_nobody_on_the_way_keeps_it(house: House, name: str) -> None:
    answer = SignedIn(house.sina).get(reverse(name, args=[approved(house).pk]))
    assert answer.headers["Cache-Control"] == "no-store"


@BOTH
def test_taking_a_plan_out_is_written_down(house: House, name: str) -> None:
    plan = approved(house)
    taken(house.sina, plan, name)
    entry = Entry.objects.filter(action="plan.taken_out").get()
    assert (entry.actor_name, entry.patient_id) == ("Sina Sommer", house.amara.pk)


@BOTH
@pytest.mark.parametrize("who", ["fred", "olga", "nobody", "amara_herself"])
def test_nobody_else_takes_a_plan_out(house: House, name: str, who: str) -> None:
    address = reverse(name, args=[approved(house).pk])
    assert SignedIn(getattr(house, who)).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert not Entry.objects.filter(action="plan.taken_out").exists()


@BOTH
def test_a_draft_is_nothing_to_take_out_yet(house: House, name: str) -> None:
    draft = version_begun(by=house.sina, plan=approved(house), reason="a draft")
    assert SignedIn(house.sina).get(reverse(name, args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("plan", sorted(PLANS))
def test_a_case_file_gives_the_numbers_of_its_plan(house: House, plan: str) -> None:
    text = taken(house.sina, PLANS[plan](house), "plan_case").decode()
    assert "it gives the numbers of the plan" in text
    assert parse_case(text, "case.toml").request.device.key == "skinpen"


@pytest.mark.parametrize("plan", sorted(PLANS))
def test_a_case_file_names_nobody(house: House, plan: str) -> None:
    text = taken(house.sina, PLANS[plan](house), "plan_case").decode()
    born = house.amara.birth_date
    assert born is not None
    known = ["Amara", "Okafor", "Sina", "Sommer", "Dora", "Doktor", "Needle", born.isoformat()]
    assert not [name for name in known if name in text]


def test_a_place_held_back_by_a_doctor_is_not_in_the_case(house: House) -> None:
    plan = PLANS["held"](house)
    text = taken(house.sina, plan, "plan_case").decode()
    assert "it gives the numbers of the plan" in text
    assert plan.zones == ["cheek_right"]
    assert "cheek_left" not in text


def test_a_case_that_plans_otherwise_by_now_says_so_on_top() -> None:
    now = document()
    longer = replace(plan_of(now).interval, value=29.0)
    older = replace(now, plan=replace(plan_of(now), interval=longer))
    text = case_written(older, about="x")
    assert "1 of" in text
    assert "first interval: 29 days in the plan, 28 days here." in text


def test_a_case_that_cannot_be_read_here_says_why() -> None:
    now = document()
    table = {**now.made_by.case["case"], "wish": {"device": "gone"}}
    older = replace(now, made_by=replace(now.made_by, case={"case": table}))
    assert "This version of Percuta cannot plan it: case.toml" in case_written(older, about="x")
