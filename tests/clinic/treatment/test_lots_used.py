"""Cartridges and creams: one piece once, off the shelf with the signing, never in the way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from clinic.people_here import House
from clinic.stock.shelf import lot as on_the_shelf
from clinic.stock.shelf import product
from clinic.treatment.done import signed
from clinic.treatment.said import Tablet, cream, opened, receive
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.models import Kind as Kept
from percuta_clinic.stock.models import Lot, Product, StockMove, ToCount
from percuta_clinic.stock.services import lot_count, lot_recall
from percuta_clinic.treatment.gate import cartridge_standing
from percuta_clinic.treatment.lots_used import cartridge_taken
from percuta_clinic.treatment.models import Event, Incident, Kind, LotUse, Session
from percuta_clinic.treatment.off_the_shelf import stock_book_off
from percuta_clinic.treatment.pack import pack_of

ITEM = "7c3f0f6e-3a2c-4a57-9a0b-0d6a2f3b4c5d"
GTIN = "04012345678901"
PIECE = f"(01){GTIN}(17)991231(10)A12(21)X9"
LATER = f"(01){GTIN}(17)401231(10)A12(21)X9"


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


@pytest.fixture
def shelf(house: House) -> Lot:
    product(house, code="4012345678901")
    return on_the_shelf(house, quantity=2)


def another(session: Session) -> Session:
    """The same person, treated once more."""
    visit = session.visit
    visit.pk, visit._state.adding = uuid4(), True
    visit.starts_at += timedelta(days=30)
    visit.ends_at += timedelta(days=30)
    visit.save(force_insert=True)
    details = {"patient_id": session.patient_id, "opened_by_id": session.opened_by_id}
    return Session.objects.create(visit_id=visit.pk, opened_by_name="Sina", **details)


def taken(code: str = LATER, **more: object) -> dict[str, Any]:
    now = timezone.now().isoformat()
    return {"code": code, "how": "scanner", "checked": "not checked", "opened_at": now} | more


def say(house: House, session: Session, said: tuple[str, object]) -> None:
    assert not receive(house, session, Tablet(said[0], house.sina).event(*said)).refused


def test_a_cartridge_is_noted_with_its_lot_as_soon_as_it_is_said(
    house: House, session: Session, shelf: Lot
) -> None:
    say(house, session, (f"cartridge/{ITEM}", taken()))
    use = LotUse.objects.get()
    assert (use.lot, use.unit, use.again) == (shelf, f"{GTIN}|A12|X9", False)
    assert not Incident.objects.exists()


@pytest.mark.usefixtures("shelf")
def test_a_piece_used_before_stays_in_the_stream_and_is_an_incident(
    house: House, session: Session
) -> None:
    say(house, session, (f"cartridge/{ITEM}", taken()))
    later = another(session)
    say(house, later, (f"cartridge/{uuid4()}", taken(PIECE.replace("991231", "401231"))))
    assert Event.objects.filter(session=later).count() == 1
    assert LotUse.objects.exclude(unit="").count() == 1
    assert LotUse.objects.get(session=later).again
    assert Incident.objects.get().kind == Kind.CARTRIDGE
    assert "used in another session before" in Incident.objects.get().words


@pytest.mark.usefixtures("shelf")
def test_the_second_by_the_time_of_opening_is_told_whoever_hands_over_first(
    house: House, session: Session
) -> None:
    now = timezone.now()
    first, second = session, another(session)
    say(house, second, (f"cartridge/{ITEM}", taken(opened_at=now.isoformat())))
    early = taken(opened_at=(now - timedelta(minutes=20)).isoformat())
    say(house, first, (f"cartridge/{uuid4()}", early))
    told = {one.session_id: one.words for one in Incident.objects.filter(kind=Kind.CARTRIDGE)}
    before = timezone.localtime(now - timedelta(minutes=20))
    assert f"in another session before, on {before:%-d %B %Y at %H:%M}" in told[second.pk]
    assert "in another session afterwards" in told[first.pk]
    assert Incident.objects.get(session=second).cause == f"cartridge:{ITEM}:used before"


@pytest.mark.usefixtures("shelf")
def test_a_piece_scanned_again_says_the_other_session_too(house: House, session: Session) -> None:
    say(house, session, (f"cartridge/{ITEM}", taken()))
    assert cartridge_standing(session, code_read(LATER)).words == (
        "It is noted in this session already."
    )
    say(house, another(session), (f"cartridge/{uuid4()}", taken()))
    words = cartridge_standing(session, code_read(LATER)).words
    assert "noted in this session already" in words
    assert "used in another session, on" in words


def test_the_gate_says_why_a_cartridge_is_not_used(
    house: House, session: Session, shelf: Lot
) -> None:
    def stands(text: str) -> str:
        return cartridge_standing(session, code_read(text)).checked

    assert stands(LATER) == stands("a12") == "device not known"
    assert stands("B77") == "unknown"
    assert stands(PIECE.replace("991231", "200131")) == "expired"
    say(house, another(session), (f"cartridge/{ITEM}", taken()))
    assert stands(LATER) == "used before"
    say(house, session, (f"cartridge/{uuid4()}", taken(LATER.replace("X9", "X8"))))
    assert stands("A12") == "used before"
    lot_recall(by=house.fred.actor, lot=shelf, reason="The maker calls it back.")
    assert stands(LATER) == "recalled"


@pytest.mark.usefixtures("shelf")
def test_what_is_struck_may_be_used_elsewhere(house: House, session: Session) -> None:
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event(f"cartridge/{ITEM}", taken()))
    receive(house, session, tablet.event(f"cartridge/{ITEM}", taken(struck="Not opened.")))
    say(house, another(session), (f"cartridge/{uuid4()}", taken()))
    assert not Incident.objects.exists()


def test_signing_books_off_what_was_opened_once_and_broken_ones_too(
    house: House, session: Session, shelf: Lot
) -> None:
    broken = str(uuid4())
    say(house, session, (f"cartridge/{broken}", taken()))
    say(house, session, (f"cartridge/{broken}/end", {"how": "broken"}))
    signed(house, session)
    shelf.refresh_from_db()
    assert shelf.quantity == 0
    session.refresh_from_db()
    stock_book_off(session, house.sina)
    assert StockMove.objects.filter(lot=shelf, change=-2).count() == 1


def test_a_count_that_is_too_low_is_asked_for_and_signing_goes_on(
    house: House, session: Session, shelf: Lot
) -> None:
    for serial in ("1", "2", "3"):
        say(house, session, (f"cartridge/{uuid4()}", taken(LATER.replace("X9", serial))))
    signed(house, session, why="They were thrown away.")
    shelf.refresh_from_db()
    assert shelf.quantity == 0
    asked = ToCount.objects.get(lot=shelf)
    assert "4 pieces used, and the shelf says 2 pieces" in asked.words
    lot_count(by=house.fred.actor, lot=shelf, counted=1, version=shelf.version, reason="looked")
    asked.refresh_from_db()
    assert asked.done_by == house.fred.name


def test_tubes_come_off_the_shelf_as_they_are_opened(house: House, session: Session) -> None:
    tubes = {"kind": Kept.CREAM, "name": "EMLA", "key": "emla", "unit": "tubes of 30 g"}
    product(house, **tubes)
    lot = on_the_shelf(house, quantity=5)
    sessions = [session, another(session), another(session)]
    left = []
    for one, grams in zip(sessions, (20, 10, 5), strict=True):
        say(house, one, (f"numb/{uuid4()}", cream(grams=grams, lot=str(lot.pk), lot_number="A12")))
        stock_book_off(one, house.sina)
        lot.refresh_from_db()
        left.append(lot.quantity)
    assert left == [4, 4, 3]


def test_what_comes_after_the_signing_is_booked_off_at_once(
    house: House, session: Session, shelf: Lot
) -> None:
    signed(house, session)
    say(house, session, (f"cartridge/{uuid4()}", taken()))
    shelf.refresh_from_db()
    assert shelf.quantity == 0
    assert LotUse.objects.filter(lot=shelf, booked_at=None).count() == 0


def test_a_late_entry_takes_nobody_off_a_recall(house: House, session: Session, shelf: Lot) -> None:
    say(house, session, (f"cartridge/{ITEM}", taken()))
    signed(house, session, why="It is still in the pen.")
    before = LotUse.objects.filter(lot=shelf).count()
    late = Tablet("c", house.sina)
    for entry in (taken(struck="Tapped by mistake."), taken(LATER.replace("A12", "C3"))):
        assert not receive(house, session, late.event(f"cartridge/{ITEM}", entry)).refused
    assert LotUse.objects.filter(lot=shelf, struck=False).count() == before
    assert LotUse.objects.filter(session=session, item=UUID(ITEM), lot=shelf).exists()


def test_the_same_piece_said_again_after_the_signing_is_booked_off_once(
    house: House, session: Session, shelf: Lot
) -> None:
    say(house, session, (f"cartridge/{ITEM}", taken()))
    signed(house, session, why="It is still in the pen.")
    before = LotUse.objects.count(), Lot.objects.get(pk=shelf.pk).quantity
    late = Tablet("c", house.sina).event(f"cartridge/{ITEM}", taken(checked="ok"))
    assert not receive(house, session, late).refused
    assert (LotUse.objects.count(), Lot.objects.get(pk=shelf.pk).quantity) == before


@pytest.mark.usefixtures("shelf")
def test_a_piece_of_another_lot_with_the_same_serial_number_hides_no_second_use(
    house: House, session: Session
) -> None:
    other = LATER.replace("A12", "B7")
    say(house, another(session), (f"cartridge/{uuid4()}", taken(other)))
    say(house, session, (f"cartridge/{ITEM}", taken()))
    assert not Incident.objects.exists()
    say(house, session, (f"cartridge/{uuid4()}", taken(other)))
    assert Incident.objects.get().kind == Kind.CARTRIDGE


@pytest.mark.usefixtures("shelf")
def test_a_tablet_takes_along_what_is_on_the_shelf_and_which_pieces_were_used(
    house: House, session: Session
) -> None:
    say(house, another(session), (f"cartridge/{ITEM}", taken()))
    pack = pack_of(session)
    (told,) = pack["cartridges"]
    assert (told["number"], told["state"], told["left"]) == ("A12", "good", 1)
    assert pack["used"] == [f"{GTIN}|A12|X9"]
    assert all("lots" in one for one in pack["creams"])


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_use_one_piece_at_once_exactly_one_has_it(
    house: House, session: Session
) -> None:
    sessions = [another(session) for _ in range(20)]
    value = taken()

    def use(one: Session) -> bool:
        try:
            found = cartridge_taken(session=one, item=UUID(ITEM), value=value, by=house.sina)
        finally:
            connection.close()
        return found.again

    with ThreadPoolExecutor(20) as hands:
        again = list(hands.map(use, sessions))
    assert sorted(again) == [False] + [True] * 19
    assert LotUse.objects.exclude(unit="").count() == 1
    assert Incident.objects.filter(kind=Kind.CARTRIDGE).count() == 19


def test_nothing_is_guessed_where_two_products_have_the_lot(session: Session) -> None:
    first = Product.objects.create(kind=Kept.CARTRIDGE, name="One")
    second = Product.objects.create(kind=Kept.CARTRIDGE, name="Other")
    day = timezone.localdate()
    for one in (first, second):
        Lot.objects.create(product=one, number="A12", expires_on=day, received_on=day, quantity=3)
    assert cartridge_standing(session, code_read("A12")).checked == "unknown"
