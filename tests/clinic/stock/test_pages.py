"""Stock and devices as staff see and change them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.stock.shelf import lot, product
from percuta_clinic.premises.queries import today
from percuta_clinic.stock.models import Device, Product
from percuta_clinic.stock.services import lot_take

HOSTILE = "<img src=x onerror=alert(1)>"


def _delivery(house: House, **changed: object) -> dict[str, object]:
    day = today(house.clinic)
    return {
        "product": (Product.objects.first() or product(house)).pk,
        "number": "B7",
        "expires_on": day + timedelta(days=30),
        "quantity": "10",
        "received_on": day,
        **changed,
    }


def test_a_delivery_stands_on_the_shelf_with_its_expiry(house: House) -> None:
    browser = SignedIn(house.fred)
    assert browser.post("/stock/receive/", _delivery(house)).status_code == 302
    page = browser.get("/stock/").content.decode()
    assert "Expires in 30 days" in page
    assert "10 pieces" in page


def test_the_form_asks_whether_a_number_in_small_letters_is_another_lot(house: House) -> None:
    browser = SignedIn(house.fred)
    assert "It is another lot" not in browser.get("/stock/receive/").text
    browser.post("/stock/receive/", _delivery(house))
    small = _delivery(house, number="b7")
    answer = browser.post("/stock/receive/", small)
    assert answer.status_code == 422
    assert "Then enter it as B7" in answer.text
    assert 'name="another"' in answer.text
    assert browser.post("/stock/receive/", small | {"another": "on"}).status_code == 302


def test_a_scanned_box_fills_in_product_lot_and_expiry(house: House) -> None:
    made = product(house, code="4012345678901")
    browser = SignedIn(house.fred)
    code = "]d2010401234567890117401231" + "10B7"
    page = browser.get("/stock/receive/", {"code": code}).content.decode()
    assert f'<option value="{made.pk}" selected>' in page
    assert 'value="B7"' in page
    assert 'value="2040-12-31"' in page
    page = browser.get("/stock/receive/", {"code": "(01)09506000134352(10)C1"}).content.decode()
    assert "No product has this article number" in page


@pytest.mark.parametrize(
    ("field", "days"), [("expires_on", -1), ("received_on", 1), ("received_on", 31)]
)
def test_impossible_dates_are_refused_and_the_form_keeps_the_rest(
    house: House, field: str, days: int
) -> None:
    wrong = today(house.clinic) + timedelta(days=days)
    answer = SignedIn(house.fred).post("/stock/receive/", _delivery(house, **{field: wrong}))
    assert answer.status_code == 422
    assert 'value="B7"' in answer.content.decode()


def test_an_empty_shelf_says_what_to_do_next(house: House) -> None:
    browser = SignedIn(house.fred)
    assert "Add a product" in browser.get("/stock/").content.decode()
    assert "Add the product first" in browser.get("/stock/receive/").content.decode()


def test_taking_too_many_says_how_many_there_are(house: House) -> None:
    one = lot(house)
    answer = SignedIn(house.sina).post(
        f"/stock/lots/{one.pk}/take/", {"quantity": "21", "reason": "used"}
    )
    assert answer.status_code == 422
    assert "Only 20 of lot A12 are there" in answer.content.decode()


def test_a_count_from_an_old_page_is_refused_with_the_new_count(house: House) -> None:
    one = lot(house)
    old = one.version
    lot_take(by=house.sina.actor, lot=one, quantity=2, reason="used")
    answer = SignedIn(house.fred).post(
        f"/stock/lots/{one.pk}/count/", {"counted": "20", "reason": "counted", "version": old}
    )
    assert answer.status_code == 409
    assert "18 are noted now" in answer.content.decode()


def test_a_lot_is_recalled_and_released_on_its_page(house: House) -> None:
    one, browser = lot(house), SignedIn(house.fred)
    path = f"/stock/lots/{one.pk}/"
    browser.post(f"{path}recall/", {"reason": HOSTILE})
    page = browser.get(path).content.decode()
    assert "Recalled: do not use" in page
    assert HOSTILE not in page
    browser.post(f"{path}recall/", {"reason": "sorted out", "act": "release"})
    assert "Recalled" not in browser.get(path).content.decode()


def test_a_lot_nobody_has_is_not_found(house: House) -> None:
    assert SignedIn(house.fred).get(f"/stock/lots/{uuid4()}/").status_code == 404


def test_a_cartridge_cannot_be_tied_to_a_cream(house: House) -> None:
    answer = SignedIn(house.fred).post(
        "/stock/products/new/",
        {"kind": "cartridge", "name": "C", "key": "emla", "unit": "pieces", "reorder_below": "0"},
    )
    assert answer.status_code == 422
    assert "A cartridge is no cream" in answer.content.decode()


def test_a_cream_nobody_knows_is_marked(house: House) -> None:
    product(house, kind="cream", name="Own mixture")
    assert "Label not known" in SignedIn(house.fred).get("/stock/products/").content.decode()


def _device(**changed: object) -> dict[str, object]:
    return {
        "model": "exceed",
        "name": "Pen 1",
        "serial": "EX-9",
        "max_depth_mm": "1.9",
        "tolerance_mm": "0.15",
        "indications": ["acne scars"],
        **changed,
    }


def test_a_device_is_entered_with_what_the_science_knows(house: House) -> None:
    browser = SignedIn(house.fred)
    facts = browser.get("/stock/devices/facts/", {"model": "exceed", "max_depth_mm": "9"})
    assert facts.context["form"]["max_depth_mm"].value() == "1.9"
    assert "device description: depth tolerance" in facts.content.decode()
    assert browser.post("/stock/devices/new/", _device()).status_code == 302
    assert Device.objects.get().indications == ["acne scars"]


def test_numbers_of_another_model_never_stay_behind(house: House) -> None:
    facts = SignedIn(house.fred).get(
        "/stock/devices/facts/", {"model": "", "max_depth_mm": "1.9", "tolerance_mm": "0.15"}
    )
    form = facts.context["form"]
    assert (form["max_depth_mm"].value(), form["tolerance_mm"].value()) == ("", "")


def test_a_device_without_tolerance_or_with_late_service_is_marked(house: House) -> None:
    late = today(house.clinic) - timedelta(days=1)
    browser = SignedIn(house.fred)
    browser.post("/stock/devices/new/", _device(tolerance_mm="", service_due=late, model=""))
    page = browser.get("/stock/devices/").content.decode()
    assert "Service overdue" in page
    assert "Depth tolerance not known" in page
    assert "model entered by hand" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("max_depth_mm", "0"), ("tolerance_mm", "0"), ("model", "laser"), ("serial", "")],
)
def test_a_device_that_cannot_be_is_refused(house: House, field: str, value: str) -> None:
    answer = SignedIn(house.fred).post("/stock/devices/new/", _device(**{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_two_devices_of_one_serial_number_are_refused(house: House) -> None:
    browser = SignedIn(house.fred)
    browser.post("/stock/devices/new/", _device())
    assert browser.post("/stock/devices/new/", _device(name="Pen 2")).status_code == 422


def _change(browser: SignedIn, path: str, **changed: object) -> int:
    mark = browser.get(path).context["as_shown"]
    return browser.post(path, _device(as_shown=mark, **changed)).status_code


def test_a_device_changed_by_two_is_not_overwritten(house: House) -> None:
    browser = SignedIn(house.fred)
    browser.post("/stock/devices/new/", _device())
    path = f"/stock/devices/{Device.objects.get().pk}/"
    mark = browser.get(path).context["as_shown"]
    assert _change(browser, path, name="Pen one") == 302
    assert browser.post(path, _device(as_shown=mark, name="Pen two")).status_code == 409
    assert Device.objects.get().name == "Pen one"


def test_a_device_is_retired_with_a_reason_and_taken_back(house: House) -> None:
    browser = SignedIn(house.fred)
    browser.post("/stock/devices/new/", _device())
    path = f"/stock/devices/{Device.objects.get().pk}/"
    browser.post(f"{path}retire/", {"reason": " "})
    assert Device.objects.get().retired_at is None
    browser.post(f"{path}retire/", {"reason": "motor worn"})
    assert Device.objects.get().retired_at is not None
    browser.post(f"{path}use/")
    assert Device.objects.get().retired_at is None
