"""A session as it is written down: the same for any order in which its events came."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from percuta_clinic.treatment.folding import Folded, Said, fold
from percuta_clinic.treatment.models import Record, Session
from percuta_clinic.treatment.problems import OF_STAFF, without_colleague
from percuta_clinic.treatment.stream import said_of

FORMAT = "percuta session record 1"


def zones_needled(found: Folded) -> list[str]:
    """The places of which anything was entered, but for those that were left out.

    Where one entry says so and another that it was needled, it was needled.
    """
    told = [
        (slot.split("/"), one.value)
        for slot, events in found.standing.items()
        if slot.startswith("zone/")
        for one in events
    ]
    return sorted({at[1] for at, one in told if one.get("done") or _may_be(at, one)})


def _may_be(at: list[str], value: dict[str, Any]) -> bool:
    """Whether a place counts though nobody said that it was done: another depth alone does not."""
    return len(at) == len(("zone", "place")) and not value.get("left_out")


def content_of(session: Session) -> str:
    """What is signed: what was known, what stands, and a print over every single event."""
    events = list(said_of(session))
    found = fold(events)
    hurt = tuple(f"{one.slot}/" for one in events if _is_of_staff(one))
    held = {
        "format": FORMAT,
        "session": str(session.pk),
        "opened_at": session.opened_at.isoformat(),
        "opened_by": session.opened_by_name,
        "known": session.pack,
        "stands": [
            _standing(one, hurt) for slot in sorted(found.standing) for one in found.read(slot)
        ],
        "events": len(events),
        "events_digest": _print_over(events),
    }
    return msgspec.json.encode(held, order="deterministic").decode()


def _is_of_staff(one: Said) -> bool:
    return isinstance(one.value, dict) and one.value.get("kind") == OF_STAFF


def _standing(one: Said, hurt: tuple[str, ...]) -> dict[str, Any]:
    """What stands; of a colleague's injury without what was typed, said before or after it."""
    return {
        "slot": one.slot,
        "value": without_colleague(one.value) if one.slot.startswith(hurt) else one.value,
        "at": one.at.isoformat(),
        "doubt": one.doubt,
        **({"ahead": one.ahead} if one.ahead else {}),
        "by": one.by_name,
        "id": str(one.id),
    }


def _print_over(events: list[Said]) -> str:
    rows = sorted([str(one.id), one.at.isoformat(), one.slot, one.value] for one in events)
    return print_of(msgspec.json.encode(rows, order="deterministic").decode())


def print_of(content: str) -> str:
    """What proves that a content was not changed."""
    return hashlib.sha256(content.encode()).hexdigest()


def kept(record: Record) -> dict[str, Any]:
    """What was signed, read back."""
    found: dict[str, Any] = msgspec.json.decode(record.content)
    return found


def folded_in(content: dict[str, Any]) -> Folded:
    """What stands in a content that was kept."""
    standing: dict[str, tuple[Said, ...]] = {}
    for one in content["stands"]:
        said = Said(
            id=UUID(one["id"]),
            device=UUID(one["id"]),
            n=1,
            seen={},
            at=datetime.fromisoformat(one["at"]),
            slot=one["slot"],
            value=one["value"],
            doubt=one["doubt"],
            ahead=one.get("ahead", 0),
            by_name=one["by"],
        )
        standing[said.slot] = (*standing.get(said.slot, ()), said)
    return Folded(standing=standing)
