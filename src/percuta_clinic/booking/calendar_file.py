"""A visit as an entry of a calendar: what it is for is not said, since others may read it."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from django.utils import timezone
from icalendar import Calendar, Event

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.outbox.mail import sender_of
from percuta_clinic.outbox.services import contact_of
from percuta_clinic.outbox.wording import many_lines, one_line
from percuta_clinic.premises.models import Clinic

MAKER = "-//Percuta//Percuta clinic//EN"
CANCELLED = "This appointment is cancelled. You need not come."


class Method(StrEnum):
    """What a calendar is to do with it: keep it, put it in or move it, take it out."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Lasts(Protocol):
    """What begins and ends."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def visit_file(visit: Visit, clinic: Clinic, *, method: Method) -> str:
    """For the patient. Who invites whom is added to an invitation as it leaves."""
    made = new_calendar(method)
    event = new_event(visit, name="visit", at=timezone.now(), lasts=visit)
    event.add("summary", words(f"Appointment at {one_line(clinic.name)}"))
    event.add("location", words(_place(clinic)))
    event.add("description", _told(visit, clinic))
    if method == Method.PUBLISH:
        event.add("organizer", f"mailto:{sender_of(clinic).addr_spec}")
    made.add_component(event)
    return text_of(made)


def _told(visit: Visit, clinic: Clinic) -> str:
    """What the entry says: the clinic's own time, and how to move or cancel."""
    if visit.state == State.CANCELLED:
        return CANCELLED
    starts = visit.starts_at.astimezone(clinic.zone)
    return words(
        f"{starts:%A %-d %B %Y} at {starts:%H:%M}, by the clock at the clinic.\n\n"
        f"To move or cancel it, please tell us. {contact_of(clinic)}\n"
        "Declining or deleting it in a calendar does not cancel it."
    )


def _place(clinic: Clinic) -> str:
    return one_line(", ".join((clinic.address or clinic.name).splitlines()))


def words(text: str) -> str:
    """Nothing invisible, and no backslash: some calendars misread what follows one."""
    return many_lines(text).replace("\\", "/")


def new_calendar(method: Method) -> Calendar:
    """An empty one."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", str(method))
    return made


def new_event(visit: Visit, *, name: str, at: datetime, lasts: Lasts) -> Event:
    """When it is, under a name it keeps; in UTC, which no change of clocks can move."""
    event = Event()
    event.add("uid", f"{name}-{visit.pk}@percuta.invalid")
    event.add("sequence", visit.version)  # rises with every change of the row
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", lasts.starts_at.astimezone(UTC))
    event.add("dtend", lasts.ends_at.astimezone(UTC))
    is_off = visit.state == State.CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def text_of(calendar: Calendar) -> str:
    """As it is stored and sent: lines of at most 75 octets."""
    return bytes(calendar.to_ical()).decode()
