"""Reviews on the board: results to be looked at, those that were missed, whom to call."""

from django.urls import reverse

from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.asked_back import to_call
from percuta_clinic.review.models import AskedBack, Back
from percuta_clinic.review.queries import Waiting, reviews_waiting
from percuta_clinic.review.science import Stand
from percuta_clinic.staff.duties import MOST, Duty, Item


def review_duties(account: Account, clinic: Clinic) -> tuple[Duty, ...]:
    """Those due first, then the missed."""
    items = tuple(_item(one) for one in reviews_waiting(account, clinic)[:MOST])
    if not items:
        return ()
    duty = Duty(
        key="reviews",
        title="Reviews of finished courses",
        icon="history",
        tone="warn",
        items=items,
        url=reverse("reviews"),
    )
    return (duty,)


def _item(one: Waiting) -> Item:
    looked, plan = one.due.looked, one.course.plan
    months = f"{looked.months} month{'s' * (looked.months > 1)} after the last session"
    is_missed = one.due.stand is Stand.MISSED
    return Item(
        what=str(plan.patient),
        detail=f"{plan.service}: {months}, {looked.day:%-d %B %Y}",
        url=reverse("course_reviews", args=[plan.pk]),
        act="Open",
        person=True,
        word="Missed" if is_missed else "Due",
        tone="stop" if is_missed else "warn",
    )


def call_duties(account: Account, clinic: Clinic) -> tuple[Duty, ...]:
    """Patients who were asked back and whom the desk calls."""
    found = to_call(account, clinic)
    if not found:
        return ()
    more = f"{len(found) - MOST} more wait." if len(found) > MOST else ""
    duty = Duty(
        key="calls",
        title="To call about a review",
        icon="phone",
        tone="warn",
        items=tuple(_call(one) for one in found[:MOST]),
        url=reverse("calls"),
        under=more,
    )
    return (duty,)


def _call(one: AskedBack) -> Item:
    look = "a look" if one.kind == Back.LOOK else "review"
    months = f"{one.months} month{'s' * (one.months > 1)} after the last session"
    return Item(
        what=str(one.patient),
        detail=f"{one.plan.service}: {look} {months}",
        url=reverse("call", args=[one.pk]),
        act="Call",
        person=True,
        word="Asked for a call" if one.wants_call_at else "Nothing came",
        tone="warn" if one.wants_call_at else "idle",
    )
