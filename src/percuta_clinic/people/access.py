"""Permission and fetch in one call: who may not see a thing is told that it is not there."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from percuta_clinic.people.models import Account, Delegation, Invitation
from percuta_clinic.people.rights import Right

Row = TypeVar("Row", bound=Model)


class NotYours(Http404):
    """There is nothing of that name for this person."""


def require(account: Account, right: Right) -> None:
    """Nothing happens for somebody who has ``right``."""
    if not account.may(right):
        raise NotYours(f"Needs the right to {right}.")


def fetch(account: Account, right: Right, *, rows: QuerySet[Row], key: UUID | str | int) -> Row:
    """The one of ``rows`` with this key, for somebody who has ``right``."""
    require(account, right)
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def colleague_for(account: Account, key: UUID) -> Account:
    """An account, for whoever looks after people."""
    return fetch(account, Right.EDIT_PEOPLE, rows=Account.objects.all(), key=key)


def invitation_for(account: Account, key: UUID) -> Invitation:
    """An invitation of staff, for whoever looks after people."""
    rows = Invitation.objects.filter(patient_id=None)
    return fetch(account, Right.EDIT_PEOPLE, rows=rows, key=key)


def delegation_for(account: Account, key: UUID) -> Delegation:
    """A delegation, for the doctor who gave it."""
    return fetch(account, Right.DELEGATE, rows=account.delegations_given.all(), key=key)
