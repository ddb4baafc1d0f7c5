"""Replies in public: guarded, and released by a second person where the guard found something."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.comments import letters
from percuta_clinic.comments.around import around
from percuta_clinic.comments.guard import Finding, check
from percuta_clinic.comments.models import Comment, Kind, Reply, Stage, State
from percuta_clinic.comments.services import Stale, comment_decide, step
from percuta_clinic.comments.words import clean, has_letters
from percuta_clinic.people.models import Account

LONGEST = 1500


class Held(Exception):
    """The guard found something; the writer changes the reply, or hands it to somebody else."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("The guard found something.")
        self.findings = tuple(findings)

    @property
    def is_final(self) -> bool:
        """Whether nobody may let it through."""
        return any(one.never for one in self.findings)


@transaction.atomic
def reply_write(
    *,
    by: Account,
    comment: Comment,
    version: int,
    text: str,
    services: Sequence[str],
    hand_over: bool = False,
) -> Reply:
    """Publishes a reply the guard has nothing against; ``hand_over`` leaves others to a second."""
    text = checked(text)
    findings = check(text, around(comment, text, services))
    held = Held(findings)
    if held.is_final or (findings and not hand_over):
        raise held
    if findings:
        step(comment, version)
        return _kept(by, comment, text, findings=findings)
    _approve(by, comment, version)
    made = _kept(by, comment, text)
    letters.tell(by=by.actor, comment=comment, occasion="comment_answered")
    return made


def checked(text: str) -> str:
    """A reply with words in it, and not too many."""
    text = clean(text)
    if not has_letters(text):
        raise ValidationError("The reply has no words yet. Write some, or choose a safe reply.")
    if len(text) > LONGEST:
        raise ValidationError(
            f"The reply has {len(text)} characters; {LONGEST} is the most. Shorten it."
        )
    return text


def _approve(by: Account, comment: Comment, version: int) -> None:
    """A reply stands under a comment that is shown; the letter about the reply is enough."""
    if comment.state != State.APPROVED:
        comment_decide(by=by, comment=comment, kind=Kind.APPROVED, version=version, tells=False)
        version = comment.version
    step(comment, version)


def _kept(by: Account, comment: Comment, text: str, *, findings: Sequence[Finding] = ()) -> Reply:
    stage = Stage.HELD if findings else Stage.PUBLISHED
    replaced = (Stage.HELD,) if findings else (Stage.HELD, Stage.PUBLISHED)
    comment.replies.filter(stage__in=replaced).update(stage=Stage.WITHDRAWN)
    made = Reply.objects.create(
        comment=comment,
        text=text,
        findings=[str(one) for one in findings],
        stage=stage,
        by=by,
        by_name=by.name,
    )
    action = "comment_reply.held" if findings else "comment_reply.published"
    record(by=by.actor, action=action, subject=made)
    return made


@transaction.atomic
def reply_release(
    *, by: Account, comment: Comment, version: int, reason: str, services: Sequence[str]
) -> Reply:
    """A second person publishes what the guard held, and says why it confirms nobody."""
    reply = comment.replies.filter(stage=Stage.HELD).first()
    if reply is None:
        raise Stale
    if reply.by_id == by.pk:
        raise ValidationError(
            "You wrote this reply. Somebody else who may answer comments has to release it; you "
            "can change it."
        )
    if not reason.strip():
        raise ValidationError("Say why this confirms nobody as a patient.")
    found = Held(check(reply.text, around(comment, reply.text, services)))
    if found.is_final:
        raise found
    _approve(by, comment, version)
    comment.replies.filter(stage=Stage.PUBLISHED).update(stage=Stage.WITHDRAWN)
    reply.stage, reply.reason = Stage.PUBLISHED, clean(reason)[:300]
    reply.released_by, reply.released_by_name = by, by.name
    reply.released_at = timezone.now()
    reply.save()
    record(by=by.actor, action="comment_reply.released", subject=reply, reason=reply.reason)
    letters.tell(by=by.actor, comment=comment, occasion="comment_answered")
    return reply


@transaction.atomic
def reply_withdraw(*, by: Account, comment: Comment, version: int) -> None:
    """Takes replies back, the shown and the held one."""
    step(comment, version)
    gone = comment.replies.exclude(stage=Stage.WITHDRAWN).update(stage=Stage.WITHDRAWN)
    if not gone:
        raise ValidationError("There is no reply to take back.")
    letters.hold_back(by=by.actor, comment=comment)
    record(by=by.actor, action="comment_reply.withdrawn", subject=comment)
