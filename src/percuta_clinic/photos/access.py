"""Who may see which photograph; permission and fetch are one call."""

from uuid import UUID

from django.core.cache import cache

from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import photos_looked_through

ONCE_IN = 600  # seconds in which a look at small pictures is written down once
_RELATED = ("patient", "file", "visit__service")


def photos_patient(account: Account, key: UUID, right: Right = Right.SEE_PHOTOS) -> Patient:
    """A patient whose photographs are at hand. Raises GlassShut."""
    return chart_at_work(account, key, right)


def photo_for(account: Account, key: UUID, right: Right = Right.SEE_PHOTOS) -> Photo:
    """What is known of a photograph, in a chart this person may open."""
    rows = Photo.objects.filter(removed_at=None).select_related(*_RELATED)
    found = fetch(account, right, rows=rows, key=key)
    chart_at_work(account, found.patient_id, right)
    return found


def removed_photo_for(account: Account, key: UUID) -> Photo:
    """One that was taken out, for whoever may take out."""
    rows = Photo.objects.filter(removed_at__isnull=False).select_related(*_RELATED)
    found = fetch(account, Right.REMOVE_PHOTOS, rows=rows, key=key)
    chart_at_work(account, found.patient_id, Right.REMOVE_PHOTOS)
    return found


def picture_for(account: Account, key: UUID, right: Right = Right.SEE_PHOTOS) -> Photo:
    """The same, for a picture that may be looked at: its patient allows it."""
    require(account, Right.SEE_PHOTOS)
    found = photo_for(account, key, right)
    if not allowed(found.patient).shows(found):
        raise NotYours("The patient does not allow this photograph to be used.")
    return found


def seen_small(account: Account, patient: Patient) -> None:
    """Writes down that small pictures were seen, once for all of them on a page."""
    if cache.add(_mark(account, patient.pk), 1, timeout=ONCE_IN):
        photos_looked_through(by=account, patient=patient)


def seen_page(account: Account, patient: Patient) -> None:
    """The same for a page that shows them; each time it is opened."""
    cache.set(_mark(account, patient.pk), 1, timeout=ONCE_IN)
    photos_looked_through(by=account, patient=patient)


def _mark(account: Account, patient: UUID) -> str:
    return f"photos-seen:{account.pk.hex}:{patient.hex}"
