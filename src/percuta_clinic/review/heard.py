"""What a patient says of a result that somebody has to read: displeased, worse, or in words."""

from collections.abc import Iterator

from django.urls import reverse

from percuta_clinic.audit.actor import Actor
from percuta_clinic.duty.models import Urgency
from percuta_clinic.duty.services import task_open
from percuta_clinic.review.models import OwnReview
from percuta_clinic.review.science import GAIS, PLEASED

WORSE, DISPLEASED, PLEASED_ENOUGH = 5, 4, (1, 2)


def somebody_reads(by: Actor, own: OwnReview) -> None:
    """Opens a task for it, where there is anything that nobody may overlook."""
    said = list(_grave(own))
    if not said:
        return
    task_open(
        by=by,
        patient=own.patient,
        urgency=Urgency.WATCH,
        about=f"What the patient says of the result: {'; '.join(said)}.",
        link=reverse("review", args=[own.plan_id, own.after]),
        source="review",
        key=f"own review {own.pk}",
    )


def _grave(own: OwnReview) -> Iterator[str]:
    if own.gais is not None and own.gais >= WORSE:
        yield GAIS[str(own.gais)].lower()
    if own.satisfaction is not None and own.satisfaction >= DISPLEASED:
        yield PLEASED[str(own.satisfaction)].lower()
    if own.words and own.satisfaction not in PLEASED_ENOUGH:
        yield f"“{own.words}”"
