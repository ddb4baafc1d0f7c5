"""Readers who comment: what they type, and the comments that come of it."""

from django.core import signing
from django.test import Client

from percuta_clinic.comments.models import Comment
from percuta_clinic.config.ids import new_id

SLUG = "side-effects"
ADDRESS = "kim.secret@reader.example"
SEND = f"/read/{SLUG}/comments/"
THANKS = f"/read/{SLUG}/comments/thanks/"


def typed(**changed: object) -> dict[str, object]:
    """A form as a person fills it in, in their own time."""
    mark = signing.dumps([SLUG, new_id().hex[:24], 0], salt="comment form")
    given = {"name": "Kim", "email": ADDRESS, "text": "How long does it last?", "begun": mark}
    return given | changed


def sent(**changed: object) -> Comment:
    """A comment that came in by the form."""
    answer = Client(REMOTE_ADDR=str(changed.pop("sender", "192.0.2.1"))).post(
        SEND, typed(**changed)
    )
    assert answer.status_code == 302, answer.content.decode()
    return Comment.objects.latest("id")


def article() -> str:
    """What everybody reads."""
    return Client().get(f"/read/{SLUG}/").content.decode()
