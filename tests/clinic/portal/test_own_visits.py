"""A patient books, moves and cancels alone, by account or private link, and nothing of others."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from clinic.billing.money_here import FEES
from clinic.booking.days import book
from clinic.booking.open_times import day_at, open_times
from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.screening.through import answer, today
from percuta_clinic.billing.models import Kind
from percuta_clinic.billing.terms import terms_for, terms_set
from percuta_clinic.booking.models import HOLDS, Hold, Service, State, Visit, Waiting, WhoBooks
from percuta_clinic.booking.own import choices_for
from percuta_clinic.intake.links import link_make
from percuta_clinic.stock.models import Device


@pytest.fixture
def open_house(house: House) -> House:
    open_times(house)
    return house


@pytest.fixture(params=["account", "link"])
def browser(request: pytest.FixtureRequest, open_house: House) -> Client:
    amara = open_house.amara
    return SignedIn(open_house.amara_herself) if request.param == "account" else ByLink(amara)


def hidden(page: str) -> dict[str, str]:
    """What a form sends without being typed."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def mine(house: House) -> list[Visit]:
    return list(house.amara.visits.filter(state__in=HOLDS))


def tap(browser: Client, house: House, hour: int = 10) -> None:
    asked = {"service": str(house.talk.pk), "day": f"{day_at(hour):%Y-%m-%d}"}
    url = f"/my/visits/times/?{urlencode(asked)}"
    assert f"{day_at(hour):%H:%M}" in browser.get(url).content.decode()
    answer = browser.post(url, {"at": day_at(hour).isoformat()})
    assert answer.headers["Location"] == "/my/visits/check/"


def test_a_visit_is_booked_in_three_taps_and_once(open_house: House, browser: Client) -> None:
    tap(browser, open_house)
    assert "Kept for you until" in browser.get("/my/visits/check/").content.decode()
    for said in ("Booked: ", "booked already, and stays booked once"):
        page = browser.post("/my/visits/check/", follow=True).content.decode()
        assert said in page
    assert [visit.starts_at for visit in mine(open_house)] == [day_at(10)]


def test_a_hold_that_ran_out_books_if_the_time_is_still_free(
    open_house: House, browser: Client
) -> None:
    tap(browser, open_house)
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))
    browser.post("/my/visits/check/")
    assert len(mine(open_house)) == 1


def test_a_time_that_was_taken_is_refused_in_plain_words(
    open_house: House, browser: Client
) -> None:
    tap(browser, open_house)
    Hold.objects.all().delete()
    book(open_house, open_house.bea, at=day_at(10), service=open_house.talk)
    answer = browser.post("/my/visits/check/")
    assert answer.status_code == 409
    assert "just taken" in answer.content.decode()
    assert not mine(open_house)


def test_an_older_tab_does_not_book_what_a_newer_one_chose(
    open_house: House, browser: Client
) -> None:
    tap(browser, open_house, 10)
    older = hidden(browser.get("/my/visits/check/").content.decode())
    assert older["shown_at"]
    tap(browser, open_house, 12)
    answer = browser.post("/my/visits/check/", older)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{day_at(10):%A %-d %B, %H:%M}" in page
    assert not mine(open_house)
    browser.post("/my/visits/check/", hidden(page))
    assert [visit.starts_at for visit in mine(open_house)] == [day_at(12)]


def test_what_may_not_be_booked_says_why(open_house: House, browser: Client) -> None:
    page = browser.get("/my/visits/book/").content.decode()
    assert "Please call us for Microneedling, face" in page
    url = f"/my/visits/times/?service={open_house.needling.pk}"
    browser.post(url, {"at": day_at(10).isoformat()})
    assert not Hold.objects.exists()


def test_a_visit_moves_after_one_question_and_a_second_yes_changes_nothing(
    open_house: House, browser: Client
) -> None:
    visit = book(open_house, open_house.amara, at=day_at(10), service=open_house.talk)
    url = f"/my/visits/{visit.pk}/move/"
    assert 'name="version" value="1"' in browser.get(url).content.decode()
    for _ in range(2):
        sent = {"at": day_at(12).isoformat(), "version": "1", "sure": "yes"}
        assert browser.post(url, sent).headers["Location"] == "/my/visits/"
    visit.refresh_from_db()
    assert (visit.starts_at, visit.version) == (day_at(12), 2)


def test_what_the_clinic_alone_books_moves_alone_too(open_house: House, browser: Client) -> None:
    visit = book(open_house, open_house.amara, at=day_at(10), service=open_house.needling)
    Device.objects.create(name="Pen", serial="S1", model="skinpen", max_depth_mm=2)
    sent = {"at": day_at(12).isoformat(), "version": "1", "sure": "yes"}
    browser.post(f"/my/visits/{visit.pk}/move/", sent)
    visit.refresh_from_db()
    assert visit.starts_at == day_at(12)


def test_a_move_from_a_page_that_is_old_is_refused(open_house: House, browser: Client) -> None:
    visit = book(open_house, open_house.amara, at=day_at(10), service=open_house.talk)
    Visit.objects.filter(pk=visit.pk).update(version=5)
    url = f"/my/visits/{visit.pk}/move/"
    sent = {"at": day_at(12).isoformat(), "version": "1", "sure": "yes"}
    answer = browser.post(url, sent)
    assert answer.status_code == 409
    assert "changed in the meantime" in answer.content.decode()


