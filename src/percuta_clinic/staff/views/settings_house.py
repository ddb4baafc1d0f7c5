"""The house protocol: what the evidence says, what this clinic's doctor moved, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from percuta_clinic.booking.models import Service
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.defaults import GROUPS, Default, defaults
from percuta_clinic.planning.house import STATEMENT, house_signed
from percuta_clinic.planning.models import HouseProtocol, Plan, State
from percuta_clinic.planning.queries import house_in_use
from percuta_clinic.staff.forms.house import HouseForm
from percuta_clinic.staff.views.settings_parts import only_if, part_page

HERE = "settings_house"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_BOARD)
def house(request: ClinicRequest) -> HttpResponseBase:
    """Read by everybody here; a doctor moves defaults and signs."""
    used, known = house_in_use(), defaults(_devices())
    content = used.content if used is not None else {}
    form = HouseForm(
        request.POST or None,
        known=known,
        content=content,
        statement=STATEMENT,
        initial={"seen": used.number if used is not None else 0},
    )
    if request.method == "POST":
        only_if(request.user, allowed=request.user.may(Right.SET_HOUSE))
        if form.is_valid() and (made := _signed(request, form)) is not None:
            said = f"House protocol {made.number} is signed. The next plan is made under it."
            messages.success(request, said)
            return redirect(HERE)
    versions = list(HouseProtocol.objects.all())
    return part_page(
        request,
        "staff/settings/house.html",
        HERE,
        status=422 if form.is_bound else 200,
        form=form,
        used=used,
        moved=_moved(known, {}, content),
        versions=_versions(versions, known),
        open_plans=Plan.objects.filter(state=State.PROPOSED).count(),
        drafts=Plan.objects.filter(state=State.DRAFT).count(),
    )


def _signed(request: ClinicRequest, form: HouseForm) -> HouseProtocol | None:
    try:
        return house_signed(
            by=request.user,
            content=form.content,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            agreed=form.cleaned_data["agreed"],
        )
    except ValidationError as refusal:
        form.add_error(None, ValidationError(refusal.messages))
        return None


def _devices() -> list[str]:
    """The devices of what is offered, by how often a service has them."""
    rows = Service.objects.filter(is_needling=True, is_offered=True, is_test_area=False)
    return list(rows.exclude(device="").order_by("name").values_list("device", flat=True))


def _versions(
    versions: Sequence[HouseProtocol], known: Sequence[Default]
) -> list[tuple[HouseProtocol, list[dict[str, str]]]]:
    """Each with what it moved against the one before."""
    before = {one.number: one.content for one in versions}
    return [(one, _moved(known, before.get(one.number - 1, {}), one.content)) for one in versions]


def _moved(
    known: Sequence[Default], was: Mapping[str, Any], now: Mapping[str, Any]
) -> list[dict[str, str]]:
    """What is other in one content than in another, in words."""
    found = []
    for one in known:
        old, new = (content.get(one.group, {}).get(one.key) for content in (was, now))
        if old != new:
            evidence = f"{one.says or 'nothing'}, as the evidence says"
            found.append(
                {
                    "what": f"{GROUPS[one.group]}, {one.label}",
                    "was": evidence if old is None else one.in_words(old),
                    "now": evidence if new is None else one.in_words(new),
                }
            )
    return found
