"""The page of one comment, as it is after whatever happened."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from percuta_clinic.booking.models import Service
from percuta_clinic.comments.around import around
from percuta_clinic.comments.guard import Finding, notices
from percuta_clinic.comments.models import Comment, Stage, State
from percuta_clinic.comments.queries import history, reply_in
from percuta_clinic.comments.services import last_decision
from percuta_clinic.comments.templates import SAFE
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.queries import shown

CHIPS = {
    State.WAITING: {"word": "Waiting", "tone": "warn", "icon": "clock"},
    State.APPROVED: {"word": "Shown", "tone": "ok", "icon": "circle-check"},
    State.REJECTED: {"word": "Rejected", "tone": "idle", "icon": "x"},
    State.SPAM: {"word": "Spam", "tone": "stop", "icon": "octagon-x"},
}
REMOVED = {"word": "Removed", "tone": "idle", "icon": "x"}


def services() -> list[str]:
    """What the clinic offers, by name."""
    return list(Service.objects.values_list("name", flat=True))


def row(comment: Comment) -> dict[str, Any]:
    """What every list and page says about a comment."""
    notes = notices(comment.text, around(comment, comment.text, services()))
    return {
        "comment": comment,
        "article": shown(Slug(comment.article)).title,
        "article_url": f"{reverse('read', args=[comment.article])}#comments",
        "chip": REMOVED if comment.removed_at else CHIPS[State(comment.state)],
        "notices": notes,
    }


def page(
    request: ClinicRequest,
    comment: Comment,
    *,
    status: int = 200,
    text: str | None = None,
    findings: Sequence[Finding] = (),
    trouble: str = "",
    stale: bool = False,
    reason: str = "",
) -> HttpResponse:
    """The page; ``text`` is a reply that was typed and is not published."""
    held = reply_in(comment, Stage.HELD)
    published = reply_in(comment, Stage.PUBLISHED)
    given = row(comment) | {
        "decisions": history(comment),
        "last": last_decision(comment),
        "held": held,
        "published": published,
        "own": held is not None and held.by_id == request.user.pk,
        "safe": [{"title": title, "words": words} for title, words in SAFE],
        "text": text if text is not None else (held.text if held else ""),
        "findings": findings,
        "final": any(one.never for one in findings),
        "trouble": trouble,
        "stale": stale,
        "reason": reason,
    }
    return render(request, "staff/comments/comment.html", given, status=status)
