"""A patient is told that a plan or an answer is there, and never what it says."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clinic.consent.test_pages import body
from clinic.intake.visiting import try_date
from clinic.people_here import House
from clinic.planning.put import accepted, approved, proposed
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.intake.models import Link
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.accepting import question_answered, question_asked
from percuta_clinic.planning.models import Plan


def change(house: House, **values: object) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(**values)
    house.amara.refresh_from_db()


def words_of(message: Message) -> str:
    return unseal_text(message.sealed)


def test_an_approved_plan_is_told_of_with_the_way_to_it(house: House) -> None:
    plan = approved(house)
    message = Message.objects.get(occasion="plan_ready")
    assert reverse("my_plan", args=[plan.pk]) in words_of(message)
    assert message.patient_id == house.amara.pk
    assert message.subject == "Your plan is ready to read"


def test_no_message_says_what_is_planned_where_or_at_what_price(house: House) -> None:
    plan = approved(house)
    asked = question_asked(by=house.sina.actor, plan=plan, text="My scars?", name="Amara")
    question_answered(by=house.sina, question=asked, answer="They may soften.")
    told = Message.objects.filter(occasion__in=["plan_ready", "plan_answer"])
    assert told.count() == 2
    for message in told:
        words = re.sub(r"https?://\S+", "", words_of(message))  # an address has signs by chance
        said = f"{message.subject} {message.body} {words}".lower()
        for word in ("scar", "cheek", "needling", "soften", "720", "240", "skin", "mm"):
            assert word not in said, word


def test_whoever_has_no_account_gets_a_private_link_that_opens_the_plan(house: House) -> None:
    change(house, account=None)
    plan = approved(house)
    secret = re.search(r"/my/link/([\w-]+)/", words_of(Message.objects.get(occasion="plan_ready")))
    assert secret
    assert house.amara.birth_date
    phone = Client()
    opened = try_date(phone, secret[1], house.amara.birth_date)
    assert opened.headers["Location"] == reverse("my_plan", args=[plan.pk])
    assert "I agree to this plan: sign" in body(phone.get(opened.headers["Location"]))
    assert not Link.objects.get().handed_by


@pytest.mark.parametrize("values", [{"by_email": False, "by_sms": False}, {"birth_date": None}])
def test_whoever_may_not_be_written_to_gets_neither_message_nor_link(
    house: House, values: dict[str, object]
) -> None:
    change(house, account=None, **values)
    plan = approved(house)
    assert plan.state == "approved"
    assert not Message.objects.exists()
    assert not Link.objects.exists()


def test_an_agreement_that_goes_on_asks_nobody_to_read(house: House) -> None:
    older = accepted(house)
    newer = approved(house, after=older)
    assert newer.in_force
    assert Message.objects.filter(occasion="plan_ready").count() == 1
    changed = approved(house, example="dogra-2014", after=newer)
    assert not changed.in_force
    assert Message.objects.filter(occasion="plan_ready").count() == 2


def test_a_plan_that_waits_for_a_doctor_is_told_to_nobody(house: House) -> None:
    assert proposed(house).state == "proposed"
    assert Plan.objects.count() == 1
    assert not Message.objects.exists()
