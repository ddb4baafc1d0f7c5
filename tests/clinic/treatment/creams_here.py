"""A session whose pack knows the labels of creams, with lots that are good, old and recalled."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clinic.booking.treated import in_room
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import gate
from clinic.screening.through import answer
from percuta_clinic.readiness.beginning import treatment_begin
from percuta_clinic.stock.models import Kind, Lot, Product
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.pack import frozen_pack
from percuta_clinic.treatment.science import creams_for

ZONES = [
    {"zone": "forehead", "name": "Forehead"},
    {"zone": "cheek_left", "name": "Left cheek"},
    {"zone": "cheek_right", "name": "Right cheek"},
    {"zone": "periorbital_left", "name": "Round the left eye"},
]


def opened_with_creams(house: House, **more: object) -> Session:
    """Amara's session has begun; Pliaglis is ruled out for her."""
    gate(house)
    visit = in_room(house, house.amara)
    answer(house)
    signed(house)
    begun = treatment_begin(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)
    planned = {"cream": "emla", "area_cm2": 80, "grams": 12, "minutes": 60}
    creams = creams_for(None, age=29)
    for one in creams:
        on_the_shelf(one)
    known = {"creams": [_told(one) for one in creams], "zones": ZONES}
    pack = frozen_pack(begun) | known | {"numbing_planned": planned} | more
    return Session.objects.create(
        visit=begun,
        patient_id=begun.patient_id,
        opened_by=house.sina,
        opened_by_name=house.sina.name,
        pack=pack,
    )


def _told(cream: dict[str, Any]) -> dict[str, Any]:
    """One label; Pliaglis is ruled out."""
    why = "tetracaine is an ester" if cream["key"] == "pliaglis" else ""
    return cream | {"barred": why, "ask": ""}


def on_the_shelf(cream: dict[str, Any]) -> None:
    """A lot that is good, an old one, and one that was recalled."""
    product = Product.objects.create(kind=Kind.CREAM, name=cream["name"], key=cream["key"])
    today, received = timezone.localdate(), timezone.localdate() - timedelta(days=99)
    for number, days in (("A1", 200), ("B2", -3), ("C3", 90)):
        Lot.objects.create(
            product=product,
            number=number,
            expires_on=today + timedelta(days=days),
            received_on=received,
            quantity=4,
            recalled_at=timezone.now() if number == "C3" else None,
            recall_reason="By its maker." if number == "C3" else "",
        )
