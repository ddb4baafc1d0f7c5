"""The stages of a visit in words, the same on the calendar, the board and the visit's page."""

from collections.abc import Mapping
from datetime import tzinfo
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from percuta_clinic.booking.agenda import segments_of
from percuta_clinic.booking.models import Part, Place, Segment, Visit
from percuta_clinic.config.clock import clock

PARTS: Mapping[Part, tuple[str, str]] = MappingProxyType(
    {
        Part.TALK: ("Talk", "message-square"),
        Part.CLEANSE: ("Cleanse", "droplets"),
        Part.NUMB: ("Numbing", "timer"),
        Part.NEEDLE: ("Needle", "syringe"),
        Part.FINISH: ("Finish", "check"),
        Part.CLEAN: ("Clean the room", "refresh-cw"),
    }
)
NOBODY = {Part.NUMB: "nobody busy", Part.CLEAN: "without the patient"}


def segments_shown(visit: Visit, zone: tzinfo) -> list[dict[str, Any]]:
    """Each stage: when, what, who works in it, with what."""
    return [segment_shown(one, zone) for one in segments_of(visit)]


def staged(visit: Visit) -> list[dict[str, Any]]:
    """The stages of a visit that has several; of one alone the row says everything already."""
    found = segments_shown(visit, timezone.get_current_timezone())
    return found if len(found) > 1 else []


def segment_shown(one: Segment, zone: tzinfo) -> dict[str, Any]:
    """One stage."""
    part = Part(one.part)
    word, icon = PARTS[part]
    who = one.person.name if one.person else NOBODY.get(part, "nobody")
    return {
        "part": part.value,
        "at": clock(one.starts_at.astimezone(zone)),
        "until": clock(one.ends_at.astimezone(zone)),
        "word": word,
        "icon": icon,
        "who": who,
        "is_free": one.person is None,
        "device": one.device.name if one.device else "",
        "all_room": one.place == Place.ROOM,
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "person": one.person_id,
    }


def where(visit: Visit) -> str:
    """The room and the chair in it."""
    return str(visit.chair) if visit.chair else visit.room.name


def in_spite(visit: Visit) -> dict[str, str] | None:
    """What it was booked in spite of, who did it and why; None for most."""
    if not visit.override_of:
        return None
    by = visit.override_by.name if visit.override_by else "somebody"
    return {"of": visit.override_of, "why": visit.override_why, "by": by}
