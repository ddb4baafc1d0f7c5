"""A check-in of Amara's that says something about her."""

from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import keep
from percuta_clinic.healing.models import Answer, CheckIn, Picture, Rating
from percuta_clinic.treatment.models import Session


def told(house: House, session: Session, word: str) -> None:
    """A check-in with an answer, a rating of it, and a picture that was not sent."""
    amara, now = house.amara, timezone.now()
    asked = CheckIn.objects.create(
        session=session,
        patient=amara,
        kind="planned",
        day=1,
        due_at=now,
        asked_at=now,
        answered_at=now,
        values={"words": word},
        unsent=word,
        level=1,
    )
    Answer.objects.create(
        check_in=asked,
        patient=amara,
        number=1,
        told_on=timezone.localdate(),
        by_name=word,
        values={"redness": "mild"},
        words=word,
        level=1,
        found=[],
        read={"title": word, "do": [word], "why": [], "open": [], "who": []},
        rule_set="0",
    )
    Rating.objects.create(
        check_in=asked, patient=amara, by=house.sina, by_name="Sina", level=2, words=word
    )
    Picture.objects.create(
        check_in=asked,
        patient=amara,
        file=keep(
            Clean(content=word.encode(), kind="image/jpeg", small=word.encode()), name="check-in"
        ),
        width=320,
        height=240,
        sent_digest="0",
    )
