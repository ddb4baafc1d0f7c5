"""A recall finds what was said, and a piece is used once, however lot and label were written."""

import csv
import io
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.stock.shelf import lot as on_the_shelf
from clinic.stock.shelf import product
from clinic.treatment.said import Tablet, cream, opened, receive
from clinic.treatment.test_lots_used import GTIN, LATER, another, say, taken
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.patients.models import Patient
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.models import Kind as Kept
from percuta_clinic.stock.models import Lot, Product
from percuta_clinic.stock.services import lot_recall, lot_release
from percuta_clinic.treatment.gate import cartridge_standing, in_pack
from percuta_clinic.treatment.lots_used import unit_of
from percuta_clinic.treatment.models import Incident, LotUse, Session, SpentPiece
from percuta_clinic.treatment.tracing import Sure, counted_of, recall_all, treated_with

LINK = f"https://id.gs1.org/01/{GTIN}/21/X9"
NO_LOT = f"(01){GTIN}(21)X9"


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def shelf(house: House) -> Lot:
    product(house, code=GTIN)
    return on_the_shelf(house, quantity=9)


def use(house: House, session: Session, code: str, **more: object) -> None:
    say(house, session, (f"cartridge/{uuid4()}", taken(code, **more)))


def sureness(house: House, lot: Lot) -> list[Sure]:
    return [one.sure for one in treated_with(house.sina, lot)]


@pytest.mark.parametrize("said", ["A12", "a12", " a 12", "LOT: A12", "\uff211\uff12"])
def test_a_lot_typed_before_it_was_received_is_found_by_its_number(
    house: House, session: Session, said: str
) -> None:
    use(house, session, said, lot=said)
    assert LotUse.objects.get().lot is None
    lot = shelf(house)
    assert sureness(house, lot) == [Sure.NUMBER]
    assert counted_of(lot) == (1, 1, 1)
    recall_all(by=house.fred, lot=lot, reason="The maker calls it back.")
    assert "product not sure" in Incident.objects.get().words


def test_a_label_that_names_the_product_makes_the_match_surer(
    house: House, session: Session
) -> None:
    use(house, session, LATER)
    lot = shelf(house)
    assert sureness(house, lot) == [Sure.SAME]
    use(house, another(session), LATER.replace("X9", "X8"))
    assert sureness(house, lot) == [Sure.SHELF]
    assert counted_of(lot) == (2, 1, 0)


@pytest.mark.parametrize("case", [("14012345678908", Sure.SAME), ("09999999999994", Sure.NUMBER)])
def test_another_level_of_packaging_is_found(
    house: House, session: Session, case: tuple[str, Sure]
) -> None:
    item, sure = case
    lot = shelf(house)
    use(house, session, LATER.replace(GTIN, item))
    assert LotUse.objects.get().lot is None
    assert sureness(house, lot) == [sure]


def test_of_two_products_with_one_number_both_are_asked_for(house: House, session: Session) -> None:
    lot = shelf(house)
    other = Product.objects.create(kind=Kept.CARTRIDGE, name="Other")
    days = {"expires_on": lot.expires_on, "received_on": lot.received_on}
    Lot.objects.create(product=other, number="A12", quantity=3, **days)
    use(house, session, "A12", lot="A12")
    assert LotUse.objects.get().lot is None
    assert all(sureness(house, one) == [Sure.NUMBER] for one in Lot.objects.all())
    lot_recall(by=house.fred.actor, lot=lot, reason="Seals may leak.")
    assert cartridge_standing(session, code_read("A12")).checked == "recalled"


def test_the_list_and_its_table_say_how_sure_each_match_is(house: House, session: Session) -> None:
    use(house, session, "A12", lot="A12")
    path, browser = f"/stock/lots/{shelf(house).pk}/", SignedIn(house.sina)
    assert "Of 1 of them only the lot number" in browser.get(path).text
    assert "Lot number only: product not sure" in browser.get(f"{path}treated/").text
    content = browser.get(f"{path}treated.csv").content.decode()
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["how sure"] == "Lot number only: product not sure"


def test_whoever_is_found_by_number_can_be_told(house: House, session: Session) -> None:
    use(house, session, "A12", lot="A12")
    lot = recall_all(by=house.fred, lot=shelf(house), reason="Seals may leak.")
    browser, page = SignedIn(house.sina), f"/stock/lots/{lot.pk}/treated/"
    assert "Still to be told" in browser.get(page).text
    browser.post(f"{page}{house.amara.pk}/told/")
    assert "Still to be told" not in browser.get(page).text


def test_a_cream_is_found_by_its_number_too_and_never_as_a_cartridge(
    house: House, session: Session
) -> None:
    say(house, session, (f"numb/{uuid4()}", cream(lot_number="a12")))
    tubes = product(house, kind=Kept.CREAM, name="EMLA", key="emla", unit="tubes")
    lot = on_the_shelf(house)
    assert lot.product == tubes
    assert sureness(house, lot) == [Sure.SAME]
    other = Product.objects.create(kind=Kept.CARTRIDGE, name="Other")
    days = {"expires_on": lot.expires_on, "received_on": lot.received_on}
    assert not sureness(house, Lot.objects.create(product=other, number="A12", quantity=3, **days))


