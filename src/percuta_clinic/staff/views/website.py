"""The public pages as the clinic writes them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.drafts.services import draft_of
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.inform.cautions import Caution, cautions
from percuta_clinic.inform.models import ARTICLES, Slug
from percuta_clinic.inform.parts import PARTS
from percuta_clinic.inform.queries import all_texts, edited, profile_of, profiles, shown
from percuta_clinic.inform.science import figures
from percuta_clinic.inform.services import DRAFT, Cautioned, Stale, text_publish
from percuta_clinic.patients.differences import differences
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.website import TextForm, WhyForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.settings_parts import part_page

PART = "website"
FIELDS = ("title", "summary", "text", "why", "despite")


@require_safe
@needs(Right.SEE_BOARD)
def website(request: ClinicRequest) -> HttpResponseBase:
    """Every public text for whoever writes them; for everybody, how they are shown."""
    may = request.user.may(Right.EDIT_WEBSITE)
    return part_page(
        request,
        "staff/website/list.html",
        PART,
        texts=all_texts() if may else [],
        profile=profile_of(request.user),
        people=profiles() if may else [],
        hiding=WhyForm(),
    )


def slug_of(slug: str) -> Slug:
    """One of the public texts."""
    if slug not in Slug.values:
        raise Http404("There is no such text.")
    return Slug(slug)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_WEBSITE)
def text(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """One text: typed into a draft, looked at, published with a reason."""
    place = slug_of(slug)
    if request.method != "POST":
        return _page(request, place, TextForm(initial=_begun(request, place)))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    given = form.cleaned_data
    try:
        version = text_publish(
            by=request.user,
            slug=place,
            words=form.words,
            why=given["why"],
            seen=given["seen"],
            despite=given["despite"],
        )
    except ValidationError as refusal:
        put_errors(form, refusal)
        return _page(request, place, form, status=422)
    except Cautioned as refusal:
        return _page(request, place, form, status=422, found=refusal.found)
    except Stale:
        return _meanwhile(request, place, form)
    messages.success(request, f"Published as version {version.number}. The public reads it now.")
    return redirect("website_text", place.value)


def _begun(request: ClinicRequest, slug: Slug) -> dict[str, Any]:
    """One's own draft, else what stands now."""
    now = shown(slug).words
    draft = draft_of(account=request.user, form=DRAFT, subject=slug.value)
    stands = {"title": now.title, "summary": now.summary, "text": now.text, "seen": edited(slug)}
    if draft is None:
        return stands
    typed = {name: draft.values[name] for name in FIELDS if name in draft.values}
    kept = draft.values.get("seen", "")
    seen = int(kept) if str(kept).isdigit() else stands["seen"]
    return {**stands, **typed, "seen": seen}


def _meanwhile(request: ClinicRequest, slug: Slug, form: TextForm) -> HttpResponseBase:
    """Both texts are shown; publishing again puts one's own in its place, knowingly."""
    now, mine = shown(slug), form.words
    again = TextForm(initial={**form.cleaned_data, "seen": edited(slug)})
    pieces = differences(now.words.text, mine.text)
    return _page(request, slug, again, status=409, theirs=now, pieces=pieces)


def _page(
    request: ClinicRequest,
    slug: Slug,
    form: TextForm,
    *,
    found: Sequence[Caution] = (),
    **more: Any,
) -> HttpResponseBase:
    now = shown(slug)
    draft = draft_of(account=request.user, form=DRAFT, subject=slug.value)
    named = found or (cautions(form.words) if _is_whole(form) else ())
    context = {
        "form": form,
        "now": now,
        "slug": slug.value,
        "name": slug.label,
        "draft": draft,
        "found": named,
        "is_article": slug in ARTICLES,
        "unsaid": now.unsaid,
        "numbers": figures().values(),
        "known_parts": [(name, part.says) for name, part in PARTS.items()],
        "old": draft is not None and _is_old(form, slug),
        "preview_url": reverse("website_preview", args=[slug.value]),
    }
    return part_page(request, "staff/website/text.html", PART, **(context | more))


def _is_whole(form: TextForm) -> bool:
    return form.is_bound and form.is_valid()


def _is_old(form: TextForm, slug: Slug) -> bool:
    """Whether somebody published after this draft was begun."""
    return not form.is_bound and form.initial.get("seen") != edited(slug)
