"""The calendar part of an e-mail: addressed as it leaves, in the shape calendars look for."""

from email.headerregistry import Address

from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar, vCalAddress

from percuta_clinic.outbox.wording import one_line

FILE = "appointment.ics"


def invite(mail: EmailMultiAlternatives, calendar: str, *, by: Address, whom: Address) -> None:
    """Adds it twice: beside the words for calendars, and as a file for everything else."""
    made = Calendar.from_ical(calendar)
    for event in made.walk("VEVENT"):
        event.add("organizer", _person(by))
        event.add("attendee", _invited(whom))
    content = bytes(made.to_ical())
    mail.attach_alternative(content.decode(), f"text/calendar; method={made['METHOD']}")
    mail.attach(FILE, content, "application/ics")


def _invited(whom: Address) -> vCalAddress:
    """Whoever has a visit has agreed to it; nobody here reads what a calendar answers."""
    person = _person(whom)
    person.params["ROLE"] = "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = "ACCEPTED"
    person.params["RSVP"] = "FALSE"
    return person


def _person(address: Address) -> vCalAddress:
    person = vCalAddress(f"mailto:{address.addr_spec}")
    person.params["CN"] = one_line(address.display_name).replace('"', "'")
    return person
