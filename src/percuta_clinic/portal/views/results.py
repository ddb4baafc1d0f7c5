"""How one's own course went, in plain words, and what one says of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.config.ids import new_id
from percuta_clinic.portal.own_results import own_outcomes
from percuta_clinic.portal.result_tasks import asked_in, own_courses
from percuta_clinic.portal.views.asked_back import look_said
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.review.access import own_course, own_review
from percuta_clinic.review.course import Course, Due
from percuta_clinic.review.healed import healed
from percuta_clinic.review.models import What
from percuta_clinic.review.queries import decisions_of, recall_due
from percuta_clinic.review.science import GAIS_OWN, ONCE_MORE, PLEASED, come_back
from percuta_clinic.review.services import Says, own_review_save

DECIDED = {
    What.STOP: "We stop this course.",
    What.CHANGE: "We try something else. We talk about it with you first.",
    What.GO_ON: "We go on as planned.",
}


@require_safe
@of_patient
@alone
def results(request: PatientRequest) -> HttpResponseBase:
    """Every course of one's own in which skin was needled."""
    found = own_courses(request.patient, request.clinic)
    context = {"courses": [{"course": one, "asked": asked_in(one)} for one in found]}
    return render(request, "portal/results/list.html", context | shared(request))


@require_safe
@of_patient
@alone
def result_of(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """One course: what changed, what was foretold, what comes next."""
    course = own_course(request.patient, key, request.clinic)
    back = come_back()
    decision = next(iter(decisions_of(course)), None)
    context = {
        "course": course,
        "outcomes": own_outcomes(course, request.clinic),
        "asked": asked_in(course),
        "told": [one for one in course.due if one.own is not None],
        "decision": decision,
        "decided": DECIDED[What(decision.what)] if decision is not None else "",
        "back": back if course.is_over else None,
        "look": look_said(course),
        "heals": healed(course, request.clinic),
        "back_on": recall_due(course, request.clinic, back.days)[0],
    }
    return render(request, "portal/results/one.html", context | shared(request))


@require_http_methods(["GET", "HEAD", "POST"])
@of_patient
def say(request: PatientRequest, key: UUID, after: int) -> HttpResponseBase:
    """One's own part of a review; every question may stay open."""
    course, due = own_review(request.patient, key, after, clinic=request.clinic)
    if request.method != "POST":
        return _page(request, course, due, sent={"key": str(new_id())})
    sent = {name: words.replace("\0", "") for name, words in request.POST.dict().items()}
    try:
        own_review_save(
            by=request.actor,
            course=course,
            after=after,
            says=_says(sent),
            way="clinic" if request.handed_by else request.way,
            key=_key(sent),
        )
    except ValidationError as refusal:
        return _page(request, course, due, sent=sent, wrong=refusal.messages, status=422)
    messages.success(request, "Thank you. Your clinic reads it.")
    return redirect("my_prepare") if request.handed_by else redirect("my_course_result", key)


def _key(sent: dict[str, str]) -> UUID:
    try:
        return UUID(sent.get("key", ""))
    except ValueError:
        raise ValidationError("Nothing was saved yet. Please send it once more.") from None


def _says(sent: dict[str, str]) -> Says:
    return Says(
        gais=_number(sent.get("gais", "")),
        satisfaction=_number(sent.get("satisfaction", "")),
        again=sent.get("again", ""),
        words=sent.get("words", ""),
    )


def _number(text: str) -> int | None:
    """A choice; what is none of them is refused where it is kept."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else -1


def _page(
    request: PatientRequest, course: Course, due: Due, *, sent: dict[str, str], **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    if "key" not in sent or not sent["key"]:
        sent = sent | {"key": str(new_id())}
    context = {
        "course": course,
        "due": due,
        "sent": sent,
        "gais": GAIS_OWN,
        "pleased": PLEASED,
        "once_more": ONCE_MORE,
        **more,
    }
    return render(request, "portal/results/say.html", context | shared(request), status=status)
