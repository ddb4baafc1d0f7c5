"""One comment with a held reply, for walks through every address."""

from typing import Any

from clinic.people_here import House
from percuta_clinic.comments.arriving import comment_arrive
from percuta_clinic.comments.links import token_of
from percuta_clinic.comments.replies import reply_write


def comments(house: House) -> dict[str, dict[str, Any]]:
    """What addresses about comments name."""
    made = comment_arrive(
        article="how-it-works",
        name="Kim",
        email="kim@reader.example",
        text="How long?",
        wants_letters=True,
        once="a form",
    )
    reply_write(
        by=house.dora,
        comment=made,
        version=1,
        text="Come on Monday.",
        services=(),
        hand_over=True,
    )
    return {"comments/": {"key": made.pk}, "remove-comment/": {"token": token_of(made)}}
