"""Adverse events on the board: those a doctor has to assess, and those to be looked at today."""

from datetime import date

from django.urls import reverse

from percuta_clinic.adverse.access import events_in_sight
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.science import term_words
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.duties import MOST, Duty, Item


def adverse_duties(account: Account, day: date) -> tuple[Duty, ...]:
    """Open ones that are due or not assessed; the longest due first."""
    if not account.may(Right.OPEN_CHART):
        return ()
    rows = events_in_sight(account).filter(closed_at=None)
    due = rows.filter(follow_up_on__lte=day) | rows.filter(relation="")
    items = tuple(_item(one, day) for one in due.order_by("follow_up_on", "opened_at")[:MOST])
    if not items:
        return ()
    return (
        Duty(
            key="adverse",
            title="Adverse events to look at",
            icon="triangle-alert",
            tone="stop",
            items=items,
            url=reverse("adverse"),
            under="The next session of each of these waits for it",
        ),
    )


def _item(one: AdverseEvent, day: date) -> Item:
    is_due = one.follow_up_on is not None and one.follow_up_on <= day
    return Item(
        what=str(one.patient),
        detail=term_words(one.term),
        url=reverse("adverse_event", args=[one.pk]),
        act="Look",
        person=True,
        word="Look is due" if is_due else "Not assessed yet",
        tone="stop" if is_due else "warn",
    )
