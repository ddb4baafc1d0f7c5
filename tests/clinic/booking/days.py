"""A day of visits for the tests."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.booking.placing import Override, Refused, Wish, visit_book
from percuta_clinic.patients.models import Patient

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=BERLIN)


def now() -> datetime:
    """This minute: only visits of today are arrived for."""
    return timezone.now().replace(second=0, microsecond=0)


def book(
    house: House,
    patient: Patient,
    *,
    at: datetime = MONDAY,
    after: int = 0,
    service: Service | None = None,
    near: bool = True,
) -> Visit:
    """A visit with Sina in the first room, so many minutes after the minute of ``at``.

    ``near``: sessions may lie as near as a test needs; Dora then overrides what keeps them apart.
    """

    def booked(override: Override | None) -> Visit:
        return visit_book(
            by=house.fred,
            patient=patient,
            service=service or house.needling,
            specialist=house.sina,
            room=house.room,
            starts_at=at.replace(second=0, microsecond=0) + timedelta(minutes=after),
            wish=Wish(override=override),
        )

    try:
        return booked(None)
    except Refused as refused:
        if refused.conflicts or not near:
            raise
        return booked(Override(by=house.dora, why="As near as the test needs."))
