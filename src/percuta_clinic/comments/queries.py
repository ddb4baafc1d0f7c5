"""Reading comments: what everybody sees, and what staff have to look at."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from percuta_clinic.comments.models import Comment, Decision, Reply, Stage, State
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

MOST_SHOWN = 200
TABS = {
    "waiting": Q(state=State.WAITING, removed_at=None),
    "held": Q(replies__stage=Stage.HELD, removed_at=None),
    "approved": Q(state=State.APPROVED, removed_at=None),
    "rejected": Q(state=State.REJECTED, removed_at=None),
    "spam": Q(state=State.SPAM, removed_at=None),
    "removed": Q(removed_at__isnull=False),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What everybody may see of a comment; there is no more to it."""

    key: str
    name: str
    text: str
    at: datetime
    reply: str = ""
    reply_at: datetime | None = None

    @property
    def changed_at(self) -> datetime:
        """When it was written or answered."""
        return self.reply_at or self.at


def comments_shown(slug: str) -> list[Shown]:
    """The approved comments under an article, the oldest first; no address is even read."""
    newest = (
        Comment.objects.filter(article=slug, state=State.APPROVED, removed_at=None)
        .only("pk", "name", "text", "made_at")
        .order_by("-made_at")[:MOST_SHOWN]
    )
    rows = list(reversed(newest))
    replies = Reply.objects.filter(stage=Stage.PUBLISHED, comment__in=rows)
    by_comment = {reply.comment_id: reply for reply in replies}
    return [_shown(one, by_comment.get(one.pk)) for one in rows]


def _shown(comment: Comment, reply: Reply | None) -> Shown:
    return Shown(
        key=comment.pk.hex,
        name=comment.name,
        text=comment.text,
        at=comment.made_at,
        reply=reply.text if reply else "",
        reply_at=(reply.released_at or reply.at) if reply else None,
    )


def queue(account: Account, *, tab: str) -> QuerySet[Comment]:
    """Comments of one kind (a key of TABS): what waits longest first, the rest newest first."""
    require(account, Right.MODERATE_COMMENTS)
    order = "made_at" if tab in ("waiting", "held") else "-made_at"
    return Comment.objects.filter(TABS[tab]).defer("sealed_email").order_by(order)


def counts(account: Account) -> dict[str, int]:
    """How many wait for a decision, for a second person, or lie with the spam."""
    require(account, Right.MODERATE_COMMENTS)
    undecided = Comment.objects.filter(state__in=("waiting", "spam"), removed_at=None)
    by_state = dict(undecided.values_list("state").annotate(Count("pk")).order_by())
    held = Reply.objects.filter(stage=Stage.HELD, comment__removed_at=None).count()
    return {"waiting": by_state.get("waiting", 0), "spam": by_state.get("spam", 0), "held": held}


def history(comment: Comment) -> list[Decision]:
    """What was decided, the newest first."""
    return list(comment.decisions.all())


def reply_in(comment: Comment, stage: Stage) -> Reply | None:
    """The reply that is published, or held."""
    return comment.replies.filter(stage=stage).first()
