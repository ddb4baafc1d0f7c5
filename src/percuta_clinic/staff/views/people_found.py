"""The list of patients and the search."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.queries import opened_lately, patients_found, patients_newest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.views.shown import row


@require_safe
@needs(Right.SEE_PATIENTS)
def patients(request: ClinicRequest) -> HttpResponseBase:
    """Whom I opened last, then everybody, the newest first."""
    before = sent.key(request.GET.get("before", ""))
    page = patients_newest(request.user, before=before)
    context = {
        "rows": [row(request, patient) for patient in page.patients],
        "lately": [] if before else [row(request, one) for one in opened_lately(request.user)],
        "before": before,
        "after": page.patients[-1].pk if page.more else None,
    }
    return render(request, "staff/patients/list.html", context)


@require_safe
@needs(Right.SEE_PATIENTS)
def found(request: ClinicRequest) -> HttpResponseBase:
    """Who matches what was typed: a list under the search field, or a page of its own."""
    text = request.GET.get("q", "").strip()
    hits, more = patients_found(request.user, text)
    rows = [row(request, hit.patient, why=hit.why) for hit in hits]
    add = reverse("patient_new") if text and request.user.may(Right.EDIT_PATIENTS) else ""
    context: dict[str, Any] = {"hits": rows, "rows": rows, "more": more, "q": text, "add_url": add}
    if request.htmx and request.htmx.target == "found":
        return render(request, "look/pieces/found.html", context)
    return render(request, "staff/patients/found.html", context)
