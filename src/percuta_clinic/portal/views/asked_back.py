"""A patient who was asked back: books, says how it is, wishes a call, or does not wish to come."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.review.access import own_course
from percuta_clinic.review.asked_back import (
    call_wish,
    look_decline,
    looked_of,
    own_asked,
    own_decline,
)
from percuta_clinic.review.course import Course, course_of, due_one
from percuta_clinic.review.due_now import look_of, visits_for
from percuta_clinic.review.models import AskedBack, Back, Ended

CALLS = "Thank you. Somebody of us calls you."
NO_MORE = "Thank you. We do not write to you about this any more."


@require_http_methods(["GET", "HEAD", "POST"])
@of_patient
@alone
def asked(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Everything that can be done about it, on one page."""
    row = own_asked(request.patient, key)
    if request.method == "POST":
        return _answered(request, row)
    course = course_of(row.plan, request.clinic)
    due = due_one(course, row.after) if row.kind == Back.REVIEW else None
    context = {
        "row": row,
        "course": course,
        "may_say": due is not None and due.may_be_done,
        "own": due.own if due is not None else None,
        "comes": visits_for(row.patient_id, looked_of(row), request.clinic),
        "declined": row.ended == Ended.DECLINED,
    }
    return render(request, "portal/results/asked_back.html", context | shared(request))


def _answered(request: PatientRequest, row: AskedBack) -> HttpResponseBase:
    try:
        if request.POST.get("what") == "decline":
            own_decline(by=request.actor, row=row)
            messages.success(request, NO_MORE)
        elif request.POST.get("what") == "call":
            call_wish(by=request.actor, row=row)
            messages.success(request, CALLS)
        else:
            messages.error(request, "Nothing was sent. Tap one of the buttons on this page.")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("my_asked_back", row.pk)


@require_POST
@of_patient
@alone
def no_look(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """No letter about the look a year after."""
    course = own_course(request.patient, key, request.clinic)
    try:
        look_decline(by=request.actor, course=course)
        messages.success(request, NO_MORE)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("my_course_result", key)


def look_said(course: Course) -> str:
    """Whether a letter about the look a year after is to come, was declined, or neither."""
    rows = AskedBack.objects.filter(plan__course=course.plan.course, kind=Back.LOOK)
    row = rows.first()
    if row is not None:
        return "declined" if row.ended == Ended.DECLINED else ""
    return "planned" if course.given and look_of(course) is not None else ""
