"""Who did what: the log, its download and its check."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.audit.services import record, verify_log
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import whole
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.audit import AuditForm, asked
from percuta_clinic.staff.views.audit_rows import (
    csv_of,
    lines_of,
    patient_named,
    patients_called,
)

PAGE = 50


@require_safe
@needs(Right.SEE_AUDIT)
def audit(request: ClinicRequest) -> HttpResponseBase:
    """The list, newest first, narrowed as asked."""
    form = AuditForm(request.GET)
    if not form.is_valid():
        return render(request, "staff/audit/audit.html", {"form": form}, status=422)
    patient, several = _patient(form)
    context: dict[str, Any] = {"form": form, "several": several}
    if form.cleaned_data["whom"] and not patient:
        context["nobody"] = not several
        return render(request, "staff/audit/audit.html", context)
    found = asked(form, request.clinic, patient)
    before = whole(request.GET.get("before", ""), otherwise=0)
    rows = found.rows.filter(pk__lt=before) if before else found.rows
    entries = list(rows[: PAGE + 1])
    context |= {
        "lines": lines_of(entries[:PAGE]),
        "older": entries[PAGE - 1].pk if len(entries) > PAGE else None,
        "newest": not before,
        "query": _query(request, patient),
        "patient": {"pk": patient, "name": patient_named(patient)} if patient else None,
    }
    return render(request, "staff/audit/audit.html", context)


def _patient(form: AuditForm) -> tuple[UUID | None, list[Patient]]:
    """The patient that is meant, or those among whom to choose."""
    given = form.cleaned_data
    if given["patient"]:
        return given["patient"], []
    several = patients_called(given["whom"]) if given["whom"] else []
    return (several[0].pk, []) if len(several) == 1 else (None, several)


def _query(request: ClinicRequest, patient: UUID | None) -> str:
    """The filters as they stand in the address, for the next page and the download."""
    kept = request.GET.copy()
    for name in ("before", "whom"):
        kept.pop(name, None)
    if patient:
        kept["patient"] = str(patient)
    return kept.urlencode()


@require_safe
@needs(Right.SEE_AUDIT)
def download(request: ClinicRequest) -> HttpResponseBase:
    """The narrowed list as CSV; that it was taken out is written down too."""
    form = AuditForm(request.GET)
    if not form.is_valid():
        return render(request, "staff/audit/audit.html", {"form": form}, status=422)
    found = asked(form, request.clinic, form.cleaned_data["patient"])
    record(
        by=request.user.actor,
        action="audit.downloaded",
        patient_id=found.patient,
        fields=found.filters,
    )
    day = timezone.localdate()
    return StreamingHttpResponse(
        csv_of(found.rows, request.clinic.zone),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="who-did-what-{day}.csv"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_AUDIT)
def verify(request: ClinicRequest) -> HttpResponseBase:
    """Works every seal of the log out again when asked to."""
    verdict = None
    if request.method == "POST":
        verdict = verify_log()
        record(by=request.user.actor, action="audit.verified")
    return render(request, "staff/audit/verify.html", {"verdict": verdict})
