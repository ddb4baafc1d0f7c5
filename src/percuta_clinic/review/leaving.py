"""What a person takes along of reviews, and what is destroyed with an erasure."""

from typing import Any

from percuta_clinic.patients.models import Patient


def reviews_told(patient: Patient) -> dict[str, list[dict[str, Any]]]:
    """Every text of every review, and what was decided on courses."""
    of = ("id", "plan_id", "after", "number")
    seen = (*of, "scores", "gais", "note", "why", "seen_on", "at", "by_name")
    own = (*of, "gais", "satisfaction", "again", "words", "way", "at")
    decided = ("id", "plan_id", "what", "why", "shown", "at", "by_name")
    asked = ("id", "plan_id", "kind", "after", "due_on", "asked_at", "unsent", "reminded_at")
    ended = ("wants_call_at", "desk_at", "ended_at", "ended", "ended_by", "words")
    return {
        "reviews": list(patient.reviews.values(*seen)),
        "own_reviews": list(patient.own_reviews.values(*own)),
        "course_decisions": list(patient.course_decisions.values(*decided)),
        "asked_back": list(patient.asked_back.values(*asked, *ended)),
    }


def reviews_forgotten(patient: Patient) -> None:
    """Destroys them with somebody who is being erased."""
    rows = (patient.reviews, patient.own_reviews, patient.course_decisions, patient.asked_back)
    for one in rows:
        one.all().delete()
