"""Writing about people: accounts, roles, invitations, delegations, the doctor's signature."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.config.digests import digest_of
from percuta_clinic.people.models import (
    Account,
    Delegation,
    Invitation,
    RoleGrant,
    RuleSetSignature,
)
from percuta_clinic.people.naming import checked_name
from percuta_clinic.people.rights import STAFF, Role
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.sessions import sessions_end
from percuta_clinic.people.signals import left

INVITATION_DAYS = 14
STATEMENT = (
    "I have read these rules with their sources. They are to be used in this clinic as they stand. "
    "The system proposes; a named clinician decides."
)


@transaction.atomic
def account_create(
    *, by: Actor, email: str, name: str, roles: Iterable[Role], password: str | None = None
) -> Account:
    """An account with its roles."""
    account = Account.objects.create_user(email, password, name=name)
    record(by=by, action="account.made", subject=account, fields=("email", "name"))
    for role in roles:
        role_grant(by=by, account=account, role=role)
    return account


@transaction.atomic
def role_grant(*, by: Actor, account: Account, role: Role) -> RoleGrant:
    """Gives ``role``; one that is already held stays as it is."""
    held = account.grants.filter(role=role, ended_at=None).first()
    if held:
        return held
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(account=account, role=role, granted_by=by.name)
    except IntegrityError:
        return account.grants.get(role=role, ended_at=None)
    record(by=by, action="role.given", subject=account, fields=(str(role),))
    _forget_rights(account)
    return grant


@transaction.atomic
def role_end(*, by: Actor, account: Account, role: Role) -> None:
    """Ends ``role``; the last owner keeps it, or nobody could ever give one again."""
    owners = RoleGrant.objects.select_for_update().filter(role=Role.OWNER, ended_at=None)
    others = [
        grant for grant in owners if grant.account_id != account.pk and grant.account.is_active
    ]
    if role == Role.OWNER and not others:
        raise ValidationError(f"{account.name} is the only owner. Make somebody else owner first.")
    account.grants.filter(role=role, ended_at=None).update(ended_at=timezone.now())
    record(by=by, action="role.ended", subject=account, fields=(str(role),))
    if role == Role.OWNER:
        _withdraw_invitations_of(account, by=by)
    _forget_rights(account)
    if role in STAFF and not set(account.roles) & set(STAFF):
        left.send(sender=Account, account=account, by=by)


def _withdraw_invitations_of(account: Account, *, by: Actor) -> None:
    """Whoever is no owner any more lets nobody in any more, least of all themselves."""
    for invitation in Invitation.objects.filter(
        invited_by=account, patient_id=None, accepted_at=None, withdrawn_at=None
    ):
        invitation_withdraw(by=by, invitation=invitation)


@transaction.atomic
def account_close(*, by: Actor, account: Account) -> None:
    """Shuts somebody out: every role ends, and no sign-in is left."""
    for role in account.roles:
        role_end(by=by, account=account, role=role)
    account.is_active = False
    account.save(update_fields=["is_active"])
    sessions_end(account)
    record(by=by, action="account.closed", subject=account)


@transaction.atomic
def account_reopen(*, by: Actor, account: Account) -> None:
    """Lets somebody sign in again; roles have to be given anew."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(by=by, action="account.reopened", subject=account)
    _forget_rights(account)


@transaction.atomic
def account_rename(*, by: Actor, account: Account, name: str) -> None:
    """Changes how somebody is called from now on; what is signed keeps the old name."""
    account.name = checked_name(name, but=account)
    account.full_clean(exclude=["password"])
    account.save(update_fields=["name"])
    record(by=by, action="account.renamed", subject=account, fields=("name",))


def _forget_rights(account: Account) -> None:
    for name in ("roles", "rights"):
        account.__dict__.pop(name, None)


