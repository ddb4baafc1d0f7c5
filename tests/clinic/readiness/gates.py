"""Visits at the gate to treatment, for the tests."""

from datetime import timedelta

from django.utils import timezone

from clinic.booking.treated import in_room, sign
from clinic.consent.papers_here import words_in_use
from clinic.people_here import House
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.consent.models import Kind
from percuta_clinic.readiness.beginning import treatment_begin


def gate(house: House) -> None:
    """The rules are signed and the texts of consents are in use."""
    sign(house)
    words_in_use(house.dora, Kind.TREATMENT)
    words_in_use(house.dora, Kind.PHOTOS)


def begin(house: House, visit: Visit) -> Visit:
    return treatment_begin(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)


def booked_from_now(visit: Visit, when: timedelta) -> Visit:
    """As if it had been booked for then."""
    at = timezone.now() + when
    ends = at + timedelta(hours=1)
    Visit.objects.filter(pk=visit.pk).update(starts_at=at, ends_at=ends)
    visit.segments.all().delete()
    visit.claims.all().delete()
    visit.refresh_from_db()
    return visit


def again_in_room(house: House, before: Visit) -> Visit:
    """Another visit of today, whatever the hour; the one before is over."""
    booked_from_now(before, timedelta(hours=-2))
    Visit.objects.filter(pk=before.pk).update(state=State.FINISHED)
    return in_room(house, before.patient)


def given(house: House, *, times: int, days_ago: int) -> None:
    """So many sessions, the last one so many days ago."""
    sign(house)
    for number in range(times):
        visit = in_room(house, house.amara)
        visit = booked_from_now(visit, -timedelta(days=days_ago + 40 * number))
        Visit.objects.filter(pk=visit.pk).update(
            state=State.FINISHED, treatment_began_at=visit.starts_at
        )
