"""Who waits for a doctor's decision, and which rules are decided against most."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.overrides import overrides
from percuta_clinic.screening.waiting import pressing_behind_glass, waiting
from percuta_clinic.staff.pressing import BEHIND_GLASS, way_through_glass
from percuta_clinic.staff.views.shown import row

PERIODS = {"90": "90 days", "365": "a year", "all": "all time"}


@require_safe
@needs(Right.DECIDE_FINDINGS)
def waiting_page(request: ClinicRequest) -> HttpResponseBase:
    """Everybody who waits for a doctor."""
    rows = [{"one": one, "row": row(request, one.patient)} for one in waiting(request.user)]
    shut = [
        {"row": row(request, one), "url": way_through_glass(one)}
        for one in pressing_behind_glass(request.user)
    ]
    context = {"rows": rows, "shut": shut, "shut_words": BEHIND_GLASS}
    return render(request, "staff/screening/waiting.html", context)


@require_safe
@needs(Right.TAKE_ANSWERS)
def overrides_page(request: ClinicRequest) -> HttpResponseBase:
    """Each rule with how often it held somebody back and what was decided."""
    period = request.GET.get("period", "365")
    period = period if period in PERIODS else "365"
    since = today(request.clinic) - timedelta(days=int(period)) if period != "all" else None
    context: dict[str, Any] = {
        "rows": overrides(request.user, since=since),
        "period": period,
        "periods": PERIODS.items(),
        "since": since or date.min,
    }
    return render(request, "staff/screening/overrides.html", context)
