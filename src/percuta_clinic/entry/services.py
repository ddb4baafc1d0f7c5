"""What happens at the doors: a clinic opens, an invitation is taken, a session ends."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.entry.first_run import first_run_open, first_run_secret, forget_secret
from percuta_clinic.frame.factors import KEPT_KEY
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create, invitation_accept, invitation_of
from percuta_clinic.premises.queries import the_clinic
from percuta_clinic.premises.services import clinic_open

LINK_IS_DEAD = "This link was used, or is older than a day. Ask for a new one: percuta clinic init."


def clinic_found(*, secret: str, clinic: dict[str, Any], owner: dict[str, str]) -> Account:
    """Opens the clinic with its first owner; the link is dead afterwards."""
    if not first_run_open(secret):
        raise ValidationError(LINK_IS_DEAD)
    try:
        with transaction.atomic():
            account = account_create(by=SYSTEM, roles=[Role.OWNER], **owner)
            clinic_open(by=account.actor, **clinic)
    except (IntegrityError, ValidationError) as error:
        if the_clinic() is None:
            raise
        raise ValidationError(LINK_IS_DEAD) from error
    forget_secret()
    return account


@transaction.atomic
def invitation_take(*, secret: str, name: str, password: str) -> Account:
    """Opens the invited account, and ties it to the patient it was made for."""
    invitation = invitation_of(secret)
    if invitation and Account.objects.filter(email=invitation.email).exists():
        raise ValidationError(
            f"{invitation.email} has an account already. Sign in with it; a password that "
            "is lost can be set anew from the sign-in page."
        )
    account = invitation_accept(secret=secret, name=name, password=password)
    if invitation and invitation.patient_id:
        _tie(account, invitation.patient_id)
    return account


def _tie(account: Account, key: UUID) -> None:
    patient = Patient.objects.select_for_update().filter(pk=key).first()
    if patient is None or not patient.is_live or patient.account_id:
        raise ValidationError(
            "The record this invitation was for is not in use, or has an account already. "
            "Ask your clinic for a new invitation."
        )
    patient.account = account
    patient.save(update_fields=["account"])
    record(
        by=account.actor,
        action="patient.account_tied",
        subject=patient,
        patient_id=patient.pk,
        fields=("account",),
    )


@transaction.atomic
def codes_kept(*, account: Account) -> None:
    """Somebody says that the spare codes are written down."""
    codes = (
        Authenticator.objects.select_for_update()
        .filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
        .first()
    )
    if codes and KEPT_KEY not in codes.data:
        codes.data[KEPT_KEY] = timezone.now().timestamp()
        codes.save(update_fields=["data"])
        record(by=account.actor, action="second_factor.codes_kept", subject=account)


@transaction.atomic
def session_end(*, account: Account, key: int) -> None:
    """Ends one of somebody's own sessions, on whatever device it is."""
    session = UserSession.objects.filter(user=account, pk=key).first()
    if session:
        session.end()
        record(by=account.actor, action="session.ended", subject=account, reason="from my account")


__all__ = [
    "clinic_found",
    "codes_kept",
    "first_run_open",
    "first_run_secret",
    "invitation_take",
    "session_end",
]
