"""A check-in of Amara's that says something about her."""

from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.healing.models import Answer, CheckIn, Rating
from percuta_clinic.treatment.models import Session


def told(house: House, session: Session, word: str) -> None:
    """A check-in with an answer and a rating of it."""
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
