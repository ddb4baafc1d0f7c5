"""Articles."""

from django.http import Http404, HttpRequest, HttpResponseBase

from percuta_clinic.inform.models import ARTICLES, Slug
from percuta_clinic.inform.queries import shown
from percuta_clinic.website.commenting import under
from percuta_clinic.website.page import for_everybody, public


@for_everybody
def article(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For strangers, since it explains the treatment before anybody decides."""
    found = shown(Slug(slug)) if slug in ARTICLES else None
    if found is None or not found.is_shown:
        raise Http404("There is no such article.")
    return public(request, "website/read.html", found, **under(slug))
