"""Who may see or change a device, a product, a lot."""

from uuid import UUID

from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.stock.models import Device, Lot, Product, ToCount


def device_for(account: Account, key: UUID, right: Right = Right.EDIT_STOCK) -> Device:
    """A device."""
    return fetch(account, right, rows=Device.objects.all(), key=key)


def product_for(account: Account, key: UUID, right: Right = Right.EDIT_STOCK) -> Product:
    """A product."""
    return fetch(account, right, rows=Product.objects.all(), key=key)


def lot_for(account: Account, key: UUID, right: Right = Right.EDIT_STOCK) -> Lot:
    """A lot with its product."""
    return fetch(account, right, rows=Lot.objects.select_related("product"), key=key)


def to_count_for(account: Account, key: UUID, right: Right = Right.EDIT_STOCK) -> ToCount:
    """Something to look at on the shelf."""
    return fetch(account, right, rows=ToCount.objects.all(), key=key)
