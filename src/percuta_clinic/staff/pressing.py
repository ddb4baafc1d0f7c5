"""What may not wait, at the head of the board, for whoever may see it."""

from django.urls import reverse

from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.screening.waiting import Awaiting, pressing
from percuta_clinic.staff.duties import Duty, Item, for_visit

NO_DOCTOR = "no doctor works here; the owner invites one under Settings, People"


def pressing_of(account: Account) -> Duty | None:
    """Never cut short; None where this person sees nothing that presses."""
    if not account.may(Right.TAKE_ANSWERS):
        return None
    items = [_item(one) for one in pressing(account)]
    if not items:
        return None
    decides = account.may(Right.DECIDE_FINDINGS)
    return Duty(
        key="pressing",
        title="May not wait",
        icon="octagon-x",
        tone="stop",
        items=tuple(items),
        url=reverse("screening_waiting") if decides else "",
        under="" if decides else whom_to_tell(),
    )


def _item(one: Awaiting) -> Item:
    return Item(
        what=str(one.patient),
        detail=for_visit(one.visit),
        url=reverse("screening", args=[one.patient.pk]),
        act="Look",
        person=True,
        word=one.standing.in_full,
        tone="stop",
    )


def whom_to_tell() -> str:
    """For whoever sees it and cannot refer anybody."""
    names = ", ".join(doctor.name for doctor in having(Role.DOCTOR)) or NO_DOCTOR
    return f"A doctor has to be told now: {names}. Only a doctor takes it off this list."
