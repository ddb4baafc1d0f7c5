"""Reviews on the board: courses whose result is to be looked at, and those that were missed."""

from django.urls import reverse

from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
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
