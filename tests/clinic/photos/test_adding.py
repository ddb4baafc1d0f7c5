"""A picture goes into the record once, with its facts and nothing else of what it came with."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.booking.days import BERLIN, book, now
from clinic.conftest import SignedIn
from clinic.files import samples
from clinic.people_here import House
from clinic.photos.taken_here import add, allows, picture, send
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.shapes import Refused
from percuta_clinic.files.store import content_of
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.queries import sessions_of
from percuta_clinic.photos.services import Sent, photo_add


def test_a_picture_from_a_file_keeps_time_and_kind_of_device(house: House) -> None:
    allows(house)
    made = add(
        house,
        picture(at="2024:05:03 10:20:30", offset="+02:00", make="Apple", model="iPhone 15 Pro"),
    )
    assert made.taken_at == datetime(2024, 5, 3, 8, 20, 30, tzinfo=UTC)
    assert (made.device, made.how, made.added_by_name) == ("phone", "file", "Sina Sommer")
    assert b"iPhone" not in content_of(made.file)
    assert b"Exif" not in content_of(made.file)


def test_a_time_without_a_zone_is_the_clinics(house: House) -> None:
    allows(house)
    made = add(house, picture(at="2024:05:03 10:20:30"))
    assert made.taken_at == datetime(2024, 5, 3, 10, 20, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "said",
    [
        "2099:01:01 10:00:00",
        "1970:01:01 00:00:00",
        "1996:01:01 00:00:00",
        "0000:00:00 00:00:00",
        "9999:12:31 23:59:59",
        "0001:01:01 00:00:00",
        "yesterday",
    ],
)
def test_a_time_that_cannot_be_is_not_known(house: House, said: str) -> None:
    allows(house)
    made = add(house, picture(at=said))
    assert made.taken_at is None
    assert made.visit is None
    page = SignedIn(house.sina).get(f"/photos/{made.pk}/").text
    assert "Time not known" in page


@pytest.mark.parametrize(
    ("make", "model", "device"),
    [
        ("Apple", "iPad Pro", "tablet"),
        ("samsung", "SM-X910", "tablet"),
        ("samsung", "SM-G991B", "phone"),
        ("Google", "Pixel 8", "phone"),
        ("Canon", "Canon EOS R5", "camera"),
        ("SONY", "ILCE-7M4", "camera"),
        ("Logitech", "HD Webcam C920", "webcam"),
        ("ACME", "Thing", "not known"),
        ("x" * 500, "iPhone", "phone"),
    ],
)
def test_only_the_kind_of_device_is_kept(
    house: House, make: str, model: str, *, device: str
) -> None:
    allows(house)
    assert add(house, picture(make=make, model=model)).device == device


def test_what_the_pages_own_camera_says_counts_on_that_day_alone(house: House) -> None:
    allows(house)
    at = timezone.now() - timedelta(minutes=20)
    made = add(house, taken=at, device="tablet")
    assert (made.taken_at, made.device, made.how) == (at, "tablet", "taken")
    for wrong in (timezone.now() + timedelta(hours=1), timezone.now() - timedelta(days=2)):
        assert add(house, taken=wrong, device="fridge").taken_at is None


def test_a_picture_belongs_to_the_visit_of_its_day(house: House) -> None:
    allows(house)
    visit = book(house, house.amara, at=now())
    made = add(house, taken=timezone.now())
    assert made.visit == visit
    assert sessions_of(house.amara) == {visit.pk: 1}
    Visit.objects.filter(pk=visit.pk).update(state="cancelled")
    assert add(house, taken=timezone.now()).visit is None


def test_sent_twice_with_one_key_it_is_kept_once(house: House) -> None:
    allows(house)
    key, content = str(new_id()), picture()
    first = send(house.sina, house.amara, content, key=key).json()
    again = send(house.sina, house.amara, content, key=key).json()
    assert first == again
    assert Photo.objects.count() == 1
    assert Entry.objects.filter(action="photo.added").count() == 1
    other = send(house.sina, house.amara, picture((1, 2, 3)), key=key)
    assert other.status_code == 422
    assert "Open the page again" in other.json()["why"]


def test_the_key_of_somebody_elses_picture_gives_nothing_away(house: House) -> None:
    allows(house)
    made = add(house)
    sent = Sent(content=picture(), view="face-front")
    with pytest.raises(ValidationError, match=r"not asked about|Nothing was saved"):
        photo_add(by=house.sina, patient=house.bea, key=made.pk, sent=sent)
    assert not house.bea.photos.exists()


def test_nothing_is_called_saved_that_is_not(house: House) -> None:
    allows(house)
    for content, words in (
        (b"", "empty file"),
        (b"%PDF-1.4", "PDF document"),
        (picture()[:-300], "damaged"),
    ):
        answer = send(house.sina, house.amara, content)
        assert answer.status_code == 422
        assert words in answer.json()["why"]
        assert "saved" not in answer.json()
    assert not Photo.objects.exists()
    assert StoredFile.objects.count() == 1  # the consent


def test_a_picture_too_small_to_show_skin_is_refused(house: House) -> None:
    allows(house)
    with pytest.raises(Refused, match="60 by 40 pixels"):
        add(house, samples.picture())


@pytest.mark.parametrize("view", ["", "face", "ear_left", "../x"])
def test_a_view_that_is_none_is_refused(house: House, view: str) -> None:
    allows(house)
    with pytest.raises(ValidationError, match="Choose the view"):
        add(house, view=view)


def test_the_plain_form_works_without_a_script(house: House) -> None:
    allows(house)
    given: dict[str, Any] = {
        "key": str(new_id()),
        "view": "abdomen",
        "picture": SimpleUploadedFile("a.jpg", picture(), "image/jpeg"),
    }
    answer = SignedIn(house.sina).post(f"/patients/{house.amara.pk}/photos/add/", given)
    assert answer.status_code == 302
    made = Photo.objects.get()
    assert (made.view, made.zone, made.file.name) == ("abdomen", "abdomen", "abdomen")


def test_the_database_itself_keeps_the_facts(house: House) -> None:
    allows(house)
    made = add(house)
    changes: dict[str, Any] = {"view": "neck", "taken_at": timezone.now(), "device": "camera"}
    for column, other in changes.items():
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Photo.objects.filter(pk=made.pk).update(**{column: other})
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Photo.objects.filter(pk=made.pk).delete()
