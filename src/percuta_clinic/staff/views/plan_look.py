"""The builder: a draft as a page, as it moves, and what is kept of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.cells import as_proposed, cells_by_path
from percuta_clinic.planning.inputs import Inputs, inputs_of
from percuta_clinic.planning.making import made_for
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.queries import house_for
from percuta_clinic.planning.science import Made
from percuta_clinic.planning.science_lines import lines_of
from percuta_clinic.planning.services import (
    NotADraft,
    Stale,
    draft_changed,
    why_outdated,
)
from percuta_clinic.planning.sound import refuse_strange
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.plans import FORGOTTEN, Sent, sent_from, told_from
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.plan_others import others_shown
from percuta_clinic.staff.views.plan_shown import (
    Looked,
    inputs_text,
    looked_shown,
    own_shown,
)

JSON = "application/json"
NO_DOCTOR = "no doctor works here; the owner invites one under Settings, People"


def looked_at(
    request: ClinicRequest, plan: Plan, inputs: Inputs, *, foretold: bool = True
) -> Looked:
    """What choices lead to today."""
    made = made_for(
        plan,
        day=today(request.clinic),
        house=house_for(plan),
        inputs=inputs,
        foretold=foretold,
    )
    return Looked(plan=plan, inputs=inputs, made=made)


@require_POST
@needs(Right.MAKE_PLANS)
def look(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What choices lead to; nothing is kept."""
    found = plan_for(request.user, key)
    try:
        inputs = _sane(request)
    except ValidationError as fault:
        return _refused(fault)
    return render(
        request, "staff/plans/looked.html", looked_shown(looked_at(request, found, inputs))
    )


