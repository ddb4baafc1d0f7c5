"""Comments under the articles: what waits, and what is decided about each."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.comments.access import comment_for
from percuta_clinic.comments.models import Kind
from percuta_clinic.comments.queries import TABS, counts
from percuta_clinic.comments.queries import queue as listed
from percuta_clinic.comments.services import (
    Stale,
    comment_decide,
    comment_remove,
    comment_undo,
)
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.comments import DecisionForm, VersionForm
from percuta_clinic.staff.views.comments_page import page, row

PAGE = 20
LABELS = {
    "waiting": "Waiting",
    "held": "To release",
    "approved": "Shown",
    "rejected": "Rejected",
    "spam": "Spam",
    "removed": "Removed",
}
DONE = {
    Kind.APPROVED: "Approved: everybody can read it now.",
    Kind.REJECTED: "Rejected: it is not shown.",
    Kind.SPAM: "Put with the spam: it is not shown.",
}


@require_safe
@needs(Right.MODERATE_COMMENTS)
def queue(request: ClinicRequest) -> HttpResponseBase:
    """The list of one kind."""
    tab = request.GET.get("show", "")
    tab = tab if tab in TABS else "waiting"
    found = Paginator(listed(request.user, tab=tab), PAGE).get_page(request.GET.get("page"))
    given = {
        "rows": [row(one) for one in found],
        "page": found,
        "tab": tab,
        "tabs": _tabs(request, tab),
    }
    return render(request, "staff/comments/queue.html", given)


def _tabs(request: ClinicRequest, tab: str) -> list[dict[str, Any]]:
    waiting = counts(request.user)
    return [
        {"key": key, "label": label, "current": key == tab, "count": waiting.get(key, 0)}
        for key, label in LABELS.items()
    ]


@require_safe
@needs(Right.MODERATE_COMMENTS)
def comment(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One comment with everything that was decided about it."""
    return page(request, comment_for(request.user, key))


@require_POST
@needs(Right.MODERATE_COMMENTS)
def decide(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Approve, reject, spam; back to where it was pressed, with the way to take it back."""
    found = comment_for(request.user, key)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        reason = request.POST.get("reason", "").replace("\0", "")
        trouble = "Nothing was decided: a reason may have 300 characters at most. Shorten it."
        return page(request, found, status=422, trouble=trouble, reason=reason)
    kind, reason = Kind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
    try:
        comment_decide(
            by=request.user,
            comment=found,
            kind=kind,
            version=form.cleaned_data["version"],
            reason=reason,
        )
    except Stale:
        found.refresh_from_db()
        return page(request, found, status=409, stale=True, reason=reason)
    except ValidationError as refusal:
        return page(request, found, status=422, trouble=" ".join(refusal.messages), reason=reason)
    toasts.success(request, f"{DONE[kind]} You can take it back here.")
    return redirect("comment", key=key)


@require_POST
@needs(Right.MODERATE_COMMENTS)
def undo(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes the last decision back."""
    found = comment_for(request.user, key)
    try:
        comment_undo(by=request.user, comment=found, version=_version(request))
    except Stale:
        found.refresh_from_db()
        return page(request, found, status=409, stale=True)
    toasts.success(request, "Taken back. The comment is where it was before.")
    return redirect("comment", key=key)


@require_POST
@needs(Right.MODERATE_COMMENTS)
def remove(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Removes it for good, for a writer who asked by phone."""
    found = comment_for(request.user, key)
    try:
        comment_remove(by=request.user, comment=found, version=_version(request))
    except Stale:
        found.refresh_from_db()
        return page(request, found, status=409, stale=True)
    toasts.success(request, "Removed for good: words, name and e-mail address are deleted.")
    return redirect(f"{reverse('comments')}?show=removed")


def _version(request: ClinicRequest) -> int:
    """What the page showed; 0 is stale always."""
    form = VersionForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0
