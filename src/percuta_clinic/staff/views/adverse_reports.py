"""Reports of an adverse event: filled in, kept, on paper and as text, and that one was sent."""

from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.adverse.access import event_for, report_for
from percuta_clinic.adverse.models import Report
from percuta_clinic.adverse.papers import report_paper, report_text
from percuta_clinic.adverse.reporting import (
    filled,
    report_make,
    report_sent,
    report_taken,
    title_of,
)
from percuta_clinic.adverse.science_reports import FORMS
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.adverse_reports import ReportForm, SentForm
from percuta_clinic.staff.views.changing import put_errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_NOTES)
def new(request: ClinicRequest, key: UUID, form: str) -> HttpResponseBase:
    """A report with what is known; what is typed is kept as it is to be sent."""
    event = event_for(request.user, key, Right.WRITE_NOTES)
    known = filled(event, form, clinic=request.clinic, by=request.user)
    typed = ReportForm(request.POST or None, filled=known)
    if request.method == "POST" and typed.is_valid():
        duty = typed.cleaned_data["duty"]
        made = report_make(by=request.user, event=event, form=form, duty=duty, values=typed.values)
        toasts.success(request, "Kept. Download it, send it, then write down that it was sent.")
        return redirect("adverse_report", made.pk)
    context = {
        "event": event,
        "asked": FORMS[form],
        "form": typed,
        "crumbs": _crumbs(event.pk, "New report"),
    }
    status = 422 if typed.is_bound else 200
    return render(request, "staff/adverse/report_new.html", context, status=status)


@require_safe
@needs(Right.OPEN_CHART)
def report(request: ClinicRequest, key: UUID) -> HttpResponse:
    """One report as it was made, and where it was sent."""
    return _page(request, report_for(request.user, key))


def _page(request: ClinicRequest, found: Report, sent: SentForm | None = None) -> HttpResponse:
    begun = {"sent_on": timezone.localdate(), "receiver": _receiver(found)}
    context = {
        "report": found,
        "title": title_of(found),
        "sendings": found.sendings.all(),
        "form": sent or SentForm(initial=begun),
        "crumbs": _crumbs(found.event_id, "Report"),
    }
    return render(request, "staff/adverse/report.html", context, status=422 if sent else 200)


def _receiver(found: Report) -> str:
    return FORMS[found.form].to if found.form in FORMS else ""


@require_safe
@needs(Right.OPEN_CHART)
def paper(request: ClinicRequest, key: UUID) -> HttpResponse:
    """As a PDF."""
    found = report_for(request.user, key)
    report_taken(by=request.user, report=found)
    name = f"report-{found.form}-{timezone.localdate(found.made_at)}.pdf"
    return file_answer(report_paper(found), kind="application/pdf", name=name, as_attachment=True)


@require_safe
@needs(Right.OPEN_CHART)
def text(request: ClinicRequest, key: UUID) -> HttpResponse:
    """As text, for a mail or an online form."""
    found = report_for(request.user, key)
    report_taken(by=request.user, report=found)
    name = f"report-{found.form}-{timezone.localdate(found.made_at)}.txt"
    content = report_text(found).encode()
    return file_answer(content, kind="text/plain; charset=utf-8", name=name, as_attachment=True)


@require_POST
@needs(Right.WRITE_NOTES)
def sent(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Writes down that it was sent."""
    found = report_for(request.user, key, Right.WRITE_NOTES)
    form = SentForm(request.POST)
    if form.is_valid():
        try:
            report_sent(by=request.user, report=found, **form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            toasts.success(request, "Noted that it was sent.")
            return redirect("adverse_report", key)
    return _page(request, found, form)


def _crumbs(event: UUID, here: str) -> list[dict[str, str]]:
    return [
        {"label": "Today", "url": reverse("board")},
        {"label": "Adverse events", "url": reverse("adverse")},
        {"label": "What happened", "url": reverse("adverse_event", args=[event])},
        {"label": here},
    ]
