"""Visits that no longer fit, as a list on the board."""

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.booking.unfit import SOON, Unfit, unfit_visits
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.staff.duties import MOST, Duty, Item


def roster_duties(account: Account, clinic: Clinic) -> tuple[Duty, ...]:
    """For whoever can move visits: those of the next four weeks, the nearest first."""
    if not account.may(Right.BOOK_VISITS):
        return ()
    found = unfit_visits(account, clinic=clinic, until=timezone.now() + SOON)
    if not found:
        return ()
    duty = Duty(
        key="unfit",
        title="Visits that no longer fit",
        icon="calendar",
        tone="warn",
        items=tuple(_item(one) for one in found[:MOST]),
        url=reverse("visits_unfit"),
    )
    return (duty,)


def _item(one: Unfit) -> Item:
    return Item(
        what=str(one.visit.patient),
        detail=f"{timezone.localtime(one.visit.starts_at):%-d %B, %H:%M}. {one.words}",
        url=reverse("visits_unfit"),
        act="Move it",
        person=True,
    )
