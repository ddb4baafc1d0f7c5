"""Pictures that a patient adds to a check-in: one by one as they are chosen, or with the page."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.config.ids import new_id
from percuta_clinic.files.shapes import Refused
from percuta_clinic.files.store import Gone, small_of
from percuta_clinic.files.vault import Unreadable
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.limits import within
from percuta_clinic.frame.sent import key as key_in
from percuta_clinic.healing.access import own_check_in, own_picture, own_small
from percuta_clinic.healing.models import CheckIn
from percuta_clinic.healing.pictures import Given, picture_add, picture_leave_out
from percuta_clinic.intake.services import Closed
from percuta_clinic.people.access import NotYours
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient

TOO_MANY = "Many pictures came in a short time. Wait ten minutes, then add it again."
NOTHING = "Take a picture, or choose one."
NOT_READ = "Nothing was kept. Open the page again, and add the picture there."


@require_POST
@of_patient
@alone
def add(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """One picture; says in words why it is not kept."""
    found = own_check_in(request.patient, key)
    file, name = request.FILES.get("picture"), key_in(request.POST.get("key", ""))
    if not isinstance(file, UploadedFile) or name is None:
        return _refused(NOTHING if name else NOT_READ)
    if why := _kept(request, found, file=file, name=name, zone=request.POST.get("view", "")):
        return _refused(why)
    return JsonResponse({"saved": f"{timezone.localtime():%H:%M}", "url": "#pictures"})


def add_all(request: PatientRequest, found: CheckIn) -> str:
    """Those that came with the page itself, where no script sends them; why one is not kept."""
    files, zone = request.FILES.getlist("pictures"), request.POST.get("zone", "")
    if not files:
        return NOTHING
    faults = [_kept(request, found, file=one, name=new_id(), zone=zone) for one in files]
    return " ".join(dict.fromkeys(one for one in faults if one))


def _kept(
    request: PatientRequest, found: CheckIn, *, file: "UploadedFile[Any]", name: UUID, zone: str
) -> str:
    """Keeps it; empty, or why it is not kept."""
    if not within(request.patient.pk.hex, what="pictures of a check-in", times=40, seconds=600):
        return TOO_MANY
    given = Given(content=file.read(), size=file.size or 0, zone=zone)
    try:
        picture_add(by=request.actor, check_in=found, key=name, given=given)
    except (Refused, Closed) as why:
        return str(why)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _refused(why: str) -> JsonResponse:
    return JsonResponse({"why": why}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
@of_patient
@alone
def small(request: PatientRequest, key: UUID, picture: UUID) -> HttpResponseBase:
    """The small picture of one that was added, or sent, by whoever asks."""
    try:
        held = small_of(own_small(request.patient, key, picture))
    except (Gone, Unreadable) as error:
        raise NotYours("There is no small picture.") from error
    answer = file_answer(held, kind="image/webp", name="small.webp", as_attachment=False)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@of_patient
@alone
def leave_out(request: PatientRequest, key: UUID, picture: UUID) -> HttpResponseBase:
    """Destroys one that is not sent."""
    picture_leave_out(by=request.actor, picture=own_picture(request.patient, key, picture))
    if request.headers.get("X-Percuta"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect("my_check_in", key)
