"""Patients who wait for a day or for something to heal, and asking them again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.outbox.leaving_words import leaving_words
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.asking import why_not_sent
from percuta_clinic.readiness.waits import ask_again
from percuta_clinic.screening.reminding import Waiter, waiters_for
from percuta_clinic.staff.forms.questions import SendForm
from percuta_clinic.staff.views.shown import row


@require_safe
@needs(Right.TAKE_ANSWERS)
def waits_page(request: ClinicRequest) -> HttpResponseBase:
    """Everybody who waits, for what and until when."""
    rows = [_row(request, one) for one in waiters_for(request.user)]
    return render(request, "staff/screening/waits.html", {"rows": rows})


def _row(request: ClinicRequest, one: Waiter) -> dict[str, Any]:
    opens = one.opens_on
    return {
        "one": one,
        "row": row(request, one.patient),
        "has_come": opens is not None and opens <= today(request.clinic),
        "why_not": why_not_sent(one.patient),
        "sending": SendForm.fresh(),
    }


@require_POST
@needs(Right.TAKE_ANSWERS)
@at_most(times=60, seconds=3600, what="private links")
def ask(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The questions once more, by private link."""
    patient = chart_at_work(request.user, key, Right.TAKE_ANSWERS)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Not sent. Please open this page again, then send it.")
        return redirect("screening_waits")
    once = str(form.cleaned_data["once"])
    try:
        message = ask_again(by=request.user.actor, patient=patient, once=once)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, leaving_words("The link to the questions", message))
    return redirect("screening_waits")
