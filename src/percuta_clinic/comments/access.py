"""Who may decide on comments."""

from uuid import UUID

from percuta_clinic.comments.models import Comment
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def comment_for(account: Account, key: UUID) -> Comment:
    """A comment without its address, for whoever may decide on it."""
    rows = Comment.objects.defer("sealed_email")
    return fetch(account, Right.MODERATE_COMMENTS, rows=rows, key=key)
