"""What keeps services from being booked, and where it is put right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from percuta_clinic.booking.models import Part, Service, WhoBooks
from percuta_clinic.booking.resources import devices_for, specialists_for, spots
from percuta_clinic.booking.stages import Stage, stages_of
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.roster.models import Hours
from percuta_clinic.roster.queries import hours_in_force


@dataclass(frozen=True, kw_only=True)
class Lack:
    """What a service lacks: ``page`` is the name of the page; ``stops`` all bookings, or some."""

    service: Service | None
    words: str
    page: str
    act: str
    stops: bool = True


def lacks(clinic: Clinic) -> list[Lack]:
    """Of everything that is offered."""
    found: list[Lack] = []
    if not spots():
        words = "No room has a place in use, so nothing can be booked."
        found.append(Lack(service=None, words=words, page="settings_rooms", act="Open a room"))
    offered = list(Service.objects.filter(is_offered=True).prefetch_related("stages"))
    for service in offered:
        found += _of(service, clinic)
    if offered and not any(_anybody_books(one) for one in offered):
        words = "Nothing can be booked online by somebody new. Let anybody book the consultation."
        page = "settings_services"
        found.append(Lack(service=None, words=words, page=page, act="Choose it", stops=False))
    return found


def _anybody_books(service: Service) -> bool:
    return service.who_books == WhoBooks.ANYBODY


def _of(service: Service, clinic: Clinic) -> Iterator[Lack]:
    stages = stages_of(service)
    yield from _people(service, stages, clinic)
    if (
        service.device
        and any(one.device for one in stages)
        and not devices_for(service, today(clinic))
    ):
        words = "No device of its kind is in service, so it cannot be booked."
        yield Lack(service=service, words=words, page="stock_devices", act="See the devices")
    yield from _contradicting(service, stages)


def _people(service: Service, stages: Sequence[Stage], clinic: Clinic) -> Iterator[Lack]:
    people = specialists_for(service)
    if not people:
        words = "Nobody who may do it works here, so it cannot be booked."
        page = "settings_service_booking"
        yield Lack(service=service, words=words, page=page, act="Choose who does it")
        return
    own = [hours for one in people for hours in hours_in_force(one.pk, today(clinic))]
    if service.who_books != WhoBooks.CLINIC and not any(one.treats for one in own):
        words = "Nobody who does it has working hours, so nobody can book it online."
        page = "settings_hours"
        yield Lack(service=service, words=words, page=page, act="Enter hours", stops=False)
    if any(one.assistant for one in stages) and not _assisted(clinic):
        words = "Nobody helps at visits of others, so the specialist does every stage alone."
        page = "settings_hours"
        yield Lack(service=service, words=words, page=page, act="Enter hours", stops=False)


def _assisted(clinic: Clinic) -> bool:
    day = today(clinic)
    rows = Hours.objects.filter(assists=True, account__is_active=True)
    return any(one.last_day is None or one.last_day >= day for one in rows)


def _contradicting(service: Service, stages: Sequence[Stage]) -> Iterator[Lack]:
    needles = any(one.part == Part.NEEDLE for one in stages)
    if needles != service.is_needling:
        words = "Its stages and what it says about needles do not agree."
        yield Lack(service=service, words=words, page="settings_stages", act="See the stages")
    if service.who_books == WhoBooks.AFTER and service.after is None:
        words = "It comes after another service, but none is named, so nobody can book it online."
        page = "settings_service_booking"
        yield Lack(service=service, words=words, page=page, act="Name it", stops=False)
