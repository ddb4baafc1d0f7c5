"""A product with one lot on the shelf, as most tests of stock want it."""

from datetime import timedelta

from clinic.people_here import House
from percuta_clinic.premises.queries import today
from percuta_clinic.stock.models import Kind, Lot, Product
from percuta_clinic.stock.services import lot_receive, product_add


def product(house: House, **changed: object) -> Product:
    """Cartridges that are ordered again below five."""
    details = {"kind": Kind.CARTRIDGE, "name": "Cartridge 14", "key": "", "unit": "pieces"}
    return product_add(by=house.fred.actor, **{**details, "reorder_below": 5, **changed})


def lot(house: House, *, quantity: int = 20, days: int = 300, number: str = "A12") -> Lot:
    """Some of them, under one lot."""
    day = today(house.clinic)
    return lot_receive(
        by=house.fred.actor,
        product=Product.objects.first() or product(house),
        number=number,
        expires_on=day + timedelta(days=days),
        quantity=quantity,
        received_on=day,
    )
