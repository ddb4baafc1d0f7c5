"""A comment arrives: kept with its address sealed, waiting for somebody to look at it."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.comments.models import Comment, State
from percuta_clinic.files.vault import seal_text, unseal_text

STRANGER = Actor(id=None, name="A reader of the website")


def comment_arrive(
    *,
    article: str,
    name: str,
    email: str,
    text: str,
    wants_letters: bool,
    once: str,
    doubts: Sequence[str] = (),
    hasty: Sequence[str] = (),
) -> Comment:
    """Keeps it, once for each form; what looks like spam goes where spam is looked through.

    What was ``hasty`` alone waits with the others, and says so.
    Other words from the same form, after a step back, are another comment.
    """
    comment = Comment(
        article=article,
        name=name,
        text=text,
        sealed_email=seal_text(email),
        wants_letters=wants_letters,
        once=once,
        doubts=[*doubts, *hasty],
        state=State.SPAM if doubts else State.WAITING,
    )
    if _kept(comment):
        return comment
    there = Comment.objects.get(once=once)
    if _says(there) == _says(comment):
        return there
    comment.once = salted_hmac(once, repr(_says(comment))).hexdigest()
    return comment if _kept(comment) else Comment.objects.get(once=comment.once)


def _kept(comment: Comment) -> bool:
    try:
        with transaction.atomic():
            comment.save(force_insert=True)
            record(by=STRANGER, action="comment.arrived", subject=comment)
    except IntegrityError:
        return False
    return True


def _says(comment: Comment) -> tuple[str, ...]:
    email = unseal_text(comment.sealed_email) if comment.sealed_email else ""
    return (comment.article, comment.name, comment.text, email)
