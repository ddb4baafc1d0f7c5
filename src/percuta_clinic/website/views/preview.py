"""A text as the public would read it, before it is published."""

from dataclasses import replace

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.booking.offering import services_offered
from percuta_clinic.drafts.services import draft_of
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.queries import Shown, profiles, shown
from percuta_clinic.inform.services import DRAFT
from percuta_clinic.inform.words import Words
from percuta_clinic.people.rights import Right
from percuta_clinic.website.page import frame_of

TEMPLATES = {
    Slug.HOME: "website/home.html",
    Slug.SERVICES: "website/services.html",
    Slug.TEAM: "website/team.html",
    Slug.QUESTIONS: "website/questions.html",
    Slug.TAKE_AWAY: "website/take_away.html",
    Slug.PRIVACY: "website/privacy.html",
}


@require_safe
@needs(Right.EDIT_WEBSITE)
def preview(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """One's own draft in the public frame; without a draft, what stands now."""
    if slug not in Slug.values:
        raise Http404("There is no such text.")
    text = _drafted(request, Slug(slug))
    context = frame_of(request, text) | {
        "is_preview": True,
        "services": services_offered(),
        "people": profiles(),
    }
    return render(request, TEMPLATES.get(text.slug, "website/read.html"), context)


def _drafted(request: ClinicRequest, slug: Slug) -> Shown:
    now = shown(slug)
    draft = draft_of(account=request.user, form=DRAFT, subject=slug.value)
    if draft is None:
        return now
    said = {
        name: str(draft.values.get(name, getattr(now.words, name)))
        for name in ("title", "summary", "text")
    }
    return replace(now, words=Words(**said))
