"""Sessions on the board: records to sign, and for a doctor those to co-sign."""

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.duties import MOST, Duty, Item
from percuta_clinic.treatment.models import Record, Session
from percuta_clinic.treatment.queries import to_cosign, to_sign
from percuta_clinic.treatment.second import why_read

MOST_LETTERS = 300  # of what waits, on the board; the page of the record has it all


def record_duties(account: Account) -> tuple[Duty, ...]:
    """Every list of records that has something on it for this person."""
    found = (_to_sign(account), _to_cosign(account))
    return tuple(duty for duty in found if duty is not None and duty.items)


def _to_sign(account: Account) -> Duty | None:
    if not account.may(Right.WRITE_NOTES):
        return None
    return Duty(
        key="records",
        title="Records to sign",
        icon="signature",
        tone="warn",
        items=tuple(_session(one) for one in to_sign(account)[:MOST]),
        url=reverse("records"),
    )


def _session(one: Session) -> Item:
    begun = timezone.localtime(one.opened_at)
    return Item(
        what=str(one.patient),
        detail=f"{one.visit.service}, {begun:%-d %b, %H:%M}",
        url=reverse("record", args=[one.pk]),
        act="Read and sign",
        person=True,
    )


def _to_cosign(account: Account) -> Duty | None:
    if not account.may(Right.APPROVE_PLANS):
        return None
    return Duty(
        key="cosign",
        title="Records to co-sign",
        icon="stethoscope",
        tone="warn",
        items=tuple(_record(one) for one in to_cosign(account)[:MOST]),
        url=reverse("records"),
    )


def _record(one: Record) -> Item:
    return Item(
        what=str(one.patient),
        detail=f"by {one.signed_by_name}: {why_read(one)}"[:MOST_LETTERS],
        url=reverse("record", args=[one.session_id]),
        act="Read",
        person=True,
    )
