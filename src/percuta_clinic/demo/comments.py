"""Comments under the articles of the sample clinic: shown, answered, waiting, doubted."""

from datetime import timedelta

from django.utils import timezone

from percuta_clinic.comments.arriving import comment_arrive
from percuta_clinic.comments.models import Comment, Kind, Stage
from percuta_clinic.comments.replies import reply_release, reply_write
from percuta_clinic.comments.services import comment_decide
from percuta_clinic.comments.templates import SAFE
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.inform.models import Slug

# article, name, text, days ago, what is done about it
WRITTEN = (
    (
        Slug.EXPECT,
        "Timo",
        "How long until I can go back to the pool? The day by day list stops at sunscreen.",
        19,
        "Thank you for your question. Most people wait until the skin is closed and calm, at least "
        "three days; chlorine stings on open skin. Please ask whoever treats the skin.",
    ),
    (Slug.EXPECT, "M.", "Clear and without promises. I wish more pages were like this.", 12, ""),
    (
        Slug.HOW_IT_WORKS,
        "Biology teacher",
        "Is the picture of the collagen fibres to scale? My class would like to know.",
        9,
        "Thank you for your question. It is not to scale: the fibres are drawn much thicker than "
        "they are, so that they can be seen.",
    ),
    (Slug.DOWNTIME, "Carla", "Which of the three hurts least?", 6, ""),
    (
        Slug.SIDE_EFFECTS,
        "Anna-Lena",
        "My second session was in spring and the dark marks are still there. Is that normal?",
        4,
        SAFE[0][1],
    ),
)
WAITING = (
    (Slug.PREPARE, "T. Brook", "Do I have to stop vitamin C before it, too?", 3),
    (
        Slug.EXPECT,
        "Nadia",
        "I was treated by Sofia Lindqvist last month and she was lovely! Can I wear make-up on "
        "day two?",
        1,
    ),
)
FAST = "It was sent 1 second after the form was opened."
SPAM = "Best derma pens wholesale, visit www.pens.example now and save"


def comments(staff: Staff) -> None:
    """Everything a moderator meets."""
    for number, (article, name, text, days, answer) in enumerate(WRITTEN):
        made = _arrived(article, name, text, days=days, once=f"demo-shown-{number}")
        if answer:
            _answered(staff, made, answer)
        else:
            comment_decide(
                by=staff["front"], comment=made, kind=Kind.APPROVED, version=made.version
            )
    for number, (article, name, text, days) in enumerate(WAITING):
        _arrived(article, name, text, days=days, once=f"demo-waiting-{number}")
    _arrived(Slug.WHAT_IT_IS, "Best Pens", SPAM, days=2, once="demo-spam", doubts=(FAST,))
    _held(staff)


def _answered(staff: Staff, made: Comment, text: str) -> None:
    """Where the guard wants a second person, there is one."""
    doctor, front = staff["doctor"], staff["front"]
    reply = reply_write(
        by=doctor, comment=made, version=made.version, text=text, services=(), hand_over=True
    )
    if reply.stage == Stage.HELD:
        why = "It is about everybody."
        reply_release(by=front, comment=made, version=made.version, reason=why, services=())


def _held(staff: Staff) -> None:
    """An answer that a second person has to look at."""
    text = "Redness came back after ten days, is this something to worry about?"
    made = _arrived(Slug.SIDE_EFFECTS, "Ole", text, days=2, once="demo-held")
    answer = "Redness after ten days should be looked at. Please come and see us on Monday."
    reply_write(
        by=staff["front"],
        comment=made,
        version=made.version,
        text=answer,
        services=(),
        hand_over=True,
    )


def _arrived(
    article: str, name: str, text: str, *, days: int, once: str, doubts: tuple[str, ...] = ()
) -> Comment:
    made = comment_arrive(
        article=article,
        name=name,
        email=f"{once}@reader.example",
        text=text,
        wants_letters=False,
        once=once,
        doubts=doubts,
    )
    made.made_at = timezone.now() - timedelta(days=days, hours=3)
    made.save(update_fields=["made_at"])
    return made
