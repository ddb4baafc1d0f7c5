"""Asking a patient to prepare: sent once, the secret sealed, the state shown without answers."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.intake.filled import WISHES, sent
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.intake.inviting import prepare_send
from percuta_clinic.intake.models import Form, Link
from percuta_clinic.intake.services import form_open, form_save
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient


def opened(house: House) -> Form:
    return form_open(by=house.fred.actor, patient=house.amara)


def test_the_same_form_is_written_about_once(house: House) -> None:
    form = opened(house)
    given: dict[str, Any] = {"by": house.fred.actor, "patient": house.amara, "form": form}
    first, second = prepare_send(**given), prepare_send(**given)
    assert first.pk == second.pk
    assert Link.objects.count() == 1
    assert prepare_send(**given, again="once more").pk != first.pk


def test_the_secret_is_sealed_and_the_link_works(house: House) -> None:
    message = prepare_send(by=house.fred.actor, patient=house.amara, form=opened(house))
    assert "/my/link/" not in message.body
    found = re.search(r"/my/link/[\w-]+/", unseal_text(message.sealed))
    assert found
    assert Client().get(found[0]).status_code == 200


def test_a_link_lasts_until_the_day_after_the_visit(house: House) -> None:
    visit = book(house, house.amara, after=60 * 24 * 40)
    prepare_send(by=house.fred.actor, patient=house.amara, form=opened(house), visit=visit)
    assert Link.objects.get().expires_at > visit.starts_at + timedelta(hours=23)


def test_whoever_cannot_be_written_to_gets_no_link(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(by_email=False, by_sms=False)
    with pytest.raises(ValidationError, match="cannot be written to"):
        prepare_send(by=house.fred.actor, patient=house.amara, form=opened(house))
    assert not Link.objects.exists()


def test_the_desk_sends_questions_once_however_often_it_presses(house: House) -> None:
    desk, once = SignedIn(house.fred), new_id()
    for _ in range(2):
        desk.post(reverse("questions_send", args=[house.amara.pk]), {"once": once})
    assert Message.objects.filter(occasion="prepare").count() == 1


def test_the_desk_sees_how_far_it_is_but_no_answer(house: House) -> None:
    form = opened(house)
    form_save(form=form, changed=WISHES | {"hope": "very secret hope"}, version=1)
    page = SignedIn(house.fred).get(reverse("questions", args=[house.amara.pk])).content.decode()
    assert "Being answered" in page
    assert "secret hope" not in page
    form.refresh_from_db()
    sent(form)
    page = SignedIn(house.fred).get(reverse("questions", args=[house.amara.pk])).content.decode()
    assert "Amara" in page.split("Sent", 1)[1]


def test_a_link_is_shown_once_and_no_answer_keeps_its_secret(house: House) -> None:
    desk = SignedIn(house.fred)
    page = desk.post(reverse("questions_link", args=[house.amara.pk])).content.decode()
    found = re.search(r"/my/link/([\w-]+)/", page)
    assert found
    assert "data:image/svg+xml" in page
    assert found[1] not in str(list(Link.objects.values()))
    assert found[1] not in desk.get(reverse("questions", args=[house.amara.pk])).content.decode()


def test_handing_the_tablet_over_signs_out_who_works_here(house: House) -> None:
    desk = SignedIn(house.fred)
    answer = desk.post(reverse("questions_hand", args=[house.amara.pk]))
    assert answer.headers["Location"].startswith("/my/link/")
    assert "_auth_user_id" not in desk.session
    assert "Amara" not in desk.get(answer.headers["Location"]).content.decode()


def test_links_are_shut_with_a_reason(house: House) -> None:
    prepare_send(by=house.fred.actor, patient=house.amara, form=opened(house))
    desk, path = SignedIn(house.fred), reverse("questions_shut", args=[house.amara.pk])
    assert desk.post(path, {"why": ""}).status_code == 422
    assert Link.objects.get().is_open
    assert desk.post(path, {"why": "phone lost"}).status_code == 302
    assert Link.objects.get().shut_why == "phone lost"


def test_without_a_birth_date_the_page_says_what_is_missing(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(birth_date=None)
    desk = SignedIn(house.fred)
    page = desk.get(reverse("questions", args=[house.amara.pk])).content.decode()
    assert "The birth date is missing" in page
    desk.post(reverse("questions_hand", args=[house.amara.pk]))
    assert not Link.objects.exists()
