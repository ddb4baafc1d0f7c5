"""Taking photographs: by camera over the picture before, or from a file; a queue sends them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from percuta_clinic.config.headers import WITH_CAMERA
from percuta_clinic.files.shapes import Refused
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.access import photos_patient
from percuta_clinic.photos.allowed import Allowed, allowed
from percuta_clinic.photos.framing import VIEWS, view_name
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import Sent, photo_add
from percuta_clinic.staff.forms.photos import PhotoForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.photos_shown import frames_shown, other_views


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADD_PHOTOS)
@at_most(times=120, seconds=600, what="photographs")
def add(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The page with the camera, and where its queue and its plain form are sent."""
    patient = photos_patient(request.user, key, Right.ADD_PHOTOS)
    may = allowed(patient)
    if request.method != "POST":
        view = request.GET.get("view", "")
        form = PhotoForm.begun(view=view if view in VIEWS else "", levels=may.levels)
        return _page(request, patient, may, form=form)
    form = PhotoForm(request.POST, request.FILES, levels=may.levels)
    made, why = _kept(request, patient, form)
    if request.headers.get("X-Percuta"):
        return _told(made, why)
    if made is None:
        form.add_error(None, why)
        return _page(request, patient, may, form=form, status=422)
    messages.success(request, f"Saved: {view_name(made.view)}.")
    return redirect("photos", patient.pk)


def _kept(request: ClinicRequest, patient: Patient, form: PhotoForm) -> tuple[Photo | None, str]:
    """The picture as it is kept, or why it is not."""
    if not form.is_valid():
        return None, " ".join(str(one) for faults in form.errors.values() for one in faults)
    given = form.cleaned_data
    file = given["picture"]
    sent = Sent(
        content=file.read(),
        size=file.size,
        view=given["view"],
        how=given["how"],
        taken=given["taken"],
        device=given["device"],
        uses=given["uses"],
    )
    try:
        return photo_add(by=request.user, patient=patient, key=given["key"], sent=sent), ""
    except Refused as why:
        return None, str(why)
    except ValidationError as refusal:
        return None, " ".join(refusal.messages)


def _told(made: Photo | None, why: str) -> HttpResponseBase:
    """What the queue reads: nothing is called saved before it is."""
    if made is None:
        return JsonResponse({"why": why}, status=422)
    saved = f"{timezone.localtime(made.added_at):%H:%M}"
    return JsonResponse({"saved": saved, "url": reverse("photo", args=[made.pk])})


def _page(
    request: ClinicRequest, patient: Patient, may: Allowed, *, form: PhotoForm, status: int = 200
) -> HttpResponseBase:
    frames = [one for one in frames_shown(patient, may=may) if one["is_known"]]
    chosen = str(form["view"].value() or "")
    first = next((one["view"].key for one in frames if not one["is_done_today"]), "")
    others = other_views(frames)
    here = chosen or first
    context: dict[str, Any] = {
        "patient": patient,
        "crumbs": crumbs_to(patient, "Photographs", "Take photographs"),
        "allowed": may,
        "frames": frames,
        "others": others,
        "here": here,
        "extra": VIEWS[here] if here in {one.key for one in others} else None,
        "form": form,
        "sees": request.user.may(Right.SEE_PHOTOS) and may.seen,
    }
    answer = render(request, "staff/photos/take.html", context, status=status)
    answer.headers["Permissions-Policy"] = WITH_CAMERA
    return answer
