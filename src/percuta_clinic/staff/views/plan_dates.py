"""The days of an agreed course: what is booked, what is free, booked in one go."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.times import times_sent
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.course_booking import course_book, times_proposed
from percuta_clinic.planning.dates import course_dates
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic


def dates_shown(account: Account, plan: Plan, clinic: Clinic) -> dict[str, Any]:
    """What the page of a plan in force says about its days."""
    if not plan.in_force:
        return {}
    dates = course_dates(plan, clinic)
    books = account.may(Right.BOOK_VISITS)
    free = {one.dated.number: one for one in times_proposed(plan, dates, clinic)} if books else {}
    return {
        "dates": [{"dated": one, "free": free.get(one.number)} for one in dates],
        "to_book": [one for one in free.values() if one.offer],
        "can_book": books,
    }


@require_POST
@needs(Right.BOOK_VISITS)
def book_all(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Books the times that were shown, or nothing."""
    plan = plan_for(request.user, key)
    try:
        times = times_sent(request.POST.getlist("time"), plan.service)
        made = course_book(by=request.user, plan=plan, times=times, clinic=request.clinic)
    except ValidationError as refusal:
        messages.error(request, f"Nothing was booked. {' '.join(refusal.messages)}")
    else:
        days = ", ".join(f"{timezone.localtime(one.starts_at):%-d %B}" for one in made)
        messages.success(request, f"Booked: {days}. The patient gets a message for each.")
    return redirect("plan", plan.pk)
