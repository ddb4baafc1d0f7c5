"""Messages other steps ask for by name: an invitation, a restricted chart that was opened."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.outbox.models import Channel, Message, Purpose
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.patients.models import GlassBreak, Patient
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import invitation_make
from percuta_clinic.premises.queries import the_clinic


def invitation_send(*, by: Actor, invitation: Invitation, link: str) -> Message:
    """The letter with the link; in the transaction that made the invitation."""
    return message_enqueue(
        by=by,
        occasion="invitation",
        channel=Channel.EMAIL,
        to_name=invitation.name,
        address=invitation.email,
        purpose=Purpose.ACCOUNT,
        values={
            "name": invitation.name,
            "link": link,
            "until": f"{timezone.localtime(invitation.expires_at, _zone()):%-d %B %Y}",
        },
        once=f"invitation:{invitation.pk}",
    )


@transaction.atomic
def patient_invite(*, by: Account, patient: Patient, link_of: Callable[[str], str]) -> Invitation:
    """Invites a patient to a page of their own, by e-mail."""
    if not patient.email:
        raise ValidationError(
            f"{patient} has no e-mail address here. Add one under “Change details” first."
        )
    if patient.account_id:
        raise ValidationError(f"{patient} has an account already.")
    invitation, secret = invitation_make(
        by=by,
        email=patient.email,
        name=str(patient),
        roles=[Role.PATIENT],
        patient_id=patient.pk,
    )
    invitation_send(by=by.actor, invitation=invitation, link=link_of(secret))
    return invitation


def glass_broken_tell(*, broken: GlassBreak, page: str) -> list[Message]:
    """To every doctor and owner but the one who opened the chart; ``page`` shows the reason."""
    at = timezone.localtime(broken.at, _zone())
    return [
        message_enqueue(
            by=SYSTEM,
            occasion="glass_broken",
            channel=Channel.EMAIL,
            to_name=reader.name,
            address=reader.email,
            purpose=Purpose.ACCOUNT,
            values={
                "name": reader.name,
                "who": broken.account.name,
                "at": f"{at:%-d %B %Y, %H:%M}",
                "page": page,
            },
            once=f"glass:{broken.pk}:{reader.pk}",
        )
        for reader in having(Role.DOCTOR, Role.OWNER)
        if reader.pk != broken.account_id
    ]


def _zone() -> ZoneInfo | None:
    clinic = the_clinic()
    return clinic.zone if clinic else None
