"""What stands under an article, and how a form proves when it was begun."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.urls import reverse

from percuta_clinic.comments.queries import comments_shown
from percuta_clinic.website.forms.comments import CommentForm

TOO_FAST = 4  # seconds; nobody reads the fields and writes a sentence in less
_SALT = "comment form"


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A form as it was handed out; ``once`` names what is sent with it.

    ``hasty`` says that it came very fast, which people do too who paste what they wrote elsewhere.
    """

    once: str
    doubts: tuple[str, ...] = ()
    hasty: tuple[str, ...] = ()


def begin(slug: str) -> str:
    """The mark of a form handed out now."""
    given = [slug, secrets.token_hex(12), int(time.time())]
    return str(signing.dumps(given, salt=_SALT))


def begun(mark: str, slug: str) -> Begun:
    """When and where a form was handed out; one that this clinic did not make is doubted."""
    try:
        article, once, at = signing.loads(mark, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        article, once, at = "", "", 0
    if article != slug:
        return Begun(once=secrets.token_hex(12), doubts=("It came without our form.",))
    seconds = int(time.time()) - at
    fast = f"It was sent {seconds} second{'' if seconds == 1 else 's'} after the form was opened."
    return Begun(once=once, hasty=(fast,) if seconds < TOO_FAST else ())


def under(slug: str, form: CommentForm | None = None) -> dict[str, Any]:
    """The comments of an article and the form, for ``website/comments/under_article.html``."""
    return {
        "comments": comments_shown(slug),
        "comment_form": form or CommentForm(initial={"begun": begin(slug)}),
        "comments_url": reverse("comments_public", args=[slug]),
        "comments_feed": reverse("comments_feed", args=[slug]),
    }
