"""Templates of plans: what is in them, by whom, taken out of use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.assessment.science import KINDS
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import template_for
from percuta_clinic.planning.inputs import Inputs, InZone, inputs_of
from percuta_clinic.planning.models import Template
from percuta_clinic.planning.templates import template_retired
from percuta_clinic.staff.views.settings_parts import part_page

HERE = "settings_templates"


@require_safe
@needs(Right.MAKE_PLANS)
def templates(request: ClinicRequest) -> HttpResponseBase:
    """Those in use, then those taken out of use."""
    rows = list(Template.objects.all())
    used = [(one, contents(inputs_of(one.inputs))) for one in rows if one.retired_at is None]
    retired = [one for one in rows if one.retired_at is not None]
    return part_page(request, "staff/settings/templates.html", HERE, used=used, retired=retired)


@require_POST
@needs(Right.MAKE_PLANS)
def retire(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """No new plan begins with it any more."""
    found = template_for(request.user, key)
    template_retired(by=request.user, template=found)
    messages.success(request, f"“{found}” is out of use. Plans that began with it stay.")
    return redirect(HERE)


def contents(inputs: Inputs) -> list[dict[str, Any]]:
    """What a template chooses, in lines."""
    found = []
    if inputs.targets:
        aims = [
            f"{KINDS.get(one.kind, one.kind)}, {place_words(one.zone)}" for one in inputs.targets
        ]
        found.append({"label": "For", "words": aims})
    for zone, one in inputs.zones.items():
        if chosen := _in_zone(one):
            found.append({"label": place_words(zone).capitalize(), "words": chosen})
    if inputs.interval_days is not None:
        words = [f"{inputs.interval_days} days apart"]
        found.append({"label": "Between sessions", "words": words})
    if inputs.cream:
        found.append({"label": "Cream", "words": [inputs.cream]})
    return found


def _in_zone(one: InZone) -> list[str]:
    found = [f"{one.sessions} sessions"] if one.sessions is not None else []
    found += [f"{mm:g} mm from session {n} on" for n, mm in sorted(one.depth_mm.items())]
    return found + [f"{many} passes from session {n} on" for n, many in sorted(one.passes.items())]
