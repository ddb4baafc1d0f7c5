"""Holidays of the whole clinic, and absences of one person."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.booking.unfit import visits_during
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.roster.access import away_for
from percuta_clinic.roster.queries import away_ahead
from percuta_clinic.roster.services import away_add, away_remove
from percuta_clinic.staff.forms.roster import AwayForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.settings_hours import left_over
from percuta_clinic.staff.views.settings_parts import part_page

HERE = "settings_away"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_ABSENCES)
def away(request: ClinicRequest) -> HttpResponseBase:
    """What is to come, with the visits that lie in it; another one is entered below."""
    form = AwayForm(request.POST or None, clinic=request.clinic)
    if request.method == "POST" and form.is_valid():
        try:
            made = away_add(by=request.user.actor, **form.details)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            said = f"{made.who} is away {made.said(request.clinic.zone)}."
            if visits_during(made):
                return left_over(request, made.account, said, back=HERE)
            messages.success(request, said)
            return redirect(HERE)
    rows = [
        {"away": one, "when": one.said(request.clinic.zone), "visits": visits_during(one)}
        for one in away_ahead()
    ]
    status = 422 if form.is_bound else 200
    return part_page(request, "staff/settings/away.html", HERE, rows=rows, form=form, status=status)


@require_POST
@needs(Right.EDIT_ABSENCES)
def remove(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Somebody is there after all."""
    found = away_for(request.user, key)
    away_remove(by=request.user.actor, away=found)
    messages.success(request, f"{found.who} is there after all. Visits can be booked then.")
    return redirect(HERE)
