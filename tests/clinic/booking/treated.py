"""A visit on its way to the needling, for the tests."""

from datetime import datetime, timedelta

from django.utils import timezone

from clinic.booking.days import book
from clinic.people_here import House
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.booking.services import visit_move, visit_treat
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import rules_sign

CLEARED = {"screening": "7f", "consent": "03"}


def sign(house: House) -> None:
    """Dora signs the rules, as any needling needs."""
    families = [family.key for family in rule_families()]
    rules_sign(by=house.dora, digest=rules_in_use()[0], read=families)


def in_room(
    house: House,
    patient: Patient,
    *,
    service: Service | None = None,
    after: int = 0,
    at: datetime | None = None,
) -> Visit:
    """Somebody in the room, booked for now unless another time is named."""
    begins = at or timezone.now().replace(second=0, microsecond=0)
    visit = book(house, patient, at=begins, after=after, service=service)
    for step in (State.ARRIVED, State.IN_ROOM):
        visit = visit_move(by=house.sina.actor, visit=visit, to=step, version=visit.version)
    return visit


def treat(house: House, visit: Visit) -> Visit:
    """The treatment begins."""
    return visit_treat(
        by=house.sina.actor, visit=visit, version=visit.version, cleared=dict(CLEARED)
    )


def began(visit: Visit, ago: timedelta) -> Visit:
    """As if it had begun so long ago."""
    at = timezone.now() - ago
    Visit.objects.filter(pk=visit.pk).update(treatment_began_at=at, state_since=at)
    visit.refresh_from_db()
    return visit
