"""Devices, cartridges and creams of the sample clinic."""

from datetime import date, timedelta
from decimal import Decimal

from percuta_clinic.audit.actor import Actor
from percuta_clinic.demo.texts import RECALL
from percuta_clinic.stock.devices import device_add
from percuta_clinic.stock.models import Kind
from percuta_clinic.stock.services import lot_recall, lot_receive, product_add

# kind, name, which cream or for which device, article number, ordered again below
PRODUCTS = (
    (Kind.CARTRIDGE, "SkinPen cartridge, 14 needles", "skinpen", "08700001000017", 20),
    (Kind.CARTRIDGE, "Exceed needle plate, 6 needles", "exceed", "08700001000024", 10),
    (Kind.CREAM, "LMX4, 30 g", "lmx4", "08700002000014", 4),
    (Kind.CREAM, "EMLA, 5 g", "emla", "08700002000021", 10),
)
UNITS = {Kind.CARTRIDGE: "pieces", Kind.CREAM: "tubes"}
# product, lot, days until it expires, how many, days since it came, recalled
LOTS = (
    (0, "A1207", 410, 48, 30, False),
    (0, "A1188", 19, 19, 300, False),
    (0, "A1193", 230, 12, 120, True),
    (1, "X0442", 520, 24, 45, False),
    (2, "L7731", 190, 6, 60, False),
    (3, "E5520", 340, 15, 20, False),
    (3, "E5413", 45, 3, 200, False),
)


def stock_up(by: Actor, day: date) -> None:
    """Everything on the shelves."""
    _devices(by, day)
    made = [
        product_add(
            by=by,
            kind=kind,
            name=name,
            **{"key" if kind is Kind.CREAM else "for_device": key},
            code=code,
            reorder_below=least,
            unit=UNITS[kind],
        )
        for kind, name, key, code, least in PRODUCTS
    ]
    for product, number, left, count, came, recalled in LOTS:
        lot = lot_receive(
            by=by,
            product=made[product],
            number=number,
            expires_on=day + timedelta(days=left),
            quantity=count,
            received_on=day - timedelta(days=came),
        )
        if recalled:
            lot_recall(by=by, lot=lot, reason=RECALL)


def _devices(by: Actor, day: date) -> None:
    device_add(
        by=by,
        name="SkinPen 1",
        model="skinpen",
        serial="SP-2024-00871",
        indications=["acne scars", "wrinkles"],
        max_depth_mm=Decimal("2.5"),
        tolerance_mm=Decimal("0.1"),
        serviced_on=day - timedelta(days=140),
        service_due=day + timedelta(days=225),
    )
    device_add(
        by=by,
        name="SkinPen 2",
        model="skinpen",
        serial="SP-2025-01342",
        indications=["acne scars", "wrinkles"],
        max_depth_mm=Decimal("2.5"),
        tolerance_mm=Decimal("0.1"),
        serviced_on=day - timedelta(days=40),
        service_due=day + timedelta(days=325),
    )
    device_add(
        by=by,
        name="Exceed 1",
        model="exceed",
        serial="EX-00-31277",
        indications=["acne scars", "wrinkles"],
        max_depth_mm=Decimal("1.5"),
        tolerance_mm=Decimal("0.15"),
        serviced_on=day - timedelta(days=350),
        service_due=day + timedelta(days=15),
    )
