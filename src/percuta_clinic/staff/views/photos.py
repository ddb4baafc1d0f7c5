"""Photographs of a patient: the frames, one picture, what it is for, taken out and put back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.access import (
    photo_for,
    photos_patient,
    removed_photo_for,
    seen_page,
)
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.framing import view_name
from percuta_clinic.photos.queries import photos_of, removed_of, sessions_of
from percuta_clinic.photos.services import photo_put_back, photo_remove, photo_uses_set
from percuta_clinic.staff.forms.photos import TakeOutForm, UsesForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.photos_shown import frames_shown, other_views, shown

HERE = "Photographs"


@require_safe
@needs(Right.SEE_PHOTOS)
def photos(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Every view of a patient; that the small pictures were seen is written down."""
    patient = photos_patient(request.user, key)
    seen_page(request.user, patient)
    may = allowed(patient)
    frames = frames_shown(patient, may=may)
    context = {
        "patient": patient,
        "crumbs": crumbs_to(patient, HERE),
        "allowed": may,
        "frames": frames,
        "others": other_views(frames),
        "removed": [
            {"photo": one, "view": view_name(one.view)}
            for one in (removed_of(patient) if request.user.may(Right.REMOVE_PHOTOS) else ())
        ],
    }
    return render(request, "staff/photos/photos.html", context)


@require_safe
@needs(Right.SEE_PHOTOS)
def photo(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One picture with all that is known of it."""
    found = photo_for(request.user, key)
    may = allowed(found.patient)
    alike = photos_of(found.patient, found.view)
    context = {
        "patient": found.patient,
        "crumbs": crumbs_to(found.patient, HERE, view_name(found.view)),
        "allowed": may,
        "one": shown(found, may=may, sessions=sessions_of(found.patient)),
        "form": UsesForm(initial={"uses": found.uses}, levels=may.levels),
        "other": next((one for one in reversed(alike) if one.pk != found.pk), None),
    }
    return render(request, "staff/photos/photo.html", context)


@require_POST
@needs(Right.ADD_PHOTOS)
def uses(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Says what a picture may be used for."""
    found = photo_for(request.user, key, Right.ADD_PHOTOS)
    form = UsesForm(request.POST, levels=allowed(found.patient).levels)
    try:
        if not form.is_valid():
            raise ValidationError("Nothing was changed: choose only what the patient agreed to.")
        photo_uses_set(by=request.user, photo=found, uses=form.cleaned_data["uses"])
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Saved what the picture may be used for.")
    return redirect("photo", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REMOVE_PHOTOS)
def remove(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes a picture out, with a reason."""
    found = photo_for(request.user, key, Right.REMOVE_PHOTOS)
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            photo_remove(by=request.user, photo=found, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error("reason", refusal.messages)
        else:
            messages.success(request, "The picture was taken out. It can be put back below.")
            return redirect("photos", found.patient_id)
    context = {
        "patient": found.patient,
        "crumbs": crumbs_to(found.patient, HERE, "Take out"),
        "one": shown(found, may=allowed(found.patient), sessions=sessions_of(found.patient)),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/photos/remove.html", context, status=status)


@require_POST
@needs(Right.REMOVE_PHOTOS)
def put_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Undoes a removal."""
    found = removed_photo_for(request.user, key)
    photo_put_back(by=request.user, photo=found)
    messages.success(request, f"{view_name(found.view)}: the picture is back.")
    return redirect("photos", found.patient_id)
