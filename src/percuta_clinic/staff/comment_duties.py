"""Comments on the board: how many wait for a decision, or for a second person."""

from django.urls import reverse

from percuta_clinic.comments.queries import counts
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.duties import Duty, Item

_OF_COMMENTS = (
    ("waiting", ("comment", "comments"), "To approve or refuse", "Look"),
    ("held", ("answer", "answers"), "A second person has to release it", "Look"),
)


def comment_duties(account: Account) -> tuple[Duty, ...]:
    """Comments of strangers under the articles, and answers that need a second person."""
    if not account.may(Right.MODERATE_COMMENTS):
        return ()
    waiting = counts(account)
    items = [
        Item(
            what=f"{waiting[tab]} {of[waiting[tab] != 1]}",
            detail=detail,
            url=f"{reverse('comments')}?show={tab}",
            act=act,
        )
        for tab, of, detail, act in _OF_COMMENTS
        if waiting[tab]
    ]
    duty = Duty(
        key="comments",
        title="Comments",
        icon="message-square",
        tone="warn",
        items=tuple(items),
        url=reverse("comments"),
    )
    return (duty,) if items else ()
