"""What a public text said before, going back to it, and taking an article out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.drafts.services import draft_discarded
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.inform.models import ARTICLES, Slug
from percuta_clinic.inform.queries import edited, shown, versions, words_of
from percuta_clinic.inform.services import DRAFT, Stale, article_show, starting, text_restore
from percuta_clinic.inform.words import Words
from percuta_clinic.patients.differences import differences
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.website import WhyForm
from percuta_clinic.staff.views.settings_parts import part_page
from percuta_clinic.staff.views.website import PART, slug_of

KEPT = timedelta(days=7)


@require_safe
@needs(Right.EDIT_WEBSITE)
def history(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """Every version, each with what it changed against the one before."""
    return _page(request, slug_of(slug))


def _page(
    request: ClinicRequest, slug: Slug, *, form: WhyForm | None = None, status: int = 200
) -> HttpResponseBase:
    since = timezone.now() - KEPT
    aside = draft_discarded(account=request.user, form=DRAFT, subject=slug.value, since=since)
    return part_page(
        request,
        "staff/website/history.html",
        PART,
        status=status,
        slug=slug.value,
        name=slug.label,
        now=shown(slug),
        lines=_lines(slug),
        form=form or WhyForm(initial={"seen": edited(slug)}),
        is_article=slug in ARTICLES,
        aside=aside,
    )


def _lines(slug: Slug) -> list[dict[str, Any]]:
    found, before = [], _flat(starting(slug))
    for one in reversed(versions(slug)):
        text = _flat(words_of(one))
        found.append({"version": one, "pieces": differences(before, text)})
        before = text
    return found[::-1]


def _flat(words: Words) -> str:
    return "\n\n".join((words.title, words.summary, words.text))


@require_POST
@needs(Right.EDIT_WEBSITE)
def restore(request: ClinicRequest, slug: str, number: int) -> HttpResponseBase:
    """Publishes an earlier version once more; 0 is what comes with Percuta."""
    place = slug_of(slug)

    def act(why: str, seen: int) -> None:
        text_restore(by=request.user, slug=place, number=number, why=why, seen=seen)

    return _done(request, place, act, said="Done. The public reads these words now.")


@require_POST
@needs(Right.EDIT_WEBSITE)
def show(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """Takes an article out of the public pages, or puts it back."""
    place = slug_of(slug)
    back = request.POST.get("shown") == "1"

    def act(why: str, seen: int) -> None:
        article_show(by=request.user, slug=place, shown=back, why=why, seen=seen)

    said = "Put back: the public reads it again." if back else "Taken out: nobody outside reads it."
    return _done(request, place, act, said=said)


def _done(
    request: ClinicRequest, slug: Slug, act: Callable[[str, int], None], *, said: str
) -> HttpResponseBase:
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, slug, form=form, status=422)
    try:
        act(form.cleaned_data["why"], form.cleaned_data["seen"] or 0)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _page(request, slug, form=form, status=422)
    except Stale:
        messages.warning(request, "Somebody changed this text meanwhile. Look at it, then decide.")
    else:
        messages.success(request, said)
    return redirect("website_history", slug.value)
