"""A plan as data: the frozen document with all that belongs to it, and a case file."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.taking_out import case_taken, document_taken


@require_safe
@needs(Right.MAKE_PLANS)
def as_json(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Document, forecast, prices and steps; what was frozen stands in it byte for byte."""
    plan = _frozen(request, key)
    taken = document_taken(by=request.user, plan=plan)
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(taken, content_type="application/json", headers=headers)


@require_safe
@needs(Right.MAKE_PLANS)
def as_case(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The case of a proposed plan, for ``percuta plan``; it names nobody."""
    plan = _frozen(request, key)
    content = case_taken(by=request.user, plan=plan)
    name = f"plan-version-{plan.number}.toml"
    return file_answer(content.encode(), kind="application/toml", name=name, as_attachment=True)


def _frozen(request: ClinicRequest, key: UUID) -> Plan:
    plan = plan_for(request.user, key)
    if plan.is_draft:
        raise Http404("A draft is not frozen yet.")
    return plan
