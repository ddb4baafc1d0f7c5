"""The reviews of one course: what is due, one screen for each, what became of it, the decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.review.access import course_for, review_for
from percuta_clinic.review.course import Course, Due
from percuta_clinic.review.models import What
from percuta_clinic.review.outcome import outcomes
from percuta_clinic.review.queries import texts_of
from percuta_clinic.review.science import GAIS_SOURCE
from percuta_clinic.review.science_forecast import document_of
from percuta_clinic.review.scores import places_of
from percuta_clinic.review.services import course_decided, review_save
from percuta_clinic.staff.forms.reviews import DecisionForm, ReviewForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.reviews_shown import course_shown, texts_shown, views_shown


@require_safe
@needs(Right.ASSESS_SKIN)
def course(request: ClinicRequest, key: UUID) -> HttpResponse:
    """All that is known of how a course went; reading it is written down."""
    found = course_for(request.user, key, request.clinic, right=Right.ASSESS_SKIN)
    by, about = request.user.actor, found.plan.patient_id
    record(by=by, action="review.opened", subject=found.plan, patient_id=about)
    return _course_page(request, found)


def _course_page(request: ClinicRequest, found: Course, **more: Any) -> HttpResponse:
    context = course_shown(request, found) | {
        "crumbs": crumbs_to(found.plan.patient, "How the course went"),
        "decisions": What.choices,
        "may_decide": request.user.may(Right.MAKE_PLANS),
        "form": DecisionForm(),
    }
    status = 422 if more else 200
    return render(request, "staff/reviews/course.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ASSESS_SKIN)
def review(request: ClinicRequest, key: UUID, after: int) -> HttpResponseBase:
    """One review on one screen. Grades from before are not shown until the new ones are given."""
    found, due = review_for(request.user, key, after, clinic=request.clinic)
    places = places_of(found)
    if request.method != "POST":
        return _review_page(request, (found, due), ReviewForm.begun(places, due.review))
    form = ReviewForm(request.POST, places=places, earlier=due.review)
    if not form.is_valid():
        return _review_page(request, (found, due), form, status=422)
    try:
        review_save(
            by=request.user,
            course=found,
            after=after,
            saw=form.saw(),
            key=form.cleaned_data["key"],
        )
    except ValidationError as refusal:
        form.add_error(None if not hasattr(refusal, "error_dict") else "why", refusal.messages[0])
        return _review_page(request, (found, due), form, status=422)
    messages.success(request, "The review is saved. The grades from before are shown beside it.")
    return redirect(f"{reverse('course_reviews', args=[key])}#change")


def _review_page(
    request: ClinicRequest, of: tuple[Course, Due], form: ReviewForm, *, status: int = 200
) -> HttpResponse:
    found, due = of
    patient = found.plan.patient
    context = {
        "course": found,
        "patient": patient,
        "due": due,
        "form": form,
        "texts": texts_shown(texts_of(found, due.looked.after)),
        "views": views_shown(request.user, found),
        "gais_source": GAIS_SOURCE,
        "crumbs": crumbs_to(patient, f"Review after {due.looked.months} months"),
    }
    return render(request, "staff/reviews/review.html", context, status=status)


@require_POST
@needs(Right.MAKE_PLANS)
def decide(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A named clinician's word on whether the course goes on."""
    found = course_for(request.user, key, request.clinic, right=Right.MAKE_PLANS)
    form = DecisionForm(request.POST)
    if form.is_valid():
        told = [{"concern": one.name} | document_of(one.rule) for one in _outcomes(request, found)]
        try:
            course_decided(
                by=request.user,
                course=found,
                what=What(form.cleaned_data["what"]),
                why=form.cleaned_data["why"],
                shown=told,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, "Your decision stands with the course, under your name.")
            return redirect(f"{reverse('course_reviews', args=[key])}#decision")
    return _course_page(request, found, form=form)


def _outcomes(request: ClinicRequest, found: Course) -> list[Any]:
    return outcomes(found, request.clinic) if found.given else []
