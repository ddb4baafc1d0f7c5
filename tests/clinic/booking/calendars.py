"""What three readers that know nothing of each other make of a calendar file; and a calendar."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import icalendar
import ics
import vobject


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One entry, as a reader sees it."""

    method: str
    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    description: str
    location: str
    status: str


def seen(text: str) -> list[Seen]:
    """What all three agree on, in the order of the names."""
    found = [_sorted(reader(text)) for reader in (_icalendar, _ics, _vobject)]
    assert found[0] == found[1] == found[2]
    return found[0]


def _sorted(entries: list[Seen]) -> list[Seen]:
    return sorted(entries, key=lambda one: one.uid)


def _icalendar(text: str) -> list[Seen]:
    calendar = icalendar.Calendar.from_ical(text)
    events: list[Any] = calendar.walk("VEVENT")
    return [
        Seen(
            method=str(calendar["METHOD"]),
            uid=str(one["UID"]),
            sequence=int(one["SEQUENCE"]),
            starts=one["DTSTART"].dt,
            ends=one["DTEND"].dt,
            summary=str(one["SUMMARY"]),
            description=str(one["DESCRIPTION"]),
            location=str(one.get("LOCATION", "")),
            status=str(one["STATUS"]),
        )
        for one in events
    ]


def _ics(text: str) -> list[Seen]:
    calendar = ics.Calendar(text)
    return [
        Seen(
            method=calendar.method,
            uid=one.uid,
            sequence=next(int(line.value) for line in one.extra if line.name == "SEQUENCE"),
            starts=one.begin.datetime,
            ends=one.end.datetime,
            summary=one.name,
            description=one.description,
            location=one.location or "",
            status=one.status,
        )
        for one in calendar.events
    ]


def _vobject(text: str) -> list[Seen]:
    calendar = vobject.readOne(text)
    assert calendar.validate(raiseException=True)
    return [
        Seen(
            method=calendar.method.value,
            uid=one.uid.value,
            sequence=int(one.sequence.value),
            starts=one.dtstart.value,
            ends=one.dtend.value,
            summary=one.summary.value,
            description=one.description.value,
            location=one.location.value if hasattr(one, "location") else "",
            status=one.status.value,
        )
        for one in getattr(calendar, "vevent_list", [])
    ]


@dataclass
class Kept:
    """A patient's calendar: a newer entry of the same name replaces the one before."""

    entries: dict[str, Seen] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Does what the file says."""
        for one in seen(text):
            known = self.entries.get(one.uid)
            newest = max(known.sequence if known else -1, self.gone.get(one.uid, -1))
            if one.sequence <= newest:
                continue
            if one.method == "CANCEL":
                self.entries.pop(one.uid, None)
                self.gone[one.uid] = one.sequence
            else:
                self.entries[one.uid] = one


def lines_of(text: str) -> list[bytes]:
    """The lines as they travel."""
    return text.encode().split(b"\r\n")


def people_in(text: str) -> dict[str, Any]:
    """Who invites whom."""
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return {"by": event.get("ORGANIZER"), "whom": event.get("ATTENDEE")}