@transaction.atomic
def invitation_make(
    *,
    by: Account | None,
    email: str,
    name: str,
    roles: Iterable[Role],
    patient_id: UUID | None = None,
) -> tuple[Invitation, str]:
    """An invitation, and the secret of its link, which is stored nowhere."""
    email = email.strip().lower()
    if Account.objects.filter(email=email).exists():
        raise ValidationError(f"{email} has an account already. Give it a role instead.")
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=now
    )
    made = Invitation.objects.create(
        email=email,
        name=name.strip(),
        roles=[str(role) for role in roles],
        patient_id=patient_id,
        digest=digest_of(secret),
        invited_by=by,
        made_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    actor = by.actor if by else SYSTEM
    record(
        by=actor, action="invitation.made", subject=made, patient_id=patient_id, fields=made.roles
    )
    return made, secret


def invitation_of(secret: str) -> Invitation | None:
    """The open invitation this secret belongs to."""
    found = Invitation.objects.filter(digest=digest_of(secret)).first()
    return found if found and found.is_open(timezone.now()) else None


@transaction.atomic
def invitation_accept(*, secret: str, name: str, password: str) -> Account:
    """Opens the account that was invited; works once."""
    found = Invitation.objects.select_for_update().filter(digest=digest_of(secret)).first()
    if not found or not found.is_open(timezone.now()):
        raise ValidationError(
            "This invitation was used, withdrawn or is too old. Ask for a new one."
        )
    found.accepted_at = timezone.now()
    found.save(update_fields=["accepted_at"])
    account = Account.objects.create_user(found.email, password, name=checked_name(name))
    by = found.invited_by.actor if found.invited_by else SYSTEM
    for role in found.roles:
        role_grant(by=by, account=account, role=Role(role))
    record(
        by=account.actor, action="invitation.accepted", subject=found, patient_id=found.patient_id
    )
    return account


@transaction.atomic
def invitation_withdraw(*, by: Actor, invitation: Invitation) -> None:
    """Makes the link in the letter useless."""
    open_one = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if open_one.update(withdrawn_at=timezone.now()):
        record(by=by, action="invitation.withdrawn", subject=invitation)


@transaction.atomic
def delegation_make(
    *,
    by: Account,
    specialist: Account,
    acts: Iterable[str],
    max_depth_mm: Decimal,
    starts_on: date,
    ends_on: date,
    limits: str = "",
) -> Delegation:
    """``by`` lets ``specialist`` do ``acts`` (face, body, numbing) until a day."""
    chosen = set(acts)
    if Role.SPECIALIST not in specialist.roles:
        raise ValidationError(f"{specialist.name} is not a specialist here.")
    if not chosen or ends_on < starts_on:
        raise ValidationError("A delegation needs at least one act and an end after its beginning.")
    _one_signature_at_a_time(by)
    made, is_new = Delegation.objects.get_or_create(
        doctor=by,
        specialist=specialist,
        face="face" in chosen,
        body="body" in chosen,
        numbing="numbing" in chosen,
        max_depth_mm=max_depth_mm,
        limits=limits,
        starts_on=starts_on,
        ends_on=ends_on,
        withdrawn_at=None,
    )
    if not is_new:
        raise ValidationError(f"{specialist.name} has exactly this delegation from you already.")
    record(by=by.actor, action="delegation.given", subject=made, fields=chosen)
    return made


@transaction.atomic
def delegation_withdraw(*, by: Actor, delegation: Delegation) -> None:
    """Ends a delegation at once."""
    open_one = Delegation.objects.filter(pk=delegation.pk, withdrawn_at=None)
    if open_one.update(withdrawn_at=timezone.now()):
        record(by=by, action="delegation.withdrawn", subject=delegation)


def _one_signature_at_a_time(doctor: Account) -> None:
    """A button pressed twice must not sign twice."""
    Account.objects.select_for_update().get(pk=doctor.pk)


@transaction.atomic
def rules_sign(*, by: Account, digest: str, read: Iterable[str]) -> RuleSetSignature:
    """A doctor's name under the rules she was shown; all families have to be read."""
    now_in_use, version = rules_in_use()
    if digest != now_in_use:
        raise ValidationError("The rules changed while you read them. Please read the new ones.")
    families = [family.key for family in rule_families()]
    missing = [key for key in families if key not in set(read)]
    if missing:
        raise ValidationError(f"Not read yet: {', '.join(missing)}.")
    _one_signature_at_a_time(by)
    earlier = RuleSetSignature.objects.filter(doctor=by, digest=digest, withdrawn_at=None).first()
    if earlier:
        return earlier
    made = RuleSetSignature.objects.create(
        digest=digest,
        version=version,
        doctor=by,
        doctor_name=by.name,
        statement=STATEMENT,
        read=families,
    )
    record(by=by.actor, action="rules.signed", subject=made, fields=(digest,))
    return made


@transaction.atomic
def rules_unsign(*, by: Actor, signature: RuleSetSignature, reason: str) -> None:
    """Takes the rules out of use; nobody is treated until they are signed again."""
    if not reason.strip():
        raise ValidationError("Say why the signature is withdrawn.")
    RuleSetSignature.objects.filter(pk=signature.pk).update(withdrawn_at=timezone.now())
    record(by=by, action="rules.unsigned", subject=signature, reason=reason)
