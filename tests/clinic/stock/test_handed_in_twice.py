"""A delivery or a box taken is counted once, however often the button was pressed."""

from datetime import date

from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.forms_there import forms_in
from percuta_clinic.audit.models import Entry
from percuta_clinic.stock.models import Kind, Lot, Product

PATH = "/stock/receive/"


def test_a_delivery_handed_in_twice_stands_on_the_shelf_once(house: House) -> None:
    cream = Product.objects.create(kind=Kind.CREAM, name="Cream")
    desk = SignedIn(house.fred)
    once = forms_in(desk.get(PATH).content.decode(), PATH)[-1].fields["once"].value
    given = {"product": cream.pk, "number": "A1", "quantity": "50", "once": once}
    given |= {"expires_on": "2099-01-01", "received_on": "2026-01-01"}
    assert [desk.post(PATH, given).status_code for _ in range(2)] == [302, 302]
    assert Lot.objects.get().quantity == 50
    assert Entry.objects.filter(action="lot.received").count() == 1
    assert desk.post(PATH, given | {"quantity": "60"}).status_code == 422


def test_a_box_taken_by_a_double_click_is_taken_once(house: House) -> None:
    cream = Product.objects.create(kind=Kind.CREAM, name="Cream")
    days = {"expires_on": date(2099, 1, 1), "received_on": date(2026, 1, 1)}
    lot = Lot.objects.create(product=cream, number="A1", quantity=9, **days)
    desk, page = SignedIn(house.fred), reverse("stock_lot", args=[lot.pk])
    take = reverse("stock_take", args=[lot.pk])
    shown = {form.action: form for form in forms_in(desk.get(page).content.decode(), page)}
    given = {"quantity": "2", "reason": "used", "once": shown[take].fields["once"].value}
    for _ in range(2):
        desk.post(take, given)
    lot.refresh_from_db()
    assert lot.quantity == 7
