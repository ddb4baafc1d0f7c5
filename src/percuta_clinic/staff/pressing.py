"""What may not wait, at the head of the board, for whoever may see it."""

from urllib.parse import urlencode

from django.urls import reverse

from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.screening.waiting import pressing, pressing_behind_glass
from percuta_clinic.staff.duties import Duty, Item, for_screening

BEHIND_GLASS = "Something may not wait in a restricted chart"
NO_DOCTOR = "no doctor works here; the owner invites one under Settings, People"


def pressing_of(account: Account) -> Duty | None:
    """Never cut short; None where this person sees nothing that presses."""
    if not account.may(Right.TAKE_ANSWERS):
        return None
    items = [
        for_screening(one, act="Look", word=one.standing.in_full, tone="stop")
        for one in pressing(account)
    ]
    decides = account.may(Right.DECIDE_FINDINGS)
    if decides:
        items += [_behind_glass(one) for one in pressing_behind_glass(account)]
    if not items:
        return None
    return Duty(
        key="pressing",
        title="May not wait",
        icon="octagon-x",
        tone="stop",
        items=tuple(items),
        url=reverse("screening_waiting") if decides else "",
        under="" if decides else whom_to_tell(),
    )


def _behind_glass(patient: Patient) -> Item:
    return Item(
        what=str(patient),
        detail="No doctor is in its team. What it is stands in the chart alone.",
        url=way_through_glass(patient),
        act="Open",
        person=True,
        word=BEHIND_GLASS,
        tone="stop",
    )


def way_through_glass(patient: Patient) -> str:
    """Asks for a reason first, then leads to what the answers mean."""
    onward = urlencode({"next": reverse("screening", args=[patient.pk])})
    return f"{reverse('glass', args=[patient.pk])}?{onward}"


def whom_to_tell() -> str:
    """For whoever sees it and cannot refer anybody."""
    names = ", ".join(doctor.name for doctor in having(Role.DOCTOR)) or NO_DOCTOR
    return f"A doctor has to be told now: {names}. Only a doctor takes it off this list."
