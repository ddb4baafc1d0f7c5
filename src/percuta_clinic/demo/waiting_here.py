"""People of the sample clinic who wait for a time that comes free."""

from collections.abc import Sequence
from datetime import date, timedelta

from percuta_clinic.booking.models import Service
from percuta_clinic.booking.waiting import When, waiting_join
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.patients.models import Patient

# number among the people, service, first and last day from today
WAIT = ((44, 1, 3, 24), (46, 0, 1, 12), (49, 1, 7, 40))


def waiting(
    staff: Staff, people: Sequence[Patient], services: Sequence[Service], *, day: date
) -> None:
    """The desk put them on the list."""
    for number, service, first, last in WAIT:
        waiting_join(
            by=staff["front"].actor,
            patient=people[number],
            service=services[service],
            when=When(first_day=day + timedelta(days=first), last_day=day + timedelta(days=last)),
        )
