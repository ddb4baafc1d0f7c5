"""How often sessions had an adverse event; each figure opens what it counts."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.adverse.queries import shown
from percuta_clinic.adverse.rates import (
    BY,
    YEAR,
    Row,
    behind,
    given_between,
    rates_of,
    table_of,
)
from percuta_clinic.adverse.science_rates import FEWEST_EVENTS, FEWEST_SESSIONS
from percuta_clinic.audit.services import record
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import EARLIEST, LATEST, today

ONE_DAY = timedelta(days=1)


def _days(request: ClinicRequest) -> tuple[date, date]:
    """The days asked for; without any, the last year up to today."""
    least, most = EARLIEST + ONE_DAY, LATEST - ONE_DAY
    last = sent.day(request.GET.get("last", "")) or today(request.clinic)
    last = min(max(last, least), most)
    first = sent.day(request.GET.get("first", "")) or last - YEAR
    return min(max(first, least), last), last


@require_safe
@needs(Right.OPEN_CHART)
def rates(request: ClinicRequest) -> HttpResponse:
    """Every line with counts, share, limits and whether it is a signal."""
    first, last = _days(request)
    found = rates_of(request.user, first=first, last=last, clinic=request.clinic)
    context = {
        "found": found,
        "whole": (found.whole, _url(found.whole, first, last)),
        "tables": [
            (BY[by], [(row, _url(row, first, last)) for row in rows])
            for by, rows in found.rows.items()
        ],
        "signals": [(row, BY[row.by], _url(row, first, last)) for row in found.signals],
        "fewest": round(FEWEST_SESSIONS.value),
        "least": round(FEWEST_EVENTS.value),
        "csv": f"{reverse('adverse_rates_csv')}?{urlencode({'first': first, 'last': last})}",
        "crumbs": _crumbs("How often"),
    }
    return render(request, "staff/adverse/rates.html", context)


def _url(row: Row, first: date, last: date) -> str:
    asked = {"by": row.by, "value": row.value, "first": first, "last": last}
    return f"{reverse('adverse_rates_behind')}?{urlencode(asked)}"


@require_safe
@needs(Right.OPEN_CHART)
def behind_figure(request: ClinicRequest) -> HttpResponse:
    """The events and sessions that a figure counts."""
    first, last = _days(request)
    by, value = request.GET.get("by", ""), sent.line(request.GET, "value")
    by = by if by in BY else ""
    given = given_between(first=first, last=last, clinic=request.clinic)
    found = behind(request.user, given, by=by, value=value)
    context = {
        "found": found,
        "label": BY.get(by, ""),
        "events": [shown(one) for one in found.events],
        "first": first,
        "last": last,
        "day": today(request.clinic),
        "crumbs": [*_crumbs("How often", reverse("adverse_rates")), {"label": "What is counted"}],
    }
    return render(request, "staff/adverse/behind.html", context)


@require_safe
@needs(Right.OPEN_CHART)
def download(request: ClinicRequest) -> HttpResponse:
    """The same as CSV; that it was taken out is written down."""
    first, last = _days(request)
    found = rates_of(request.user, first=first, last=last, clinic=request.clinic)
    days = f"days: {first} to {last}"
    record(by=request.user.actor, action="adverse.rates_taken", fields=[days])
    return HttpResponse(
        table_of(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="adverse-{first}-{last}.csv"'},
    )


def _crumbs(here: str, url: str = "") -> list[dict[str, str]]:
    last = {"label": here, "url": url} if url else {"label": here}
    return [
        {"label": "Today", "url": reverse("board")},
        {"label": "Adverse events", "url": reverse("adverse")},
        last,
    ]
