"""The demo lets its sample people in by one click, from the same machine only."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from clinic.entry.answers import text_of
from clinic.intake.filled import fill, sent
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.services import form_open, form_save, form_send
from percuta_clinic.people.models import Account

LOGIN = "/accounts/login/"


@pytest.fixture
def demo(house: House, settings: Settings) -> House:
    settings.DEMO = True
    return house


def door(account: Account) -> str:
    return reverse("demo_sign_in", args=[account.pk])


def test_one_click_signs_a_sample_person_in(demo: House, stranger: Client) -> None:
    page = text_of(stranger.get(LOGIN))
    for person in (demo.fred, demo.sina, demo.dora, demo.olga, demo.amara_herself):
        assert person.name in page
    answer = stranger.post(door(demo.dora), {"next": "/my-account/"})
    assert answer.headers["Location"] == "/my-account/"
    assert stranger.get("/my-account/").status_code == 200
    assert "open door" in Entry.objects.get(action="session.opened").reason


def test_outside_the_demo_there_is_no_door(house: House, stranger: Client) -> None:
    assert house.fred.name not in text_of(stranger.get(LOGIN))
    assert stranger.post(door(house.fred)).status_code == 404
    assert "_auth_user_id" not in stranger.session


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.5", {}),
        ("", {}),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.5"}),
    ],
)
def test_from_another_machine_there_is_no_door(
    demo: House, address: str, headers: dict[str, str]
) -> None:
    elsewhere = Client(REMOTE_ADDR=address)
    assert elsewhere.post(door(demo.fred), headers=headers).status_code == 404
    assert "_auth_user_id" not in elsewhere.session


def test_the_door_does_not_open_by_a_link(demo: House, stranger: Client) -> None:
    assert stranger.get(door(demo.fred)).status_code == 405


def test_the_door_leads_nowhere_outside(demo: House, stranger: Client) -> None:
    answer = stranger.post(door(demo.fred), {"next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_only_people_who_are_shown_come_in(demo: House, stranger: Client) -> None:
    assert stranger.post(door(demo.nobody)).status_code == 404


def test_a_private_link_tells_the_birth_date_to_type(demo: House, stranger: Client) -> None:
    form = form_open(by=demo.fred.actor, patient=demo.amara)
    assert "private link" not in text_of(stranger.get(LOGIN))
    assert stranger.post(reverse("demo_link")).status_code == 404
    form_save(form=form, changed={"hope": "Softer scars"}, version=form.version)
    page = text_of(stranger.get(LOGIN))
    assert "14 March 1997" in page
    answer = stranger.post(reverse("demo_link"))
    assert answer.headers["Location"].startswith("/my/link/")
    born = {"day": "14", "month": "3", "year": "1997"}
    assert stranger.post(answer.headers["Location"], born).headers["Location"] == "/my/prepare/"


def test_a_private_link_is_there_once_the_answers_are_sent(demo: House, stranger: Client) -> None:
    form = fill(form_open(by=demo.fred.actor, patient=demo.amara))
    stranger.post(reverse("demo_link"))
    form_send(by=demo.fred.actor, form=form)
    other = form_open(by=demo.fred.actor, patient=demo.bea)
    form_save(form=other, changed={"hope": "Softer scars"}, version=other.version)
    page = text_of(stranger.get(LOGIN))
    assert "Amara Okafor, with the answers sent." in page
    answer = stranger.post(reverse("demo_link"))
    born = {"day": "14", "month": "3", "year": "1997"}
    assert stranger.post(answer.headers["Location"], born).headers["Location"] == "/my/prepare/"
    assert stranger.get(reverse("my_result")).status_code == 200
    assert stranger.get(reverse("my_consents")).status_code == 200


def test_without_a_form_half_way_the_last_who_sent_answers_is_met(
    demo: House, stranger: Client
) -> None:
    sent(form_open(by=demo.fred.actor, patient=demo.amara))
    assert "Amara Okafor, with the answers sent." in text_of(stranger.get(LOGIN))
    form = form_open(by=demo.fred.actor, patient=demo.bea)
    form_save(form=form, changed={"hope": "Softer scars"}, version=form.version)
    assert "Bea Novák, half-way through the questions." in text_of(stranger.get(LOGIN))


def test_outside_the_demo_nobody_gets_a_private_link(house: House, stranger: Client) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    form_save(form=form, changed={"hope": "Softer scars"}, version=form.version)
    assert stranger.post(reverse("demo_link")).status_code == 404
    assert Client(REMOTE_ADDR="203.0.113.5").post(reverse("demo_link")).status_code == 404
