"""Questions that nobody goes on with: put aside by staff, kept as typed, and begun anew."""

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.models import Fact, Form
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.services import form_open, form_send


@pytest.fixture
def form(house: House) -> Form:
    return fill(form_open(by=house.fred.actor, patient=house.amara))


def put(house: House, form: Form, *, reason: str = "for somebody else") -> int:
    path = reverse("questions_aside", args=[house.amara.pk])
    return SignedIn(house.fred).post(path, {"form": str(form.pk), "reason": reason}).status_code


def page(house: House) -> str:
    return SignedIn(house.fred).get(f"/patients/{house.amara.pk}/questions/").content.decode()


def test_a_half_typed_form_is_put_aside_with_a_reason_in_the_log(house: House, form: Form) -> None:
    assert "Put these questions aside" in page(house)
    typed = dict(form.values)
    assert put(house, form) == 302
    form.refresh_from_db()
    assert form.put_aside_at
    assert form.values == typed
    assert not Fact.objects.exists()
    entry = Entry.objects.get(action="form.put_aside")
    assert (entry.actor_name, entry.reason) == (house.fred.name, "for somebody else")


def test_after_that_the_page_names_it_and_a_new_form_begins_empty(house: House, form: Form) -> None:
    put(house, form)
    shown = page(house)
    assert "Put aside</h3>" in shown
    assert "Put these questions aside" not in shown
    new = form_open(by=house.fred.actor, patient=house.amara)
    assert new.pk != form.pk
    assert not new.values
    assert open_form(house.amara) == new


def test_whoever_still_has_it_open_is_told_and_writes_nothing_more(
    house: House, form: Form
) -> None:
    browser = ByLink(house.amara)
    put(house, form)
    told = {"version": form.version, "values": {"hope": "later"}}
    answer = browser.post(
        reverse("my_form_save", args=[form.pk]), told, content_type="application/json"
    )
    assert answer.status_code == 409
    assert "put aside" in answer.json()["words"]


def test_without_a_reason_nothing_is_put_aside(house: House, form: Form) -> None:
    assert put(house, form, reason=" ") == 422
    form.refresh_from_db()
    assert form.is_open


def test_what_was_sent_meanwhile_is_not_put_aside(house: House, form: Form) -> None:
    form_send(by=house.sina.actor, form=form)
    assert put(house, form) == 302
    form.refresh_from_db()
    assert form.put_aside_at is None


def test_a_form_of_somebody_else_is_not_put_aside_from_here(house: House, form: Form) -> None:
    other = form_open(by=house.fred.actor, patient=house.bea)
    assert put(house, other) == 404
    other.refresh_from_db()
    assert other.is_open
    assert form.is_open


@pytest.mark.parametrize("name", ["nobody", "amara_herself"])
def test_wrong_people_put_nothing_aside(house: House, form: Form, name: str) -> None:
    path = reverse("questions_aside", args=[house.amara.pk])
    given = {"form": str(form.pk), "reason": "because"}
    assert SignedIn(getattr(house, name)).post(path, given).status_code in (403, 404)
    form.refresh_from_db()
    assert form.is_open
