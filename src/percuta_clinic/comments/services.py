"""Deciding on comments: one at a time, by whom and when, and taken back just as well."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.comments import letters
from percuta_clinic.comments.arriving import STRANGER
from percuta_clinic.comments.models import Comment, Decision, Kind, Stage, State
from percuta_clinic.people.models import Account

LEADS_TO = {
    Kind.APPROVED: State.APPROVED,
    Kind.REJECTED: State.REJECTED,
    Kind.SPAM: State.SPAM,
}


class Stale(Exception):
    """Somebody else decided, or the writer removed it, since the page was read."""


def step(comment: Comment, version: int, **changes: object) -> None:
    """Changes a comment that nobody changed since ``version``; raises Stale otherwise."""
    there = Comment.objects.filter(pk=comment.pk, version=version, removed_at=None)
    if not there.update(version=F("version") + 1, **changes):
        raise Stale
    comment.refresh_from_db()


@transaction.atomic
def comment_decide(
    *,
    by: Account,
    comment: Comment,
    kind: Kind,
    version: int,
    reason: str = "",
    tells: bool = True,
) -> Decision:
    """Approves, rejects, or calls it spam; the writer is told of an approval if they asked."""
    if comment.state == LEADS_TO[kind] and comment.decided_at and comment.version == version:
        raise ValidationError(f"It is {comment.get_state_display()} already; nothing changed.")
    before = comment.state
    step(comment, version, state=LEADS_TO[kind], decided_at=timezone.now())
    made = _decided(by, comment, kind=kind, before=before, reason=reason)
    if kind is Kind.APPROVED and tells:
        letters.tell(by=by.actor, comment=comment, occasion="comment_shown")
    elif kind is not Kind.APPROVED:
        letters.hold_back(by=by.actor, comment=comment)
    return made


def _decided(
    by: Account | None, comment: Comment, *, kind: Kind, before: str, reason: str
) -> Decision:
    actor = by.actor if by else STRANGER
    record(by=actor, action=f"comment.{kind}", subject=comment, reason=reason)
    return Decision.objects.create(
        comment=comment,
        kind=kind,
        before=before,
        by=by,
        by_name=actor.name,
        reason=reason[:300],
    )


def last_decision(comment: Comment) -> Decision | None:
    """The one that can be taken back; none after it was."""
    last = comment.decisions.first()
    return last if last and last.kind in LEADS_TO and comment.removed_at is None else None


@transaction.atomic
def comment_undo(*, by: Account, comment: Comment, version: int) -> Decision:
    """Takes the last decision back; a letter about it that has not left is held back."""
    last = last_decision(comment)
    if last is None:
        raise Stale
    step(comment, version, state=last.before, decided_at=_decided_before(comment, last))
    letters.hold_back(by=by.actor, comment=comment)
    return _decided(by, comment, kind=Kind.UNDONE, before=LEADS_TO[Kind(last.kind)], reason="")


def _decided_before(comment: Comment, last: Decision) -> object:
    """A comment that waits again is undecided; its address is kept for the next decision."""
    return None if last.before == State.WAITING else comment.decided_at


@transaction.atomic
def comment_remove(*, comment: Comment, by: Account | None = None, version: int = 0) -> None:
    """Takes its words and name away for good: by its writer at any time, by staff if not stale."""
    before, actor = comment.state, by.actor if by else STRANGER
    there = Comment.objects.filter(pk=comment.pk, removed_at=None)
    if by is not None:
        there = there.filter(version=version)
    wiped = {"name": "", "text": "", "sealed_email": "", "removed_at": timezone.now()}
    if not there.update(version=F("version") + 1, **wiped):
        if by is not None:
            raise Stale
        return
    comment.refresh_from_db()
    comment.replies.exclude(stage=Stage.WITHDRAWN).update(stage=Stage.WITHDRAWN)
    letters.hold_back(by=actor, comment=comment)
    _decided(by, comment, kind=Kind.REMOVED, before=before, reason="")
