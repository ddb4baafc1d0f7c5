"""Files of a chart: added, looked at, removed with a reason, put back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.files.shapes import Refused
from percuta_clinic.files.store import Gone, content_of, small_of
from percuta_clinic.files.vault import Unreadable
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import (
    attachment_for,
    chart_at_work,
    removed_attachment_for,
)
from percuta_clinic.patients.attaching import (
    attachment_add,
    attachment_opened,
    attachment_put_back,
    attachment_remove,
    file_name,
)
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.chart import FilesForm, ReasonForm
from percuta_clinic.staff.views.chart import crumbs_to


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADD_FILES)
@at_most(times=60, seconds=600, what="files")
def add(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts files into a chart; each is judged by its content."""
    patient = chart_at_work(request.user, key, Right.ADD_FILES)
    if request.method != "POST":
        return _add_page(request, patient, form=FilesForm())
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _add_page(request, patient, form=form, status=422)
    added, refused = _added(request, patient, form)
    if added:
        messages.success(request, f"Added to the chart: {', '.join(added)}.")
    if not refused:
        return redirect("chart", patient.pk)
    for words in refused:
        form.add_error("chosen", words)
    return _add_page(request, patient, form=form, status=422)


def _added(
    request: ClinicRequest, patient: Patient, form: FilesForm
) -> tuple[list[str], list[str]]:
    added, refused = [], []
    for file in form.cleaned_data["chosen"]:
        try:
            one = attachment_add(
                by=request.user,
                patient=patient,
                content=file.read(),
                name=file.name,
                title=form.cleaned_data["title"],
                size=file.size,
            )
        except Refused as why:
            refused.append(f"{file.name} was not added. {why}")
        else:
            added.append(one.title)
    return added, refused


def _add_page(
    request: ClinicRequest, patient: Patient, *, form: FilesForm, status: int = 200
) -> HttpResponseBase:
    context = {"patient": patient, "form": form, "crumbs": crumbs_to(patient, "Add files")}
    return render(request, "staff/chart/add_files.html", context, status=status)


@require_safe
@needs(Right.OPEN_CHART)
def content(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A file itself; looking at it is written down."""
    found = attachment_for(request.user, key)
    try:
        held = content_of(found.file)
    except (Gone, Unreadable) as error:
        context = {"attachment": found, "patient": found.patient, "why": str(error)}
        return render(request, "staff/chart/unreadable.html", context, status=410)
    attachment_opened(by=request.user, attachment=found)
    is_picture = found.file.kind.startswith("image/")
    return file_answer(
        held, kind=found.file.kind, name=file_name(found), as_attachment=not is_picture
    )


@require_safe
@needs(Right.OPEN_CHART)
def small(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A picture's preview."""
    found = attachment_for(request.user, key)
    try:
        held = small_of(found.file)
    except (Gone, Unreadable) as error:
        raise NotYours("There is no preview.") from error
    return file_answer(held, kind="image/webp", name=f"{found.pk}.webp", as_attachment=False)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADD_FILES)
def remove(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes a file out of the chart, with a reason."""
    found = attachment_for(request.user, key, Right.ADD_FILES)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attachment_remove(by=request.user, attachment=found, **form.cleaned_data)
        messages.success(request, f"{found.title} was removed. It can be put back in the chart.")
        return redirect("chart", found.patient_id)
    context = {
        "attachment": found,
        "patient": found.patient,
        "form": form,
        "crumbs": crumbs_to(found.patient, "Remove a file"),
    }
    return render(
        request, "staff/chart/remove_file.html", context, status=422 if form.errors else 200
    )


@require_POST
@needs(Right.ADD_FILES)
def put_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Undoes a removal."""
    found = removed_attachment_for(request.user, key)
    attachment_put_back(by=request.user, attachment=found)
    messages.success(request, f"{found.title} is back in the chart.")
    return redirect("chart", found.patient_id)
