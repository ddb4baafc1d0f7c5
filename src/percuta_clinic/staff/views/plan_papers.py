"""Papers of a plan for every reader, and the device handed over to agree to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.models import State
from percuta_clinic.planning.papers import paper_of
from percuta_clinic.staff.views.handing import hand_over


@require_safe
@needs(Right.MAKE_PLANS)
def paper(request: ClinicRequest, key: UUID, audience: str) -> HttpResponseBase:
    """What was frozen, written for one reader; opening it is written down."""
    found = plan_for(request.user, key)
    made = paper_of(found, audience, clinic=request.clinic)
    by = request.user.actor
    record(by=by, action="plan.opened", subject=found, patient_id=found.patient_id)
    return file_answer(made.content, kind=made.kind, name=made.name, as_attachment=True)


@require_POST
@needs(Right.TAKE_CONSENT)
@at_most(times=60, seconds=3600, what="private links")
def hand(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Agreed to in the clinic: whoever works here is signed out, the patient gets the device."""
    found = plan_for(request.user, key, Right.TAKE_CONSENT)
    if found.state != State.APPROVED:
        state = found.get_state_display()
        words = f"There is nothing to sign: this version is {state}. Only an approved plan is read."
        messages.error(request, words)
        return redirect("plan", found.pk)
    return hand_over(request, found.patient, opens=found.pk, back=redirect("plan", found.pk))