@pytest.mark.parametrize("first", [True, False])
def test_a_recall_stops_the_lot_that_differs_by_capitals_only(
    house: House, session: Session, *, first: bool
) -> None:
    lot = shelf(house)
    days = {"expires_on": lot.expires_on, "received_on": lot.received_on}
    small = Lot.objects.create(product=lot.product, number="a12", quantity=3, **days)
    use(house, session, LATER)
    recall_all(by=house.fred, lot=lot if first else small, reason="Seals may leak.")
    for code in ("A12", "a12", LATER.replace("X9", "X7")):
        assert cartridge_standing(session, code_read(code)).checked == "recalled"
    assert sureness(house, lot) == [Sure.SHELF]
    assert sureness(house, small) == [Sure.SAME]
    lot.refresh_from_db()
    lot_release(by=house.fred.actor, lot=lot, reason="All is well.")
    assert not Lot.objects.exclude(recalled_at=None).exists()
    assert cartridge_standing(session, code_read("A12")).checked == "device not known"


def test_a_cartridge_opened_before_the_recall_and_sent_after_it_is_an_incident(
    house: House, session: Session
) -> None:
    lot = shelf(house)
    earlier = (timezone.now() - timedelta(minutes=1)).isoformat()
    recall_all(by=house.fred, lot=lot, reason="Seals may leak.")
    use(house, session, LATER, opened_at=earlier)
    assert "Seals may leak." in Incident.objects.get().words
    assert sureness(house, lot) == [Sure.SHELF]


def test_an_unknown_pack_of_a_recalled_number_is_an_incident_as_it_arrives(
    house: House, session: Session
) -> None:
    recall_all(by=house.fred, lot=shelf(house), reason="Seals may leak.")
    use(house, session, LATER.replace(GTIN, "09999999999994"))
    assert "Only the number is the same" in Incident.objects.get().words


def expiring(days: int) -> str:
    day = timezone.localdate() + timedelta(days=days)
    return f"(01){GTIN}(17){day:%y%m%d}(10)B7(21)X9"


@pytest.mark.parametrize("case", [(-3, "when it came here"), (20, "tablet says")])
def test_expiry_is_judged_by_the_later_of_what_was_said_and_when_it_came(
    house: House, session: Session, case: tuple[int, str]
) -> None:
    days, words = case
    said = timezone.now() + timedelta(days=-9 if days < 0 else 30)
    use(house, session, expiring(days), opened_at=said.isoformat())
    assert f"Judged by {'what the ' if days > 0 else ''}{words}" in Incident.objects.get().words


def test_an_entry_put_right_later_is_judged_by_when_it_first_came(
    house: House, session: Session
) -> None:
    item, tablet = uuid4(), Tablet("a", house.sina)
    receive(house, session, tablet.event(f"cartridge/{item}", taken(expiring(0))))
    came = timezone.now() - timedelta(days=2)
    LotUse.objects.update(came_at=came)
    receive(house, session, tablet.event(f"cartridge/{item}", taken(expiring(0))))
    assert LotUse.objects.get().came_at == came
    assert not Incident.objects.exists()


@pytest.mark.parametrize("label", [NO_LOT, LINK, LATER.replace("X9", "x9")])
@pytest.mark.parametrize("turned", [False, True])
def test_the_same_serial_number_without_its_lot_is_never_called_good(
    house: House, session: Session, label: str, *, turned: bool
) -> None:
    shelf(house)
    first, second = (label, LATER) if turned else (LATER, label)
    use(house, another(session), first)
    assert cartridge_standing(session, code_read(second)).checked == "used before"
    use(house, session, second)
    words = Incident.objects.get(session=session).words
    assert "used in another session" in words or "This very piece was used" in words


def of_bea(house: House, session: Session) -> Session:
    later = another(session)
    Visit.objects.filter(pk=later.visit_id).update(patient=house.bea)
    Session.objects.filter(pk=later.pk).update(patient=house.bea)
    return Session.objects.get(pk=later.pk)


def test_a_used_piece_stays_used_when_its_patient_was_erased(
    house: House, session: Session
) -> None:
    lot = shelf(house)
    use(house, session, LATER)
    later = of_bea(house, session)
    Visit.objects.filter(patient=house.amara).update(state=State.FINISHED)
    patient_erase(by=house.olga.actor, patient=house.amara, reason="asked", law="GDPR 17")
    assert not LotUse.objects.exists()
    for label in (LATER, NO_LOT):
        found = cartridge_standing(later, code_read(label))
        assert (found.checked, "It was used in" in found.words) == ("used before", False)
    assert unit_of(code_read(LATER), lot) in in_pack(later)["used"]
    use(house, later, LATER)
    assert "used in another session before" in Incident.objects.get().words


def test_what_is_kept_of_a_used_piece_names_nobody_and_no_day() -> None:
    names: set[Any] = {one.name for one in SpentPiece._meta.get_fields()}
    assert names == {"id", "lot_key", "article", "serial", "unit"}
    assert not [one for one in SpentPiece._meta.get_fields() if one.related_model is Patient]


def test_what_was_used_before_this_could_be_found_is_found_too(
    house: House, session: Session
) -> None:
    use(house, session, LATER.replace("A12", "a12"))
    LotUse.objects.update(lot_key="", article="")
    lot = shelf(house)
    assert not treated_with(house.sina, lot)
    number = "0010_lots_as_said_before"
    import_module(f"percuta_clinic.treatment.migrations.{number}").fill(apps, None)
    assert sureness(house, lot) == [Sure.SAME]
    assert LotUse.objects.get().came_at == LotUse.objects.get().used_at
