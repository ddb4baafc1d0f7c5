"""Check-ins on the board: those that somebody has to look at, and those that never came."""

from django.urls import reverse

from percuta_clinic.healing.models import CheckIn, Urgent
from percuta_clinic.healing.shown import waiting
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.duties import MOST, Duty, Item

TONES = {Urgent.EXPECTED: "ok", Urgent.WATCH: "warn", Urgent.TODAY: "stop", Urgent.NOW: "stop"}


def healing_duties(account: Account) -> tuple[Duty, ...]:
    """The worst first; what never came stands last."""
    if not account.may(Right.OPEN_CHART):
        return ()
    rows = waiting(account)
    many = rows.count()
    if not many:
        return ()
    found = sorted(rows[: 5 * MOST], key=lambda one: -(-1 if one.level is None else one.level))
    items = tuple(_item(one) for one in found[:MOST])
    more = f"{many - len(items)} more wait." if many > len(items) else ""
    is_urgent = any(one.level is not None and one.level >= Urgent.TODAY for one in found)
    return (
        Duty(
            key="check-ins",
            title="Check-ins that need a look or never came",
            icon="message-square",
            tone="stop" if is_urgent else "warn",
            items=items,
            under=more,
        ),
    )


def _item(one: CheckIn) -> Item:
    return Item(
        what=str(one.patient),
        detail=f"Day {one.day} after {one.of_visit.service}",
        url=reverse("check_in", args=[one.pk]),
        act="Look",
        person=True,
        word=state_of(one),
        tone=tone_of(one),
    )


def state_of(one: CheckIn) -> str:
    """Where it stands, in a word or two."""
    if one.answered_at is None and one.missed_at is not None:
        return "Never came"
    if one.level is None:
        return "Asked" if one.asked_at else "To come"
    words = Urgent(one.level).label.capitalize()
    return "Words or picture" if one.to_read and one.level == Urgent.EXPECTED else words


def tone_of(one: CheckIn) -> str:
    """How it looks; what is closed is calm."""
    if one.closed_at is not None:
        return "idle"
    if one.level is None:
        return "warn" if one.missed_at is not None else "idle"
    return "info" if one.to_read and one.level == Urgent.EXPECTED else TONES[Urgent(one.level)]
