"""Pictures of nobody, a patient who allows them, and one way to add them."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered, signed_now, words_in_use
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, Kind
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import Sent, photo_add

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SIZE = (320, 240)
ALL = {"record": "yes", "teaching": "yes", "publication": "yes"}
ORIGINAL, OFFSET, MAKE, MODEL, DETAILS = 0x9003, 0x9011, 0x010F, 0x0110, 0x8769


def picture(
    colour: tuple[int, int, int] = (200, 150, 120), *, form: str = "JPEG", **exif: str
) -> bytes:
    """A plain patch, as a camera writes it: at, offset, make, model."""
    held, told = BytesIO(), Image.Exif()
    if "make" in exif:
        told[MAKE], told[MODEL] = exif["make"], exif.get("model", "")
    if "at" in exif:
        told.get_ifd(DETAILS)[ORIGINAL] = exif["at"]
    if "offset" in exif:
        told.get_ifd(DETAILS)[OFFSET] = exif["offset"]
    Image.new("RGB", SIZE, colour).save(held, form, exif=told)
    return held.getvalue()


def allows(house: House, **levels: str) -> Consent:
    """Amara signs; for the record alone unless more is said."""
    words_in_use(house.dora, Kind.PHOTOS)
    said = {"record": "yes", "teaching": "no", "publication": "no"} | levels
    return signed_now(house, offered(house, Kind.PHOTOS, sheet=None), levels=said)


def add(
    house: House,
    content: bytes = b"",
    *,
    by: Account | None = None,
    patient: Patient | None = None,
    view: str = "face-front",
    taken: datetime | None = None,
    **more: str | list[str],
) -> Photo:
    """A picture in Amara's record, by Sina."""
    given: dict[str, Any] = {"how": "taken", "taken": taken} if taken else {}
    sent = Sent(content=content or picture(), view=view, **(given | more))
    return photo_add(by=by or house.sina, patient=patient or house.amara, key=new_id(), sent=sent)


def send(account: Account, patient: Patient, content: bytes, **more: str) -> "Answer":
    """As the page's queue does."""
    given: dict[str, Any] = {"key": str(new_id()), "view": "face-front"} | more
    given["picture"] = SimpleUploadedFile("x.jpg", content, "image/jpeg")
    return SignedIn(account).post(
        f"/patients/{patient.pk}/photos/add/", given, headers={"X-Percuta": "1"}
    )
