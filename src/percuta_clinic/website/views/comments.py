"""Comments under an article: read, written, and removed by whoever wrote them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, linebreaks
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from percuta_clinic.comments.arriving import comment_arrive
from percuta_clinic.comments.links import comment_of
from percuta_clinic.comments.queries import Shown as Comment
from percuta_clinic.comments.queries import comments_shown
from percuta_clinic.comments.services import comment_remove
from percuta_clinic.inform.models import ARTICLES, Slug
from percuta_clinic.inform.queries import Shown, shown
from percuta_clinic.website import flood
from percuta_clinic.website.commenting import Begun, begun, under
from percuta_clinic.website.forms.comments import CommentForm
from percuta_clinic.website.page import absolute, address, for_everybody, public


def article_of(slug: str) -> Shown:
    """An article that the public may read."""
    found = shown(Slug(slug)) if slug in ARTICLES else None
    if found is None or not found.is_shown:
        raise Http404("There is no such article.")
    return found


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For strangers, who get no cookie by reading: so the form carries its own signed mark."""
    article = article_of(slug)
    if request.method != "POST":
        return _page(request, article)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, article, form, status=422)
    here = begun(form.cleaned_data["begun"], slug)
    stop = flood.from_one(request)
    if stop is not None or flood.too_many():
        minutes = stop or flood.MINUTES
        return _page(request, article, form, status=429, wait=_wait(minutes))
    _keep(form, slug, here)
    return redirect("comment_thanks", slug=slug)


def _keep(form: CommentForm, slug: str, here: Begun) -> None:
    given = form.cleaned_data
    comment_arrive(
        article=slug,
        name=given["name"],
        email=given["email"],
        text=given["text"],
        wants_letters=given["wants_letters"],
        once=here.once,
        doubts=(*here.doubts, *form.doubts, *flood.doubts()),
        hasty=here.hasty,
    )


def _wait(minutes: int) -> dict[str, Any]:
    until = timezone.localtime(timezone.now() + timedelta(minutes=minutes))
    return {"minutes": minutes, "until": until}


def _page(
    request: HttpRequest,
    article: Shown,
    form: CommentForm | None = None,
    *,
    status: int = 200,
    wait: dict[str, Any] | None = None,
) -> HttpResponse:
    slug = article.slug.value
    given = under(slug, form) | {"wait": wait}
    answer = public(request, "website/comments/page.html", article, **given)
    answer.status_code = status
    if wait:
        answer.headers["Retry-After"] = str(wait["minutes"] * 60)
    return answer


@for_everybody
def thanks(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For strangers: says what happens now."""
    return public(request, "website/comments/thanks.html", article_of(slug))


@for_everybody
def feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For feed readers: the comments under one article."""
    clinic: Any = request
    article = article_of(slug)
    page = absolute(address(article.slug))
    made = Atom1Feed(
        title=f"Comments on “{article.title}”",
        link=f"{page}#comments",
        description=f"{clinic.clinic.name}: comments",
        language="en-GB",
        feed_url=absolute(request.path),
        author_name=clinic.clinic.name,
        feed_guid=absolute(request.path),
    )
    for one in reversed(comments_shown(slug)):
        made.add_item(**_entry(one, page))
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _entry(one: Comment, page: str) -> dict[str, Any]:
    """A summary is read as HTML, so the words are escaped once for that, and once for XML."""
    said = linebreaks(escape(one.text))
    reply = f"<p>Our reply:</p>{linebreaks(escape(one.reply))}" if one.reply else ""
    return {
        "title": f"{one.name}, {timezone.localtime(one.at):%-d %B %Y}",
        "link": f"{page}#comment-{one.key}",
        "description": f"{said}{reply}",
        "unique_id": f"urn:uuid:{UUID(one.key)}",
        "author_name": one.name,
        "pubdate": one.at,
        "updateddate": one.changed_at,
    }


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, token: str) -> HttpResponseBase:
    """For whoever wrote it: the link is the key. It shows, asks once, and removes."""
    comment = comment_of(token)
    if comment is None:
        raise Http404("There is no such comment.")
    if request.method == "POST":
        comment_remove(comment=comment)
        return redirect("comment_remove", token=token)
    text = shown(Slug(comment.article))
    return public(request, "website/comments/remove.html", text, comment=comment)
