"""What a doctor lets a specialist do: given, received, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import delegation_for
from percuta_clinic.people.models import Account, Delegation
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.people.services import delegation_make, delegation_withdraw
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.people import DelegationForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.settings_parts import delegates, only_if, part_page

HERE = "settings_delegations"
SOON_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A delegation as it stands today; ``tone`` goes with the words."""

    one: Delegation
    state: str
    tone: str

    @property
    def acts(self) -> list[str]:
        """What it allows."""
        named = (
            (self.one.face, "needling of the face"),
            (self.one.body, "needling of the body"),
            (self.one.numbing, "numbing creams by their label"),
        )
        return [words for allowed, words in named if allowed]

    @property
    def is_live(self) -> bool:
        """Whether there is something to withdraw."""
        return self.tone != "idle"


def shown_on(one: Delegation, day: date) -> Shown:
    """How ``one`` stands on ``day``, in words."""
    state, tone = _state(one, day)
    return Shown(one=one, state=state, tone=tone)


def _state(one: Delegation, day: date) -> tuple[str, str]:
    left = (one.ends_on - day).days
    if one.withdrawn_at:
        return "Withdrawn", "idle"
    if left < 0:
        return "Over", "idle"
    if Role.DOCTOR not in one.doctor.roles:
        return f"Not in force: {one.doctor.name} is no doctor here any more", "stop"
    if one.starts_on > day:
        return f"Begins in {(one.starts_on - day).days} days", "info"
    if left <= SOON_DAYS:
        return _ends(left), "warn"
    return "In force", "ok"


def _ends(left: int) -> str:
    return {0: "Ends today", 1: "Ends tomorrow"}.get(left, f"Ends in {left} days")


def _all(rows: Iterable[Delegation], day: date) -> list[Shown]:
    found = [shown_on(one, day) for one in rows]
    return sorted(found, key=lambda one: not one.is_live)


def _mine(account: Account, day: date) -> dict[str, list[Shown]]:
    with_both = Delegation.objects.select_related("doctor", "specialist").order_by("ends_on")
    return {
        "given": _all(with_both.filter(doctor=account), day),
        "received": _all(with_both.filter(specialist=account), day),
    }


@require_safe
@needs(Right.SEE_BOARD)
def delegations(request: ClinicRequest) -> HttpResponseBase:
    """What this person gave and received."""
    only_if(request.user, allowed=delegates(request.user))
    lists = _mine(request.user, today(request.clinic))
    return part_page(
        request,
        "staff/settings/delegations.html",
        HERE,
        is_specialist=Role.SPECIALIST in request.user.roles or bool(lists["received"]),
        **lists,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DELEGATE)
def delegation(request: ClinicRequest) -> HttpResponseBase:
    """A doctor gives one."""
    form = DelegationForm(
        request.POST or None, doctor=request.user, today=today(request.clinic), initial={}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = delegation_make(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            messages.success(request, f"Delegated to {made.specialist.name}.")
            return redirect(HERE)
    status = 422 if form.is_bound else 200
    return part_page(request, "staff/settings/delegation.html", HERE, form=form, status=status)


@require_POST
@needs(Right.DELEGATE)
def delegation_end(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Ends one at once."""
    found = delegation_for(request.user, key)
    delegation_withdraw(by=request.user.actor, delegation=found)
    messages.success(request, f"The delegation to {found.specialist.name} is withdrawn.")
    return redirect(HERE)
