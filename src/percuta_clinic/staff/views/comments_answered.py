"""Public replies to comments: written, guarded, released by a second person, taken back."""

from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from percuta_clinic.comments.access import comment_for
from percuta_clinic.comments.models import Comment
from percuta_clinic.comments.replies import Held, reply_release, reply_withdraw, reply_write
from percuta_clinic.comments.services import Stale
from percuta_clinic.comments.templates import SAFE
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import whole
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.comments import ReleaseForm, ReplyForm, VersionForm
from percuta_clinic.staff.views.comments_page import page, services


@require_POST
@needs(Right.MODERATE_COMMENTS)
def reply(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Publishes a reply, or says what in it would confirm a patient; nothing typed is lost."""
    found = comment_for(request.user, key)
    typed = request.POST.get("text", "").replace("\0", "")
    if "safe" in request.POST:
        return page(request, found, text=_with_safe(typed, request.POST["safe"]))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        trouble = "Not published: it is far too long. Shorten it."
        return page(request, found, status=422, text=typed, trouble=trouble)
    return _written(request, found, form)


def _with_safe(typed: str, chosen: str) -> str:
    number = whole(chosen)
    words = SAFE[number][1] if 0 <= number < len(SAFE) else ""
    return f"{typed.strip()}\n\n{words}".strip()


def _written(request: ClinicRequest, found: Comment, form: ReplyForm) -> HttpResponseBase:
    text, hand_over = form.cleaned_data["text"], "hold" in request.POST
    try:
        made = reply_write(
            by=request.user,
            comment=found,
            version=form.cleaned_data["version"],
            text=text,
            services=services(),
            hand_over=hand_over,
        )
    except Held as held:
        return page(request, found, status=422, text=text, findings=held.findings)
    except Stale:
        found.refresh_from_db()
        return page(request, found, status=409, text=text, stale=True)
    except ValidationError as refusal:
        return page(request, found, status=422, text=text, trouble=" ".join(refusal.messages))
    if made.findings:
        toasts.info(request, "It waits for somebody else to release it. It is not public yet.")
    else:
        toasts.success(request, "Published under the comment.")
    return redirect("comment", key=found.pk)


@require_POST
@needs(Right.MODERATE_COMMENTS)
def release(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A second person publishes a held reply, with a reason."""
    found, form = comment_for(request.user, key), ReleaseForm(request.POST)
    reason = request.POST.get("reason", "").replace("\0", "")
    if not form.is_valid():
        trouble = "Not released: say in 300 characters at most why this confirms nobody."
        return page(request, found, status=422, trouble=trouble, reason=reason)
    try:
        reply_release(
            by=request.user,
            comment=found,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
            services=services(),
        )
    except Held as held:
        return page(request, found, status=422, findings=held.findings, reason=reason)
    except Stale:
        found.refresh_from_db()
        return page(request, found, status=409, stale=True, reason=reason)
    except ValidationError as refusal:
        return page(request, found, status=422, trouble=" ".join(refusal.messages), reason=reason)
    toasts.success(request, "Released: the reply is public now.")
    return redirect("comment", key=key)


@require_POST
@needs(Right.MODERATE_COMMENTS)
def withdraw(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes the reply back; the comment stays."""
    found, form = comment_for(request.user, key), VersionForm(request.POST)
    try:
        version = form.cleaned_data["version"] if form.is_valid() else 0
        reply_withdraw(by=request.user, comment=found, version=version)
        toasts.success(request, "The reply is taken back; nobody sees it any more.")
    except Stale:
        found.refresh_from_db()
        return page(request, found, status=409, stale=True)
    except ValidationError as refusal:
        toasts.error(request, " ".join(refusal.messages))
    return redirect("comment", key=key)
