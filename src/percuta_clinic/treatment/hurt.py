"""Colleagues who were hurt, for whoever leads the clinic: nothing here says who the patient was."""

from dataclasses import dataclass
from datetime import datetime

from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.incidents_told import Line, story_of
from percuta_clinic.treatment.models import Incident, Kind

PLACE = "Place"  # on the patient's skin: no part of what is told here


@dataclass(frozen=True, kw_only=True)
class Hurt:
    """What the accident book asks for; words that were typed may name a patient and stay away."""

    at: datetime
    words: str
    by_name: str
    room: str
    lines: tuple[Line, ...]
    facts: tuple[tuple[str, str], ...]
    outcome: str
    closed_at: datetime | None
    closed_by_name: str


def staff_hurt(account: Account) -> list[Hurt]:
    """The open ones first, then the newest."""
    require(account, Right.EDIT_PEOPLE)
    rows = Incident.objects.filter(kind=Kind.STAFF).select_related("session__visit__room")
    found = rows.order_by("-opened_at")
    return sorted((_hurt(one) for one in found), key=lambda one: one.closed_at is not None)


def staff_hurt_open(account: Account) -> int:
    """How many nobody has closed."""
    require(account, Right.EDIT_PEOPLE)
    return Incident.objects.filter(kind=Kind.STAFF, closed_at=None).count()


def _hurt(incident: Incident) -> Hurt:
    story = story_of(incident)
    return Hurt(
        at=incident.opened_at,
        words=incident.words,
        by_name=incident.opened_by_name,
        room=incident.session.visit.room.name,
        lines=story.lines,
        facts=tuple(fact for fact in story.facts if fact[0] != PLACE),
        outcome=story.outcome,
        closed_at=incident.closed_at,
        closed_by_name=incident.closed_by_name,
    )
