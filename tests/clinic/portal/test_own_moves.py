"""Before a visit moves, its patient sees both times and what follows; then she may undo it."""

import re

import pytest
from django.test import Client

from clinic.billing.money_here import FEES
from clinic.booking.days import book
from clinic.booking.open_times import day_at, open_times
from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.portal.test_own_visits import hidden
from percuta_clinic.billing.models import Shown
from percuta_clinic.billing.terms import terms_agreed, terms_for, terms_set
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.placing import visit_shift


@pytest.fixture
def visit(house: House) -> Visit:
    open_times(house)
    return book(house, house.amara, at=day_at(10), service=house.talk)


@pytest.fixture(params=["account", "link"])
def browser(request: pytest.FixtureRequest, house: House, visit: Visit) -> Client:
    assert visit.patient == house.amara
    return SignedIn(house.amara_herself) if request.param == "account" else ByLink(house.amara)


def tap(browser: Client, visit: Visit, hour: int = 12, *, days: int = 7) -> str:
    sent = {"at": day_at(hour, days=days).isoformat(), "version": str(visit.version)}
    return browser.post(f"/my/visits/{visit.pk}/move/", sent).content.decode()


def say_yes(browser: Client, visit: Visit, words: str) -> str:
    sent = hidden(words) | {"sure": "yes"}
    return browser.post(f"/my/visits/{visit.pk}/move/", sent, follow=True).content.decode()


def undo_in(words: str) -> dict[str, str]:
    found = re.search(r'aria-label="Moved">(.*?)</section>', words, re.DOTALL)
    return hidden(found.group(1)) | {"sure": "yes"} if found else {}


def at_of(visit: Visit) -> object:
    return Visit.objects.get(pk=visit.pk).starts_at


def test_a_tap_shows_both_times_and_changes_nothing(browser: Client, visit: Visit) -> None:
    words = tap(browser, visit)
    for at in (day_at(10), day_at(12)):
        assert f"{at:%A %-d %B %Y, %H:%M}" in words
    assert "Moving costs you nothing" in words
    assert "move or cancel it for nothing until" in words
    assert at_of(visit) == day_at(10)
    assert "Your visit is on" in say_yes(browser, visit, words)
    assert at_of(visit) == day_at(12)


def test_a_new_time_so_near_that_it_stays_names_the_fee(
    house: House, browser: Client, visit: Visit
) -> None:
    terms_set(by=house.olga, service=None, seen=0, details=FEES)
    digest = terms_for(visit.service).digest
    terms_agreed(by=house.fred, visit=visit, how=Shown.ONLINE, digest=digest)
    words = tap(browser, visit, days=1)
    assert "You cannot change the new time here" in words
    assert "If you cancel it, the fee is" in words
    assert "Your deposit stays with the visit" in words
    moved = say_yes(browser, visit, words)
    assert at_of(visit) == day_at(12, days=1)
    assert not undo_in(moved)


def test_a_move_is_undone_until_something_else_changes(
    house: House, browser: Client, visit: Visit
) -> None:
    url = f"/my/visits/{visit.pk}/move/"
    undo = undo_in(say_yes(browser, visit, tap(browser, visit)))
    words = browser.post(url, undo, follow=True).content.decode()
    assert at_of(visit) == day_at(10)
    again = undo_in(words)
    visit.refresh_from_db()
    visit_shift(by=house.fred, visit=visit, starts_at=day_at(14), version=visit.version)
    assert not undo_in(browser.get("/my/visits/").content.decode())
    assert browser.post(url, again).status_code == 409
    assert at_of(visit) == day_at(14)


def test_an_undo_to_a_time_that_was_taken_is_refused(
    house: House, browser: Client, visit: Visit
) -> None:
    undo = undo_in(say_yes(browser, visit, tap(browser, visit)))
    book(house, house.bea, at=day_at(10), service=house.talk)
    answer = browser.post(f"/my/visits/{visit.pk}/move/", undo)
    assert answer.status_code == 409
    assert "just taken" in answer.content.decode()
    assert at_of(visit) == day_at(12)


def test_nobody_is_shown_or_moves_the_visit_of_somebody_else(house: House, visit: Visit) -> None:
    stranger = SignedIn(house.bea_herself)
    sent = {"at": day_at(12).isoformat(), "version": "1"}
    for more in ({}, {"sure": "yes"}):
        assert stranger.post(f"/my/visits/{visit.pk}/move/", sent | more).status_code == 404
    assert at_of(visit) == day_at(10)
