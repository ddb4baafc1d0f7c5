"""When a merge is undone: what still waited to go out may be about the other person."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.services import message_hold_back
from percuta_clinic.patients.parting import Parted


def separate(parting: Parted) -> Iterator[str]:
    """Holds back what was written since to the address of the kept record."""
    waiting = Message.objects.filter(
        pk__in=parting.since["outbox.message.patient_id"], state=State.WAITING
    )
    number = sum(_held_back(one, parting) for one in waiting)
    if number:
        messages, them = ("1 message", "it") if number == 1 else (f"{number} messages", "them")
        yield (
            f"{messages} to {parting.kept}, written while the records were one, had not left yet "
            f"and {'is' if number == 1 else 'are'} held back. Read {them} under Messages and write "
            "again what is right."
        )


def _held_back(message: Message, parting: Parted) -> bool:
    try:
        message_hold_back(by=parting.by.actor, message=message)
    except ValidationError:
        return False  # it is leaving this moment
    return True
