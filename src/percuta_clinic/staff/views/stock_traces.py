"""Whom a lot was used for, and who of them was told that it was recalled."""

import csv
import io
from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.config.cells import harmless
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_at_work, patient_for
from percuta_clinic.people.rights import Right
from percuta_clinic.stock.access import lot_for
from percuta_clinic.treatment.tracing import Treated, lot_told, lots_used, traced, treated_with


@require_safe
@needs(Right.OPEN_CHART)
def treated(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Everybody treated with a lot; who looked is written down."""
    lot = lot_for(request.user, key, Right.SEE_STOCK)
    found = treated_with(request.user, lot)
    traced(by=request.user, lot=lot)
    context = {
        "lot": lot,
        "found": found,
        "left": sum(one.told is None for one in found) if lot.recalled_at else 0,
        "here": [one for one in found if one.in_the_room],
    }
    return render(request, "staff/stock/treated.html", context)


@require_safe
@needs(Right.OPEN_CHART)
def download(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The same list for a spreadsheet."""
    lot = lot_for(request.user, key, Right.SEE_STOCK)
    traced(by=request.user, lot=lot)
    return HttpResponse(
        _table(treated_with(request.user, lot)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="treated-with-lot.csv"'},
    )


def _table(found: Sequence[Treated]) -> str:
    """The list for a spreadsheet; no cell of it is ever worked out as a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["name", "born", "phone", "e-mail", "sessions", "how sure", "told", "by"])
    for one in found:
        days = ", ".join(f"{session.opened_at:%Y-%m-%d}" for session in one.sessions)
        at, who = (f"{one.told.at:%Y-%m-%d}", one.told.by_name) if one.told else ("", "")
        patient = one.patient
        born = patient.birth_date.isoformat() if patient.birth_date else ""
        cells = (str(patient), born, patient.phone, patient.email, days, one.sure.words, at, who)
        table.writerow(map(harmless, cells))
    return out.getvalue()


@require_POST
@needs(Right.OPEN_CHART)
def told(request: ClinicRequest, key: UUID, patient: UUID) -> HttpResponseBase:
    """Ticks that somebody was told, or takes the tick back."""
    lot = lot_for(request.user, key, Right.SEE_STOCK)
    person = patient_for(request.user, patient)
    yes = request.POST.get("told") != "no"
    lot_told(by=request.user, lot=lot, patient=person, told=yes)
    messages.success(request, "Noted: told of the recall." if yes else "Noted: still to be told.")
    return redirect("stock_treated", key=key)


@require_safe
@needs(Right.OPEN_CHART)
def of_patient(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Every cartridge and cream that was used for somebody."""
    patient = chart_at_work(request.user, key, Right.OPEN_CHART)
    context = {"patient": patient, "uses": lots_used(patient)}
    return render(request, "staff/stock/of_patient.html", context)
