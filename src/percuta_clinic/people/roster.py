"""Reading who works here, for whoever looks after people."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.rights import STAFF, Right


def roster(account: Account) -> Sequence[Account]:
    """Everybody who ever worked here, or who has no role at all; patients are not listed."""
    require(account, Right.EDIT_PEOPLE)
    found = Account.objects.filter(Q(grants__role__in=STAFF) | Q(grants=None))
    return list(found.distinct().order_by("name"))


def with_second_factor(accounts: Iterable[Account]) -> frozenset[UUID]:
    """Who of these has a passkey or an authenticator app."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    found = Authenticator.objects.filter(user__in=list(accounts), type__in=kinds)
    return frozenset(found.values_list("user_id", flat=True))


def invitations_open(account: Account) -> QuerySet[Invitation]:
    """Invitations of staff that nobody has accepted; those too old stay until withdrawn."""
    require(account, Right.EDIT_PEOPLE)
    found = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, patient_id=None)
    return found.order_by("-made_at")