def test_shortly_before_it_is_cancelled_but_not_moved(open_house: House, browser: Client) -> None:
    visit = book(open_house, open_house.amara, at=day_at(10, days=1), service=open_house.talk)
    url = f"/my/visits/{visit.pk}/"
    answer = browser.post(f"{url}move/", {"at": day_at(12).isoformat(), "version": "1"})
    assert "please call us" in answer.content.decode()
    assert "less than 48 hours" in browser.get(f"{url}cancel/").content.decode()
    browser.post(f"{url}cancel/", {"version": "1", "why": "a cold"})
    visit.refresh_from_db()
    assert visit.state == State.CANCELLED
    assert visit.why_cancelled == "Cancelled by the patient. a cold"
    assert visit.starts_at == day_at(10, days=1)


def test_a_second_no_says_the_same(open_house: House) -> None:
    browser = SignedIn(open_house.amara_herself)
    visit = book(open_house, open_house.amara, at=day_at(10), service=open_house.talk)
    for _ in range(2):
        url = f"/my/visits/{visit.pk}/cancel/"
        assert browser.post(url, {"version": "1"}).headers["Location"] == "/my/visits/"
    visit.refresh_from_db()
    assert visit.why_cancelled == "Cancelled by the patient."


def test_a_link_shows_nothing_of_the_past_and_a_shown_link_nothing_at_all(
    open_house: House,
) -> None:
    past = book(open_house, open_house.amara, at=day_at(10), service=open_house.talk)
    ago = timedelta(days=30)
    Visit.objects.filter(pk=past.pk).update(
        starts_at=past.starts_at - ago, ends_at=past.ends_at - ago, state=State.FINISHED
    )
    assert (
        "Earlier visits" in SignedIn(open_house.amara_herself).get("/my/visits/").content.decode()
    )
    by_link = ByLink(open_house.amara)
    assert "Earlier visits" not in by_link.get("/my/visits/").content.decode()
    _, secret = link_make(by=open_house.fred.actor, patient=open_house.amara, seen_by_staff=True)
    handed = Client()
    assert open_house.amara.birth_date
    day, month, year = f"{open_house.amara.birth_date:%d-%m-%Y}".split("-")
    handed.post(f"/my/link/{secret}/", {"day": day, "month": month, "year": year})
    assert handed.get("/my/prepare/").status_code == 200
    assert handed.get("/my/visits/").status_code == 403


def test_a_patient_joins_and_leaves_the_waiting_list(open_house: House, browser: Client) -> None:
    url = f"/my/visits/waiting/?service={open_house.talk.pk}"
    assert "two hours" in browser.get(url).content.decode()
    day = f"{day_at(10):%Y-%m-%d}"
    sent = {"first_day": day, "last_day": day, "parts": ["morning"]}
    assert browser.post(url, sent).headers["Location"] == "/my/visits/"
    assert "already" in browser.post(url, sent).content.decode()
    wish = Waiting.objects.get()
    assert (wish.morning, wish.evening) == (True, False)
    browser.post(f"/my/waiting/{wish.pk}/leave/")
    wish.refresh_from_db()
    assert wish.ended_why == Waiting.Ended.LEFT


def test_terms_stay_with_the_visit_and_name_the_fee_of_a_late_no(
    open_house: House, browser: Client
) -> None:
    terms_set(by=open_house.olga, service=None, seen=0, details=FEES)
    tap(browser, open_house)
    page = browser.get("/my/visits/check/").content.decode()
    assert "deposit of" in page
    assert browser.post("/my/visits/check/", {"digest": "of other words"}).status_code == 409
    assert not mine(open_house)
    browser.post("/my/visits/check/", {"digest": terms_for(open_house.talk).digest})
    visit = mine(open_house)[0]
    assert visit.charges.get().kind == Kind.DEPOSIT
    soon = visit.starts_at - timedelta(days=6)
    Visit.objects.filter(pk=visit.pk).update(starts_at=soon, ends_at=soon + timedelta(minutes=30))
    late = browser.get(f"/my/visits/{visit.pk}/cancel/").content.decode()
    assert "The fee is" in late
    assert "It costs you nothing" not in late


def test_a_reason_that_holds_for_two_services_is_told_once(open_house: House) -> None:
    fields = {"minutes": 60, "is_needling": True, "device": open_house.needling.device}
    other = Service.objects.create(name="Microneedling, neck", price=90, **fields)
    Service.objects.filter(is_needling=True).update(who_books=WhoBooks.ANYBODY)
    last = {"d__needled_last": (today() - timedelta(days=7)).isoformat()}
    answer(open_house, needled_last="some", **last)
    choices = choices_for(open_house.amara, open_house.clinic)
    reasons = {one.service: one.reasons for one in choices}
    assert reasons[other]
    assert reasons[other] == reasons[open_house.needling]
    page = SignedIn(open_house.amara_herself).get("/my/visits/book/").content.decode()
    assert page.count(escape(reasons[other])) == 1
    assert "For the same reason as Microneedling, face." in page
