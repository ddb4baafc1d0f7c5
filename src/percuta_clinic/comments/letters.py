"""E-mails to people who commented and asked to be told; held back when a decision is undone."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.comments.links import page_of, removal_of
from percuta_clinic.comments.models import Comment
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.queries import shown
from percuta_clinic.outbox.models import Channel, Message, Purpose, State
from percuta_clinic.outbox.services import message_enqueue, message_hold_back

TIME_TO_UNDO = timedelta(minutes=5)
NOBODY = "Somebody who commented"


def tell(*, by: Actor, comment: Comment, occasion: str) -> Message | None:
    """Queues a letter; None if it was not asked for, or the address is deleted already."""
    if not comment.wants_letters or not comment.sealed_email:
        return None
    return message_enqueue(
        by=by,
        occasion=occasion,
        channel=Channel.EMAIL,
        to_name=NOBODY,
        address=unseal_text(comment.sealed_email),
        purpose=Purpose.ACCOUNT,
        values={
            "name": comment.name,
            "article": shown(Slug(comment.article)).title,
            "page": page_of(comment),
            "link": removal_of(comment),
        },
        due_at=timezone.now() + TIME_TO_UNDO,
        once=f"{_of(comment)}{comment.version}",
        hide_address=True,
    )


def hold_back(*, by: Actor, comment: Comment) -> None:
    """Keeps every letter about a comment that has not left yet."""
    waiting = Message.objects.filter(once__startswith=_of(comment)).filter(
        state__in=(State.WAITING, State.GIVEN_UP)
    )
    for message in waiting:
        try:
            message_hold_back(by=by, message=message)
        except ValidationError:
            continue  # it is leaving this moment


def _of(comment: Comment) -> str:
    return f"comment:{comment.pk}:"
