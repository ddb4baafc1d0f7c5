"""The house protocol: the clinic's doctor moves defaults inside absolute bounds, and signs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.models import HouseProtocol
from percuta_clinic.planning.science import Defaults, house_from
from percuta_clinic.premises.models import Clinic

STATEMENT = (
    "I have read what the evidence says beside each default I move. I move them for this clinic, "
    "inside the absolute bounds, for the reason given."
)


def house_of(kept: HouseProtocol | None) -> Defaults | None:
    """A house protocol as the planner knows it; None where nothing is moved."""
    if kept is None or not kept.content:
        return None
    return house_from(
        kept.content,
        number=kept.number,
        by=kept.by_name,
        on=timezone.localdate(kept.signed_at),
        reason=kept.reason,
    )


@transaction.atomic
def house_signed(
    *, by: Account, content: dict[str, Any], reason: str, seen: int, agreed: bool
) -> HouseProtocol:
    """A new house protocol; ``seen`` is the number of the one that was changed, 0 for none."""
    require(by, Right.SET_HOUSE)
    Clinic.objects.select_for_update().get()  # one at a time
    newest = HouseProtocol.objects.order_by("-number").first()
    number = newest.number if newest is not None else 0
    if number != seen:
        raise ValidationError(
            f"House protocol {number} was signed in the meantime. Look at it first; nothing was "
            "changed."
        )
    words = " ".join(reason.replace("\x00", "").split())
    if len(words) < 3:
        raise ValidationError({"reason": "Say why the defaults are moved; every plan shows it."})
    if len(words) > 500:
        raise ValidationError({"reason": f"The reason has {len(words)} letters; 500 is the most."})
    if not agreed:
        raise ValidationError({"agreed": "Tick the statement to sign."})
    made = HouseProtocol(
        number=number + 1,
        content=content,
        reason=words,
        statement=STATEMENT,
        signed_by=by,
        by_name=by.name,
    )
    try:
        house_of(made)
    except ValueError as wall:
        raise ValidationError({"content": f"{wall}"}) from wall
    made.save()
    record(by=by.actor, action="house.signed", subject=made, reason=words)
    return made
