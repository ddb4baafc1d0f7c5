"""What a person takes along of check-ins, and what is destroyed with an erasure."""

from typing import Any

from percuta_clinic.healing.models import CheckIn
from percuta_clinic.healing.pictures import pictures_forgotten
from percuta_clinic.patients.models import Patient


def healing_told(patient: Patient) -> list[dict[str, Any]]:
    """Every check-in with its answers and what was said to them; what was ticked unsent, too."""
    rows = CheckIn.objects.filter(patient=patient).order_by("due_at", "id")
    return [_told(row) for row in rows.prefetch_related("answers__photos", "ratings")]


def _told(row: CheckIn) -> dict[str, Any]:
    names = (
        *(
            "id",
            "session_id",
            "visit_id",
            "kind",
            "day",
            "due_at",
            "asked_at",
            "reminded_at",
            "answered_at",
        ),
        *("missed_at", "unsent", "level", "closed_at"),
    )
    of_answers = (
        *("number", "at", "told_on", "by_name", "values", "worry", "words", "level", "found"),
        *("not_known", "read", "rule_set"),
    )
    of_ratings = ("at", "by_name", "level", "closes", "words", "told")
    return {
        **{name: getattr(row, name) for name in names},
        "ticked": row.values,
        "answers": [
            {name: getattr(one, name) for name in of_answers}
            | {"photographs": [sent.photo_id for sent in one.photos.all()]}
            for one in row.answers.all()
        ],
        "pictures_not_sent": list(row.pictures.values("id", "zone", "taken_at", "added_at")),
        "ratings": [{name: getattr(one, name) for name in of_ratings} for one in row.ratings.all()],
    }


def healing_forgotten(patient: Patient) -> None:
    """Destroys them with somebody who is being erased."""
    pictures_forgotten(patient)
    CheckIn.objects.filter(patient=patient).delete()
