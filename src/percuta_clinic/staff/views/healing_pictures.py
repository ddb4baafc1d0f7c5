"""Pictures sent with a check-in, beside those of the same place from before the session."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from percuta_clinic.healing.access import sent_photos
from percuta_clinic.healing.models import AnswerPhoto, CheckIn
from percuta_clinic.healing.pictures import zones_shown
from percuta_clinic.intake.science.places import capital, place_words
from percuta_clinic.patients.access import GlassShut
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.photos.access import seen_page
from percuta_clinic.photos.allowed import Allowed, allowed
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.queries import before_of, sessions_of
from percuta_clinic.staff.views.photos_shown import shown

NOT_OPEN = (
    "Pictures were sent. Whoever may see photographs of this chart sees them here; open the chart "
    "first if it is shut to you."
)


def pictures_told(account: Account, found: CheckIn) -> dict[str, Any]:
    """By answer and place; that somebody saw them is written down as with other photographs."""
    if not AnswerPhoto.objects.filter(answer__check_in=found).exists():
        return {"by_answer": {}, "why": ""}
    try:
        sent = sent_photos(account, found)
    except (NotYours, GlassShut):
        return {"by_answer": {}, "why": NOT_OPEN}
    may = allowed(found.patient)
    seen = [(answer, photo) for answer, photo in sent if may.shows(photo)]
    if seen:
        seen_page(account, found.patient)
    why = may.why_hidden if len(seen) < len(sent) else ""
    return {"by_answer": _by_answer(found, seen, may=may), "why": why}


def _by_answer(
    found: CheckIn, seen: Iterable[tuple[UUID, Photo]], *, may: Allowed
) -> dict[UUID, list[dict[str, Any]]]:
    groups: dict[UUID, dict[str, list[Photo]]] = {}
    for answer, photo in seen:
        groups.setdefault(answer, {}).setdefault(photo.zone, []).append(photo)
    return {
        one: [_place(found, zone, photos, may=may) for zone, photos in by_zone.items()]
        for one, by_zone in groups.items()
    }


def _place(found: CheckIn, zone: str, photos: list[Photo], *, may: Allowed) -> dict[str, Any]:
    sessions = sessions_of(found.patient)
    zones = [zone] if zone else zones_shown(found.session)
    earlier = before_of(found.patient, zones, found.began_at) if may.seen else []
    return {
        "name": capital(place_words(zone)) if zone else "Place not said",
        "sent": [shown(one, may=may, sessions=sessions) for one in photos],
        "before": [shown(one, may=may, sessions=sessions) for one in earlier],
    }
