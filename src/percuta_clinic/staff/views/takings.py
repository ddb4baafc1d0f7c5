"""What was taken on a day: for the drawer, the card terminal's slip and the books."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.billing.money import in_words
from percuta_clinic.billing.takings import Takings, table_of, takings_of
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import EARLIEST, LATEST, today

ONE_DAY = timedelta(days=1)


def _asked(request: ClinicRequest) -> Takings:
    day = sent.day(request.GET.get("day", "")) or today(request.clinic)
    day = min(max(day, EARLIEST + ONE_DAY), LATEST - ONE_DAY)
    return takings_of(request.user, day=day, clinic=request.clinic)


@require_safe
@needs(Right.SEE_MONEY)
def takings(request: ClinicRequest) -> HttpResponseBase:
    """One day, with sums by how and by currency."""
    found = _asked(request)
    context = {
        "found": found,
        "total": in_words(found.total),
        "is_today": found.day == today(request.clinic),
        "before": found.day - ONE_DAY,
        "after": found.day + ONE_DAY,
    }
    return render(request, "staff/payments/takings.html", context)


@require_safe
@needs(Right.SEE_MONEY)
def download(request: ClinicRequest) -> HttpResponseBase:
    """The same as CSV; that it was taken out is written down."""
    found = _asked(request)
    record(by=request.user.actor, action="takings.downloaded", fields=[f"day: {found.day}"])
    return HttpResponse(
        table_of(found, request.clinic),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="takings-{found.day}.csv"'},
    )
