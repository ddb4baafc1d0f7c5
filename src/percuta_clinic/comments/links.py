"""Where a comment stands, and the link by which its writer takes it down, at any time."""

import hmac
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from percuta_clinic.comments.models import Comment

SIGNS = 32


def token_of(comment: Comment) -> str:
    """What the link ends with; only this clinic can make it."""
    return f"{comment.pk.hex}{_mark(comment.pk.hex)}"


def comment_of(token: str) -> Comment | None:
    """Whose link it is; None for everything else."""
    key, mark = token[:32], token[32:]
    if not (token.isascii() and hmac.compare_digest(mark, _mark(key))):
        return None
    return Comment.objects.filter(pk=UUID(key)).first()


def _mark(key: str) -> str:
    return str(settings.KEYS.mark(f"comment removal {key}".encode()))[:SIGNS]


def page_of(comment: Comment) -> str:
    """Where everybody reads it."""
    return f"{settings.ENVIRONMENT.url}{reverse('read', args=[comment.article])}#comments"


def removal_of(comment: Comment) -> str:
    """The link for its writer."""
    return f"{settings.ENVIRONMENT.url}{reverse('comment_remove', args=[token_of(comment)])}"
