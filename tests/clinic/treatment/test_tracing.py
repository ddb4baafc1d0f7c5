"""From a lot to everybody treated with it and back; a recall leaves nobody out."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.stock.shelf import lot as on_the_shelf
from clinic.treatment.said import Tablet, opened, receive
from clinic.treatment.test_lots_used import ITEM, taken
from percuta_clinic.patients.models import Patient
from percuta_clinic.stock.models import Lot, ToCount
from percuta_clinic.treatment.models import Contacted, Incident, Session
from percuta_clinic.treatment.off_the_shelf import stock_book_off


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


@pytest.fixture
def lot(house: House, session: Session) -> Lot:
    lot = on_the_shelf(house)
    said = taken("A12", lot="A12", stock_lot=str(lot.pk))
    receive(house, session, Tablet("a", house.sina).event(f"cartridge/{ITEM}", said))
    return lot


def recall(house: House, lot: Lot) -> None:
    said = {"reason": "The maker calls it back."}
    SignedIn(house.fred).post(f"/stock/lots/{lot.pk}/recall/", said)


def test_the_desk_sees_how_many_and_whoever_opens_charts_sees_who(house: House, lot: Lot) -> None:
    desk = SignedIn(house.fred)
    assert "1 session of 1 person." in desk.get(f"/stock/lots/{lot.pk}/").text
    assert desk.get(f"/stock/lots/{lot.pk}/treated/").status_code == 404
    assert str(house.amara) in SignedIn(house.sina).get(f"/stock/lots/{lot.pk}/treated/").text


def test_what_was_opened_and_not_used_is_called_so(
    house: House, session: Session, lot: Lot
) -> None:
    tablet, before = Tablet("b", house.sina), lot.quantity
    receive(house, session, tablet.event(f"cartridge/{ITEM}/end", {"how": "unused"}))
    page = SignedIn(house.sina).get(f"/stock/lots/{lot.pk}/treated/").text
    assert "Opened in the session, not used" in page
    assert "1 session of 1 person." not in SignedIn(house.fred).get(f"/stock/lots/{lot.pk}/").text
    assert "Opened, not used" in SignedIn(house.sina).get(f"/patients/{house.amara.pk}/lots/").text
    stock_book_off(session, house.sina)
    lot.refresh_from_db()
    assert lot.quantity == before - 1
    moved = lot.moves.latest("at")
    assert moved.reason.startswith("opened and not used in the session")


def test_a_recall_lists_everybody_restricted_charts_too(house: House, lot: Lot) -> None:
    Patient.objects.update(restricted=True, given_name="=HYPERLINK()")
    recall(house, lot)
    browser = SignedIn(house.dora)
    answer = browser.get(f"/stock/lots/{lot.pk}/treated.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert row["name"].startswith("'=HYPERLINK()")
    assert "In a session that is not signed" in browser.get(f"/stock/lots/{lot.pk}/treated/").text


def test_a_recall_is_heard_in_the_session_that_goes_on(house: House, lot: Lot) -> None:
    recall(house, lot)
    assert "The maker calls it back." in Incident.objects.get().words


@pytest.mark.parametrize("again", [False, True])
def test_who_was_told_is_ticked_once_and_for_one_recall(
    house: House, lot: Lot, *, again: bool
) -> None:
    recall(house, lot)
    browser = SignedIn(house.sina)
    page, path = f"/stock/lots/{lot.pk}/treated/", f"{house.amara.pk}/told/"
    for _ in range(2):
        browser.post(page + path)
    assert Contacted.objects.get().by_name == house.sina.name
    assert "Still to be told" not in browser.get(page).text
    if again:
        release = {"reason": "All is well.", "act": "release"}
        SignedIn(house.fred).post(f"/stock/lots/{lot.pk}/recall/", release)
        recall(house, lot)
    else:
        browser.post(page + path, {"told": "no"})
    assert "Still to be told" in browser.get(page).text


def test_the_chart_names_every_lot_that_was_used(house: House, lot: Lot) -> None:
    browser = SignedIn(house.sina)
    for page in (f"/patients/{house.amara.pk}/", f"/patients/{house.amara.pk}/lots/"):
        assert f'href="/stock/lots/{lot.pk}/"' in browser.get(page).text


def test_the_gate_answers_from_the_room(house: House, session: Session, lot: Lot) -> None:
    browser, path = SignedIn(house.sina), f"/room/{session.pk}/code/"

    def ask(text: str) -> dict[str, str]:
        answer = browser.post(path, {"code": text}, content_type="application/json")
        found: dict[str, str] = answer.json()["codes"][0]
        return found

    found = ask("A12")
    assert (found["stock_lot"], found["name"]) == (str(lot.pk), lot.product.name)
    assert (found["checked"], "no device is named" in found["words"]) == ("device not known", True)
    recall(house, lot)
    assert ask("A12")["checked"] == "recalled"
    for content, kind in ((b"no picture", "image/jpeg"), (b"{", "application/json")):
        assert browser.generic("POST", path, content, content_type=kind).status_code == 422


def test_what_could_not_be_booked_off_waits_until_somebody_looked(house: House) -> None:
    asked = ToCount.objects.create(words="Lot Q1 was used and is not in stock.")
    browser = SignedIn(house.fred)
    assert asked.words in browser.get("/stock/").text
    browser.post(f"/stock/to-count/{asked.pk}/looked/")
    asked.refresh_from_db()
    assert asked.done_by == house.fred.name
    assert asked.words not in browser.get("/stock/").text


def test_a_recall_names_the_room_in_which_the_lot_is_in_use(house: House, lot: Lot) -> None:
    desk, path = SignedIn(house.fred), f"/stock/lots/{lot.pk}/"
    assert "tell the room now" not in desk.get(path).text
    recall(house, lot)
    page = desk.get(path).text
    assert "In use in a treatment that is going on: tell the room now" in page
    assert str(house.room) in page
    assert str(house.amara) not in page


def test_a_recall_flags_visits_that_have_no_other_lot(house: House, lot: Lot) -> None:
    soon = timezone.now() + timedelta(days=2)
    visit = book(house, house.bea, at=soon)
    recall(house, lot)
    desk, path = SignedIn(house.fred), f"/stock/lots/{lot.pk}/"
    page = desk.get(path).text
    assert "1 visit of the next two weeks needs another lot" in page
    assert f"/visits/{visit.pk}/" in page
    other = on_the_shelf(house, number="B2")
    page = desk.get(path).text
    assert "Visits to come take another lot" in page
    assert str(other) in page
