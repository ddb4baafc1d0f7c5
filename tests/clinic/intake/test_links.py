"""Private links: nothing before the birth date, few tries, and no way from one to another."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.intake.filled import sent
from clinic.intake.visiting import ByLink, born, secret_for, try_date
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.links import LASTS, links_shut
from percuta_clinic.intake.models import Link
from percuta_clinic.intake.services import form_open
from percuta_clinic.patients.models import Patient
from percuta_clinic.portal.views.link import TIMES

WRONG = date(1990, 1, 1)


@pytest.fixture(autouse=True)
def _no_tries_counted(db: None) -> Iterator[None]:
    assert db is None  # asked for by name, or there is no database
    cache.clear()
    yield
    cache.clear()


def page_of(secret: str, browser: Client | None = None) -> str:
    return (browser or Client()).get(reverse("my_link", args=[secret])).content.decode()


def test_before_the_birth_date_nothing_of_a_person_is_shown(house: House) -> None:
    form_open(by=house.fred.actor, patient=house.amara)
    secret = secret_for(house.amara)
    answer = Client().get(reverse("my_link", args=[secret]))
    for told in ("Amara", "Okafor", "1997", "mail.example", "1234567"):
        assert told not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_right_birth_date_leads_in_and_is_written_down(house: House) -> None:
    browser = ByLink(house.amara)
    assert "Amara" in browser.get(reverse("my_prepare")).content.decode()
    assert Entry.objects.filter(action="link.opened").count() == 1


def test_a_wrong_birth_date_says_how_many_tries_are_left(house: House) -> None:
    secret, browser = secret_for(house.amara), Client()
    for left in (4, 3, 2):
        answer = try_date(browser, secret, WRONG)
        assert answer.status_code == 422
        assert f"{left} more times" in answer.content.decode()
    assert "once more" in try_date(browser, secret, WRONG).content.decode()
    assert try_date(browser, secret, WRONG).status_code == 404
    assert house.amara.birth_date
    assert try_date(browser, secret, house.amara.birth_date).status_code == 404
    assert Entry.objects.filter(action="link.guessed").count() == 1


def test_links_that_lead_nowhere_all_say_the_same(house: House) -> None:
    old, shut, guessed, gone = (secret_for(house.amara) for _ in range(4))
    pages = {page_of("unknown")}
    links_shut(by=house.fred.actor, patient=house.amara, why="phone lost")
    pages |= {page_of(shut)}
    Link.objects.update(shut_at=None)
    for _ in range(5):
        try_date(Client(), guessed, WRONG)
    pages |= {page_of(guessed)}
    Link.objects.update(shut_at=None, expires_at=timezone.now())
    pages |= {page_of(old)}
    Link.objects.update(expires_at=timezone.now() + LASTS)
    Patient.objects.filter(pk=house.amara.pk).update(removed_at=timezone.now())
    pages |= {page_of(gone)}
    assert len(pages) == 1
    assert "does not work any more" in pages.pop()


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("", "", ""), ("31", "2", "1997"), ("x", "3", "1997"), ("²", "3", "1997"), ("14", "3", "0")],
)
def test_what_is_no_date_costs_no_try(house: House, *, day: str, month: str, year: str) -> None:
    secret = secret_for(house.amara)
    given = {"day": day, "month": month, "year": year}
    answer = Client().post(reverse("my_link", args=[secret]), given)
    assert answer.status_code == 422
    assert Link.objects.get().tries == 0


def test_one_address_cannot_try_links_without_end(house: House) -> None:
    browser = Client()
    for number in range(TIMES):
        assert browser.get(reverse("my_link", args=[f"guess{number}"])).status_code == 404
    secret = secret_for(house.amara)
    assert browser.get(reverse("my_link", args=[secret])).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get(reverse("my_link", args=[secret])).status_code == 200


def test_addresses_of_one_household_count_together(house: House) -> None:
    secret = secret_for(house.amara)
    for number in range(TIMES):
        Client(REMOTE_ADDR=f"2001:db8::{number + 1:x}").get(reverse("my_link", args=["no"]))
    neighbour = Client(REMOTE_ADDR="2001:db8:0:1::1")
    assert Client(REMOTE_ADDR="2001:db8::ffff").get(f"/my/link/{secret}/").status_code == 429
    assert neighbour.get(f"/my/link/{secret}/").status_code == 200


def test_a_visit_by_link_ends_after_half_an_hour(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, now = ByLink(house.amara), timezone.now()
    assert browser.get(reverse("my_prepare")).status_code == 200
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=31))
    answer = browser.get(reverse("my_prepare"))
    assert answer.headers["Location"] == reverse("my_link_again")
    script = browser.get(reverse("my_prepare"), headers={"X-Percuta": "1"})
    assert script.status_code == 401


def test_a_link_that_is_shut_ends_the_visit_at_once(house: House) -> None:
    browser = ByLink(house.amara)
    links_shut(by=house.fred.actor, patient=house.amara, why="phone lost")
    assert browser.get(reverse("my_prepare")).status_code == 302


def test_one_patient_does_not_reach_the_form_of_another(house: House) -> None:
    hers = form_open(by=house.fred.actor, patient=house.bea)
    for browser in (ByLink(house.amara), SignedIn(house.amara_herself)):
        for name in ("my_form", "my_form_check", "my_form_names"):
            assert browser.get(reverse(name, args=[hers.pk])).status_code == 404
        step = reverse("my_form_step", args=[hers.pk, "wish"])
        assert browser.post(step, {"shown": "hope", "hope": "x"}).status_code == 404
        save = reverse("my_form_save", args=[hers.pk])
        told = {"version": 1, "values": {"hope": "x"}}
        assert browser.post(save, told, content_type="application/json").status_code == 404
    hers.refresh_from_db()
    assert hers.values == {}


def test_a_visit_by_link_opens_no_page_of_the_staff(house: House) -> None:
    browser = ByLink(house.amara)
    assert "Amara" not in browser.get("/").content.decode()
    for path in (
        "/patients/",
        f"/patients/{house.amara.pk}/",
        "/settings/",
        "/my/",
        "/my/data/",
    ):
        answer = browser.get(path)
        assert answer.status_code in (302, 405), path
        assert "/accounts/login/" in answer.headers.get("Location", "/accounts/login/"), path


def test_staff_reach_no_page_of_a_patient(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    for role in ("front desk", "specialist", "doctor", "owner", "no role"):
        browser = SignedIn(house.everybody[role])
        assert browser.get(reverse("my_prepare")).status_code in (302, 404), role
        assert browser.get(reverse("my_form", args=[form.pk])).status_code in (302, 404), role


def test_a_link_signs_out_whoever_worked_on_this_device(house: House) -> None:
    browser, secret = SignedIn(house.dora), secret_for(house.amara)
    assert "Somebody is signed in" in page_of(secret, browser)
    assert house.amara.birth_date
    try_date(browser, secret, house.amara.birth_date)
    assert browser.get(f"/patients/{house.amara.pk}/").headers["Location"].startswith("/accounts/")
    assert Entry.objects.filter(action="session.ended", actor_id=house.dora.pk).exists()


def test_leaving_ends_the_visit(house: House) -> None:
    browser = ByLink(house.amara)
    assert browser.get(reverse("my_leave")).status_code == 405
    browser.post(reverse("my_leave"))
    assert browser.get(reverse("my_prepare")).status_code == 302


def test_an_open_page_asks_its_owner_again_without_its_link(house: House) -> None:
    browser = ByLink(house.amara)
    form = form_open(by=house.fred.actor, patient=house.amara)
    page = browser.get(reverse("my_form_step", args=[form.pk, "wish"]))
    name, later = page.context["page"], Client()
    assert browser.secret not in page.content.decode()
    assert house.amara.birth_date
    wrong = later.post(reverse("my_back"), {"page": name} | born(WRONG))
    assert (wrong.status_code, "4 more" in wrong.json()["words"]) == (422, True)
    odd = later.post(reverse("my_back"), {"page": name + "x"} | born(house.amara.birth_date))
    assert odd.status_code == 410
    right = later.post(reverse("my_back"), {"page": name} | born(house.amara.birth_date))
    assert right.status_code == 204
    assert later.get(reverse("my_prepare")).status_code == 200


def test_what_was_sent_is_shown_and_cannot_be_changed(house: House) -> None:
    form = sent(form_open(by=house.fred.actor, patient=house.amara))
    browser = ByLink(house.amara)
    page = browser.get(reverse("my_form", args=[form.pk])).content.decode()
    assert "Softer scars" in page
    assert "<textarea" not in page
    step = reverse("my_form_step", args=[form.pk, "wish"])
    browser.post(step, {"shown": "hope", "hope": "other", "version": "99"})
    told = {"version": 99, "values": {"hope": "other"}}
    save = reverse("my_form_save", args=[form.pk])
    assert browser.post(save, told, content_type="application/json").status_code == 409
    form.refresh_from_db()
    assert form.values["hope"] == "Softer scars"
