"""A sign that cannot wait is told as it is ticked; nobody has to send anything for it."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.healing.checking import Page, calm, last_of, send, told
from clinic.people_here import House
from percuta.healing.triage.questions import NOW_SIGNS
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.healing.models import CheckIn, Urgent
from percuta_clinic.treatment.models import Session


@pytest.fixture
def phone(house: House, session: Session) -> Client:
    assert session.patient == house.amara
    house.clinic.emergency = "Call 112."
    house.clinic.save()
    return SignedIn(house.amara_herself)


@pytest.fixture
def check_in(house: House, session: Session) -> CheckIn:
    return told(house, session)


def tick(phone: Client, check_in: CheckIn, **values: str) -> Page:
    check_in.refresh_from_db()
    body = {"version": check_in.version, "values": {f"q-{k}": v for k, v in values.items()}}
    url = reverse("my_check_in_save", args=[check_in.pk])
    return phone.post(url, json.dumps(body), content_type="application/json")


def shown(phone: Client, check_in: CheckIn) -> str:
    return phone.get(reverse("my_check_in", args=[check_in.pk])).content.decode()


@pytest.mark.parametrize("sign", [one.key for one in NOW_SIGNS])
def test_a_tick_alone_tells_the_clinic_now(phone: Client, check_in: CheckIn, sign: str) -> None:
    saved = tick(phone, check_in, **{sign: "yes"})
    task = Task.objects.get()
    assert (task.urgency, task.is_open) == (Urgency.NOW, True)
    assert "Ticked by the patient" in task.about
    assert saved.json()["alerted"]
    assert not check_in.answers.exists()


def test_a_tick_that_can_wait_tells_nobody_before_it_is_sent(
    phone: Client, check_in: CheckIn
) -> None:
    assert tick(phone, check_in, pus="yes", breath="no").json()["alerted"] == ""
    assert not Task.objects.exists()


def test_the_number_stands_beside_the_saved_tick_and_not_beside_others(
    phone: Client, check_in: CheckIn
) -> None:
    tick(phone, check_in, breath="yes", faint="no")
    page = shown(phone, check_in)
    beside = page.split('data-item="q-breath"')[1].split("data-item=")[0]
    assert "data-call-now>" in beside
    assert 'href="tel:112"' in beside
    assert "Call 112 now" in beside
    other = page.split('data-item="q-faint"')[1].split("data-item=")[0]
    assert "data-call-now hidden>" in other


def test_taking_the_tick_back_leaves_the_alert_and_is_said(
    phone: Client, check_in: CheckIn
) -> None:
    tick(phone, check_in, breath="yes")
    assert tick(phone, check_in, breath="no").json()["alerted"]
    assert "If you take the tick back, the clinic still looks" in shown(phone, check_in)
    send(phone, check_in, calm())
    assert Task.objects.get().is_open
    answer = last_of(check_in)
    assert answer.level == Urgent.EXPECTED
    assert "took it back" in answer.read["do"][0]
    assert "Nobody reads this" not in " ".join(answer.read["who"])
    check_in.refresh_from_db()
    assert check_in.needs_a_look


def test_more_saves_and_the_sending_keep_it_one_task(phone: Client, check_in: CheckIn) -> None:
    tick(phone, check_in, breath="yes")
    tick(phone, check_in, redness="mild")
    send(phone, check_in, calm(breath="yes"))
    assert Task.objects.get().is_open
    assert last_of(check_in).level == Urgent.NOW


def test_what_is_saved_reads_not_sent_on_both_pages(phone: Client, check_in: CheckIn) -> None:
    tick(phone, check_in, redness="mild")
    assert "Not sent yet" in shown(phone, check_in)
    home = phone.get(reverse("my_prepare")).content.decode()
    assert "the clinic has not got your answers" in home


def test_staff_read_what_was_ticked_before_it_is_sent(
    house: House, phone: Client, check_in: CheckIn
) -> None:
    tick(phone, check_in, breath="yes")
    page = SignedIn(house.sina).get(reverse("check_in", args=[check_in.pk])).content.decode()
    assert "Ticked by the patient, not sent" in page