@require_POST
@needs(Right.MAKE_PLANS)
def others(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The ways beside the one that is chosen; nothing is kept."""
    found = plan_for(request.user, key)
    try:
        inputs = _sane(request)
    except ValidationError as fault:
        return _refused(fault)
    context = {"others": others_shown(looked_at(request, found, inputs), day=today(request.clinic))}
    return render(request, "staff/plans/others.html", context)


def _sane(request: ClinicRequest) -> Inputs:
    """The choices that were sent, if they may be at all."""
    inputs, _ = told_from(request.body)
    refuse_strange(inputs)
    return inputs


def _refused(fault: ValidationError) -> HttpResponse:
    return JsonResponse({"words": " ".join(fault.messages)}, status=422)


@require_POST
@needs(Right.MAKE_PLANS)
def keep(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps choices over the version that the page knows; otherwise both are shown."""
    found = plan_for(request.user, key)
    if request.content_type != JSON:
        return _kept_form(request, found)
    try:
        inputs, version = told_from(request.body)
        now = draft_changed(by=request.user, plan=found, inputs=inputs, version=version)
    except Stale as stale:
        return JsonResponse({"kept": _met(request, stale.now, mine=inputs)}, status=409)
    except ValidationError as fault:
        return _refused(fault)
    return JsonResponse(_told(now))


def _told(plan: Plan) -> dict[str, Any]:
    return {"version": plan.version, "saved_at": f"{timezone.localtime(plan.saved_at):%H:%M}"}


def _met(request: ClinicRequest, now: Plan, *, mine: Inputs) -> dict[str, Any]:
    """The draft as it stands, and in words where these choices differ from it."""
    lines = clash_lines(request, now, mine=mine)
    return {**_told(now), "inputs": now.inputs, "lines": lines}


def clash_lines(request: ClinicRequest, now: Plan, *, mine: Inputs) -> list[dict[str, str]]:
    """What two states of a draft say, line by line, where they differ."""
    own = lines_of(looked_at(request, now, mine, foretold=False).made)
    theirs = lines_of(looked_at(request, now, inputs_of(now.inputs), foretold=False).made)
    return [
        {
            "label": (own.get(key) or theirs[key]).label,
            "mine": own[key].value if key in own else "",
            "theirs": theirs[key].value if key in theirs else "",
        }
        for key in dict.fromkeys((*own, *theirs))
        if own.get(key) != theirs.get(key)
    ]


def _kept_form(request: ClinicRequest, plan: Plan) -> HttpResponseBase:
    """A page without scripts: kept, then shown anew."""
    try:
        sent = sent_from(request.POST)
        mine, wall = _changed(request, plan, sent)
        draft_changed(by=request.user, plan=plan, inputs=mine, version=sent.version)
    except Stale as stale:
        return clash_page(request, stale.now, mine=mine)
    except NotADraft as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("plan", plan.pk)
    except ValidationError as fault:
        plan.refresh_from_db()
        return builder_page(request, plan, faults=fault.messages)
    if wall:
        plan.refresh_from_db()
        return builder_page(request, plan, wall=wall)
    return redirect(f"{reverse('plan', args=[plan.pk])}#sessions")


def chosen_in(request: ClinicRequest, plan: Plan) -> tuple[Inputs, int]:
    """The choices and version that a form sent. Raises ValidationError."""
    sent = sent_from(request.POST)
    return _changed(request, plan, sent)[0], sent.version


def _changed(request: ClinicRequest, plan: Plan, sent: Sent) -> tuple[Inputs, str]:
    """What a form chose, and the wall that it stopped at."""
    refuse_strange(sent.base)
    looked = looked_at(request, plan, sent.base, foretold=False)
    if looked.made.is_wall:
        proposed = as_proposed(sent.base)
        looked = looked_at(request, plan, proposed, foretold=False)
    cells = cells_by_path(looked.made)
    mine = sent.changed(cells, shown=own_shown(looked))
    refuse_strange(mine)
    _refuse_wall(looked_at(request, plan, mine, foretold=False).made)
    return mine, sent.wall(cells)


def _refuse_wall(made: Made) -> None:
    if made.is_wall:
        raise ValidationError(made.why)


def builder_page(
    request: ClinicRequest, plan: Plan, *, faults: list[str] | None = None, wall: str = ""
) -> HttpResponse:
    """The whole page; ``faults`` say why what was sent was not kept."""
    inputs = inputs_of(plan.inputs)
    looked = looked_at(request, plan, inputs)
    context: dict[str, Any] = {
        "plan": plan,
        "patient": plan.patient,
        "crumbs": [
            *crumbs_to(plan.patient),
            {"label": "Plans", "url": reverse("plans", args=[plan.patient_id])},
            {"label": f"{plan.service}, version {plan.number}", "url": ""},
        ],
        "inputs": inputs_text(inputs),
        "saved_at": timezone.localtime(plan.saved_at),
        "doctors": " or ".join(one.name for one in having(Role.DOCTOR)) or NO_DOCTOR,
        "outdated": why_outdated(plan) if looked.made.is_plan else "",
        "own": own_shown(looked),
        "faults": faults or (),
        "wall": wall,
        "others": others_shown(looked, day=today(request.clinic)),
        **looked_shown(looked),
    }
    return render(
        request, "staff/plans/builder.html", context, status=422 if faults or wall else 200
    )


def clash_page(request: ClinicRequest, now: Plan, *, mine: Inputs) -> HttpResponse:
    """Two states of a draft side by side, without scripts."""
    context = {
        "plan": now,
        "patient": now.patient,
        "crumbs": [
            *crumbs_to(now.patient),
            {"label": "Plans", "url": reverse("plans", args=[now.patient_id])},
            {"label": "Two drafts", "url": ""},
        ],
        "lines": clash_lines(request, now, mine=mine),
        "mine": inputs_text(mine),
        "saved_at": timezone.localtime(now.saved_at),
    }
    return render(request, "staff/plans/clash.html", context, status=409)


__all__ = ("FORGOTTEN", "builder_page", "chosen_in", "clash_page", "keep", "look", "others")
