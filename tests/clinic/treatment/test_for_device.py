"""A needle of another device stops at the gate, with the line down and before the treatment."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import gate
from clinic.screening.through import answer
from clinic.stock.shelf import product
from clinic.treatment.said import Tablet, receive
from clinic.treatment.test_lots_used import taken
from percuta_clinic.booking.models import Visit
from percuta_clinic.premises.queries import today
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.models import Device, Lot, Product
from percuta_clinic.treatment.gate import cartridge_standing, in_pack
from percuta_clinic.treatment.lots_used import cartridge_taken
from percuta_clinic.treatment.models import Incident, Session
from percuta_clinic.treatment.opening import session_open
from percuta_clinic.treatment.ready import ready_of

PLATE, PEN = "04012345678901", "04012345678918"
WRONG = "For Exceed; this session is SkinPen 1."


@pytest.fixture
def visit(house: House) -> Visit:
    """Everything is there, with a SkinPen."""
    gate(house)
    found = in_room(house, house.amara)
    answer(house)
    signed(house)
    pen = Device.objects.create(
        name="SkinPen 1", model="skinpen", serial="S1", max_depth_mm=Decimal("2.5")
    )
    Visit.objects.filter(pk=found.pk).update(device=pen)
    found.refresh_from_db()
    return found


@pytest.fixture
def session(house: House, visit: Visit) -> Session:
    return session_open(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)


def shelf(house: House, number: str, **details: object) -> Lot:
    """A lot of a product of its own."""
    day = today(house.clinic)
    return Lot.objects.create(
        product=product(house, **details),
        number=number,
        quantity=5,
        received_on=day,
        expires_on=day + timedelta(days=99),
    )


def plates(house: House) -> Lot:
    return shelf(house, "X0442", name="Exceed plate", for_device="exceed", code=PLATE)


def test_a_needle_of_another_device_stops_at_the_gate_in_words(
    house: House, session: Session
) -> None:
    plates(house)
    for label in ("X0442", f"(01){PLATE}(17)401231(10)NEW1(21)S1"):
        found = cartridge_standing(session, code_read(label))
        assert (found.checked, found.words) == ("other device", WRONG)
    (kept,) = in_pack(session)["cartridges"]
    assert (kept["name"], kept["fit"], kept["fit_words"]) == (
        "Exceed plate",
        "other device",
        WRONG,
    )


def test_a_needle_of_the_device_is_good_and_one_nobody_placed_is_not_checked(
    house: House, session: Session
) -> None:
    shelf(house, "A1", name="SkinPen tip", for_device="skinpen")
    shelf(house, "B1", name="Some tip")
    assert cartridge_standing(session, code_read("A1")).checked == "ok"
    found = cartridge_standing(session, code_read("B1"))
    assert found.checked == "device not known"
    assert found.words == "Not checked: not known for which device Some tip is."


def test_one_that_was_used_even_so_stays_and_opens_an_incident(
    house: House, session: Session
) -> None:
    lot = plates(house)
    said = taken("X0442", checked="other device", name="Exceed plate", stock_lot=str(lot.pk))
    event = Tablet("a", house.sina).event(f"cartridge/{uuid4()}", said)
    assert not receive(house, session, event).refused
    assert WRONG in Incident.objects.get().words
    paper = SignedIn(house.sina).get(f"/records/{session.pk}/").text
    assert "Exceed plate, lot" in paper


def test_a_piece_that_nobody_placed_opens_no_incident(house: House, session: Session) -> None:
    shelf(house, "B1", name="Some tip")
    cartridge_taken(session=session, item=uuid4(), value=taken("B1"), by=house.sina)
    assert not Incident.objects.exists()


def test_the_page_before_it_names_a_lot_only_where_it_fits_the_device(
    house: House, visit: Visit
) -> None:
    def cartridge() -> tuple[str, bool]:
        found = ready_of(visit, day=today(house.clinic))
        return next((one.words, one.ok) for one in found if one.words.startswith("Cartridge"))

    plates(house)
    wrong = "Cartridge: what is there is for Exceed; this session is SkinPen 1"
    assert cartridge() == (wrong, False)
    shelf(house, "B1", name="Some tip")
    assert ("not known for which device" in cartridge()[0], cartridge()[1]) == (True, False)
    shelf(house, "A1", name="SkinPen tip", for_device="skinpen")
    assert ("SkinPen tip lot A1" in cartridge()[0], cartridge()[1]) == (True, True)


def test_whoever_keeps_the_stock_says_for_which_device_a_cartridge_is(house: House) -> None:
    made = product(house)
    desk, path = SignedIn(house.fred), f"/stock/products/{made.pk}/"
    assert "Device not known" in desk.get("/stock/products/").text
    page = desk.get(path)
    typed = {"kind": "cartridge", "name": "Tip", "unit": "pieces", "reorder_below": "5"}
    typed |= {"as_shown": page.context["as_shown"], "for_device": "exceed"}
    assert desk.post(path, {**typed, "kind": "cream"}).status_code == 422
    assert desk.post(path, typed).status_code == 302
    assert Product.objects.get().for_device == "exceed"
