"""Whom a text under an article may be about, looked up only while staff look at it."""

from collections.abc import Sequence

from percuta_clinic.comments.guard import Around, Person
from percuta_clinic.comments.guard_words import END, read
from percuta_clinic.comments.models import Comment
from percuta_clinic.patients.named import named_in
from percuta_clinic.people.queries import staff

PIECES = 6  # letters of a word that may be two names run together


def around(comment: Comment, text: str, services: Sequence[str]) -> Around:
    """What the guard needs for ``text``; a patient's e-mail is never compared with a writer's."""
    people = named_in(_words(text))
    return Around(
        commenter=comment.name,
        patients=[Person(given=one.given, family=one.family) for one in people],
        staff=list(staff().values_list("name", flat=True)),
        services=services,
    )


def _words(text: str) -> set[str]:
    """Every word, and the two parts of every long one."""
    words = {one for one in read(text).words if one != END}
    long = [one for one in words if len(one) >= PIECES]
    parts = {one[:at] for one in long for at in range(2, len(one) - 1)}
    return words | parts | {one[at:] for one in long for at in range(2, len(one) - 1)}
