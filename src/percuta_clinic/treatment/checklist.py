"""What is to be at hand in the room before a treatment; ticked for each visit, by whom and when."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Visit
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.models import RoomCheck

CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "emergency_kit": "Emergency kit at hand and in date",
        "sharps": "Sharps container open and not full",
        "cartridge": "Sterile cartridge, its wrap whole",
        "device": "Device cleaned, with a new barrier sleeve",
        "gloves": "Gloves, gauze, cleanser and gel laid out",
        "couch": "Couch can be laid flat, call button works",
    }
)


def checks_of(visit: Visit) -> dict[str, RoomCheck]:
    """What is ticked for a visit."""
    return {one.key: one for one in RoomCheck.objects.filter(visit=visit)}


def unticked(ticked: Sequence[Mapping[str, str]]) -> list[str]:
    """What a session began without, by the ticks that were frozen with it."""
    there = {one["key"] for one in ticked}
    return [words for key, words in CHECKS.items() if key not in there]


@transaction.atomic
def checks_set(*, by: Account, visit: Visit, keys: frozenset[str]) -> None:
    """Ticks exactly these; one that was ticked before keeps its name and time."""
    require(by, Right.MOVE_VISITS)
    if unknown := keys - set(CHECKS):
        raise ValidationError(f"Nothing on the list is called {', '.join(sorted(unknown))}.")
    rows = RoomCheck.objects.filter(visit=visit)
    rows.exclude(key__in=keys).delete()
    for key in sorted(keys):
        RoomCheck.objects.get_or_create(visit=visit, key=key, defaults={"by_name": by.name})
    action, about = "room.checked", visit.patient_id
    record(by=by.actor, action=action, subject=visit, patient_id=about, fields=keys)
