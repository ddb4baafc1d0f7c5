"""Reviews over the clinic: whether forecasts kept their word, and the days of reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.review.clinic_wide import kept_word
from percuta_clinic.review.course import review_days
from percuta_clinic.review.figure import calibration
from percuta_clinic.review.models import ReviewDays
from percuta_clinic.review.queries import reviews_waiting
from percuta_clinic.review.science import reviews_after
from percuta_clinic.review.services import review_days_set
from percuta_clinic.staff.forms.reviews import DaysForm
from percuta_clinic.staff.views.shown import row


@require_safe
@needs(Right.SEE_BOARD)
def here(request: ClinicRequest) -> HttpResponse:
    """Numbers of everybody together; who waits stands there for whoever reviews."""
    return _page(request)


def _page(request: ClinicRequest, **more: Any) -> HttpResponse:
    kept = kept_word(request.clinic)
    used = ReviewDays.objects.order_by("-number").first()
    days = [one.after for one in reviews_after(today(request.clinic), review_days())]
    waiting = reviews_waiting(request.user, request.clinic)
    context = {
        "kept": kept,
        "reviews": [{"at": one, "plot": calibration(one.found)} for one in kept.reviews],
        "waiting": [{"one": one, "row": row(request, one.course.plan.patient)} for one in waiting],
        "reviews_here": request.user.may(Right.ASSESS_SKIN),
        "used": used,
        "days": days,
        "versions": list(ReviewDays.objects.order_by("-number")),
        "may_set": request.user.may(Right.SET_HOUSE),
        "form": DaysForm(
            initial={
                "days": ", ".join(map(str, days)),
                "seen": used.number if used is not None else 0,
            }
        ),
        "crumbs": [{"label": "Today", "url": reverse("board")}, {"label": "Reviews"}],
    }
    status = 422 if more else 200
    return render(request, "staff/reviews/here.html", context | more, status=status)


@require_POST
@needs(Right.SET_HOUSE)
def days(request: ClinicRequest) -> HttpResponseBase:
    """The clinic's own days, with the reason."""
    form = DaysForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            review_days_set(
                by=request.user, days=given["days"], reason=given["reason"], seen=given["seen"]
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, "Reviews are due on these days from now on.")
            return redirect("reviews")
    return _page(request, form=form)
