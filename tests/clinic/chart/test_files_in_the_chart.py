"""Files come into the chart clean, are opened by those who may, and leave it with a reason."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clinic.conftest import SignedIn
from clinic.files import samples
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.files.arriving import LIMIT
from percuta_clinic.files.models import StoredFile
from percuta_clinic.patients.models import Attachment, Patient

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def blobs() -> list[Path]:
    return [path for path in settings.ENVIRONMENT.files.rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _empty_store() -> None:
    """Also of what tests elsewhere kept and took back."""
    for path in blobs():
        path.unlink()


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    assert db is None
    cache.clear()


def send(client: Client, patient: Patient, *files: tuple[str, bytes], title: str = "") -> "Answer":
    chosen = [SimpleUploadedFile(name, content, "image/jpeg") for name, content in files]
    return client.post(f"/patients/{patient.pk}/files/add/", {"chosen": chosen, "title": title})


def added(
    house: House, *, name: str = "face.jpg", content: bytes = b"", title: str = ""
) -> Attachment:
    sent = content or samples.geotagged()
    assert send(SignedIn(house.sina), house.amara, (name, sent), title=title).status_code == 302
    return Attachment.objects.latest("added_at")


def test_a_picture_is_cleaned_kept_and_shown(house: House) -> None:
    attachment = added(house, title="Face, front")
    client = SignedIn(house.sina)
    shown = client.get(f"/patients/{house.amara.pk}/").content.decode()
    assert "Face, front" in shown
    assert f"/files/{attachment.pk}/small/" in shown
    answer = client.get(f"/files/{attachment.pk}/")
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert samples.SCRIPT not in answer.content
    assert client.get(f"/files/{attachment.pk}/small/").content.startswith(b"RIFF")


def test_a_file_is_served_so_that_nothing_in_it_acts(house: House) -> None:
    attachment = added(house, title='a"b\r\n../c<d>.exe')
    headers = SignedIn(house.sina).get(f"/files/{attachment.pk}/").headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Disposition"] == 'inline; filename="a_b__.._c_d_.exe.jpg"'


def test_a_document_is_saved_and_never_shown_in_the_page(house: House) -> None:
    attachment = added(
        house, name="letter.jpg", content=samples.acting_pdf(), title="Brief für Zoë"
    )
    headers = SignedIn(house.dora).get(f"/files/{attachment.pk}/").headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''Brief%20f%C3%BCr%20Zo"
    )


def test_adding_and_opening_are_written_down(house: House) -> None:
    attachment = added(house)
    SignedIn(house.dora).get(f"/files/{attachment.pk}/")
    found = Entry.objects.filter(action__startswith="file.").order_by("id")
    assert [(entry.action, entry.actor_name) for entry in found] == [
        ("file.added", "Sina Sommer"),
        ("file.opened", "Dora Doktor"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"<!doctype html><script>1</script>", "a web page"),
        (b"PK\x03\x04zip", "ZIP archive"),
        (samples.picture()[:90], "damaged"),
        (samples.locked_pdf(), "locked with a password"),
        (b"\xff\xd8\xff" + b"0" * LIMIT, "a file may have 10 MiB"),
        (b"", "empty"),
    ],
    ids=["svg", "html", "zip", "cut", "locked", "large", "empty"],
)
def test_a_refused_file_leaves_nothing_behind(house: House, content: bytes, words: str) -> None:
    answer = send(SignedIn(house.sina), house.amara, ("face.jpg", content))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert (Attachment.objects.count(), StoredFile.objects.count(), blobs()) == (0, 0, [])
    assert not Entry.objects.filter(action="file.added").exists()


def test_of_several_files_the_good_ones_are_kept(house: House) -> None:
    client = SignedIn(house.sina)
    answer = send(client, house.amara, ("a.jpg", samples.picture()), ("b.jpg", b"hello"))
    assert answer.status_code == 422
    assert "b.jpg was not added. This is a plain text." in answer.content.decode()
    assert Attachment.objects.get().title == "a"


def test_choosing_no_file_says_so(house: House) -> None:
    answer = send(SignedIn(house.sina), house.amara)
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.content.decode()


def test_a_hostile_file_name_comes_out_as_words(house: House) -> None:
    added(house, name="<img src=x onerror=alert(1)>.jpg")
    shown = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/").content.decode()
    assert "&lt;img src=x" in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize("who", ["front desk", "owner", "no role", "patient", "wrong patient"])
def test_other_roles_find_no_file(house: House, who: str) -> None:
    attachment = added(house)
    client = SignedIn(house.everybody[who])
    for rest in ("", "small/", "remove/"):
        assert client.get(f"/files/{attachment.pk}/{rest}").status_code == 404
    assert send(client, house.amara, ("a.jpg", samples.picture())).status_code == 404
    assert client.post(f"/files/{attachment.pk}/remove/", {"reason": "x"}).status_code == 404
    assert Attachment.objects.filter(removed_at=None).count() == 1


def test_removing_needs_a_reason_and_can_be_undone(house: House) -> None:
    attachment = added(house, title="Wrong face")
    client, address = SignedIn(house.sina), f"/files/{attachment.pk}/"
    assert client.post(f"{address}remove/", {"reason": " "}).status_code == 422
    assert client.post(f"{address}remove/", {"reason": "another person"}).status_code == 302
    assert client.get(address).status_code == 404
    shown = client.get(f"/patients/{house.amara.pk}/").content.decode()
    assert "reason: another person" in shown
    assert client.post(f"{address}put-back/").status_code == 302
    assert client.get(address).status_code == 200
    told = Entry.objects.filter(action__in=["file.removed", "file.put back"]).order_by("id")
    assert [(one.action, one.reason) for one in told] == [
        ("file.removed", "another person"),
        ("file.put back", ""),
    ]


def test_a_destroyed_file_says_so_instead_of_failing(house: House) -> None:
    attachment = added(house)
    for path in blobs():
        path.unlink()
    client = SignedIn(house.sina)
    answer = client.get(f"/files/{attachment.pk}/")
    assert answer.status_code == 410
    assert "cannot be opened" in answer.content.decode()
    assert client.get(f"/files/{attachment.pk}/small/").status_code == 404
    assert not Entry.objects.filter(action="file.opened").exists()


def test_too_many_uploads_are_asked_to_wait(house: House) -> None:
    client, other = SignedIn(house.sina), SignedIn(house.dora)
    for _ in range(60):
        send(client, house.amara)
    answer = send(client, house.amara, ("a.jpg", samples.picture()))
    assert answer.status_code == 429
    assert "more than 60 times within 10 minutes" in answer.content.decode()
    assert answer.headers["Retry-After"] == "600"
    assert not Attachment.objects.exists()
    assert send(other, house.amara, ("a.jpg", samples.picture())).status_code == 302


def test_a_file_that_never_was_is_not_found(house: House) -> None:
    assert SignedIn(house.sina).get(f"/files/{UUID(int=7)}/").status_code == 404
