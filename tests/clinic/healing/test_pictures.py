"""Pictures that a patient adds to a check-in: kept clean, left out, sent, and who sees them."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, Page, calm, last_of, send, told
from clinic.people_here import House
from clinic.photos.taken_here import add, allows, picture
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Kind
from percuta_clinic.consent.queries import standing
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.store import content_of, readable
from percuta_clinic.healing.asking import follow_check_ins
from percuta_clinic.healing.check_ins import check_in_close
from percuta_clinic.healing.models import AnswerPhoto, CheckIn, Picture, Urgent
from percuta_clinic.healing.pictures import MOST, UNSENT_FOR, pictures_forget
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import photo_remove
from percuta_clinic.treatment.models import Session


@pytest.fixture
def yesterday(clock: Clock) -> None:
    """Noon of the day before, whatever the hour is now."""
    clock.at -= timedelta(days=1)


@pytest.fixture
def check_in(house: House, session: Session) -> CheckIn:
    return told(house, session)


@pytest.fixture
def phone(house: House) -> Client:
    return SignedIn(house.amara_herself)


def upload(phone: Client, check_in: CheckIn, content: bytes, **more: str) -> Page:
    """As the page's queue does."""
    given: dict[str, Any] = {"key": str(new_id()), "view": ""} | more
    given["picture"] = SimpleUploadedFile("x.jpg", content, "image/jpeg")
    url = reverse("my_picture_add", args=[check_in.pk])
    return phone.post(url, given, headers={"X-Percuta": "1"})


def sent(phone: Client, check_in: CheckIn, **signs: str) -> Photo:
    """One picture of the left cheek, sent with calm answers."""
    assert upload(phone, check_in, picture(), view="cheek_left").status_code == 200
    assert send(phone, check_in, calm(**signs)).status_code == 302
    return Photo.objects.get(view="sent")


def test_a_picture_is_kept_once_encrypted_and_without_its_details(
    phone: Client, check_in: CheckIn
) -> None:
    content = picture(make="Apple", model="iPhone 15", at="2026:01:02 10:11:12")
    key = str(new_id())
    for _ in range(2):
        assert upload(phone, check_in, content, key=key, view="cheek_left").status_code == 200
    kept = Picture.objects.get()
    assert (str(kept.pk), kept.zone, kept.device) == (key, "cheek_left", "phone")
    with Image.open(BytesIO(content_of(kept.file))) as opened:
        assert not dict(opened.getexif())
    assert not Photo.objects.exists()


def test_what_cannot_be_taken_says_why_and_keeps_nothing(phone: Client, check_in: CheckIn) -> None:
    tiny = BytesIO()
    Image.new("RGB", (50, 50)).save(tiny, "PNG")
    for content, words in (
        (b"hello there", "plain text"),
        (b"%PDF-1.7 x", "a document, not a picture"),
        (tiny.getvalue(), "50 by 50 pixels"),
        (b"\xff\xd8\xff" + bytes(10 * 1024 * 1024), "may have 10 MiB"),
    ):
        answer = upload(phone, check_in, content)
        assert answer.status_code == 422
        assert words in answer.json()["why"]
    assert not StoredFile.objects.filter(name="check-in").exists()


def test_no_more_than_a_few_are_taken(phone: Client, check_in: CheckIn) -> None:
    for _ in range(MOST):
        assert upload(phone, check_in, picture()).status_code == 200
    assert "Leave one out first" in upload(phone, check_in, picture()).json()["why"]


def test_one_that_is_left_out_is_destroyed(
    phone: Client,
    check_in: CheckIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    upload(phone, check_in, picture())
    kept = Picture.objects.get()
    url = reverse("my_picture_small", args=[check_in.pk, kept.pk])
    assert phone.get(url).headers["Content-Type"] == "image/webp"
    with django_capture_on_commit_callbacks(execute=True):
        phone.post(reverse("my_picture_leave_out", args=[check_in.pk, kept.pk]))
    assert not Picture.objects.exists()
    assert not StoredFile.objects.filter(pk=kept.file_id).exists()
    assert phone.get(url).status_code == 404


def test_without_a_script_pictures_and_answers_come_together(
    phone: Client, check_in: CheckIn
) -> None:
    given = {"shown": ["words"], "version": "1", "words": "It is red here.", "picture": "add"}
    url = reverse("my_check_in", args=[check_in.pk])
    files = [SimpleUploadedFile("a.jpg", picture(), "image/jpeg") for _ in range(2)]
    assert phone.post(url, given | {"pictures": files, "zone": "nowhere"}).status_code == 302
    assert [one.zone for one in Picture.objects.all()] == ["", ""]
    wrong = SimpleUploadedFile("b.txt", b"text", "text/plain")
    page = phone.post(url, given | {"pictures": [wrong], "version": "2"})
    assert page.status_code == 422
    assert "A picture was not added." in page.content.decode()
    assert "It is red here." in page.content.decode()
    left = Picture.objects.latest("added_at")
    leave = {"shown": ["words"], "version": "2", "words": "Still.", "leave_out": str(left.pk)}
    assert phone.post(url, leave).status_code == 302
    assert Picture.objects.count() == 1
    check_in.refresh_from_db()
    assert check_in.values["words"] == "Still."


def test_sent_it_becomes_a_photograph_for_care_alone_and_somebody_looks(
    phone: Client, check_in: CheckIn
) -> None:
    photo = sent(phone, check_in)
    assert (photo.how, photo.zone, photo.uses) == ("sent", "cheek_left", ["record"])
    assert (photo.added_by, photo.added_by_name) == (None, "The patient")
    assert readable(photo.file)
    assert not Picture.objects.exists()
    answer = last_of(check_in)
    assert answer.photos.get().photo == photo
    check_in.refresh_from_db()
    assert (check_in.level, check_in.to_read) == (Urgent.EXPECTED, True)
    task = Task.objects.get()
    assert task.urgency == Urgency.WATCH
    assert "1 picture to be looked at" in task.about
    assert "No rule looks at pictures" in " ".join(answer.read["do"])
    assert "Nobody reads this" not in " ".join(answer.read["who"])
    page = phone.get(reverse("my_check_in", args=[check_in.pk])).content.decode()
    small = reverse("my_picture_small", args=[check_in.pk, photo.pk])
    assert small in page
    assert phone.get(small).status_code == 200


def test_a_picture_is_never_needed(phone: Client, check_in: CheckIn) -> None:
    assert send(phone, check_in, calm()).status_code == 302
    assert not AnswerPhoto.objects.exists()
    assert not Task.objects.exists()


def test_after_sending_nothing_is_added_to_it(phone: Client, check_in: CheckIn) -> None:
    send(phone, check_in, calm())
    answer = upload(phone, check_in, picture())
    assert answer.status_code == 422
    assert "sent already" in answer.json()["why"]


def test_what_was_only_ticked_goes_without_its_picture(
    phone: Client, check_in: CheckIn, house: House, *, clock: Clock
) -> None:
    upload(phone, check_in, picture())
    url = reverse("my_check_in_save", args=[check_in.pk])
    body = {"version": 1, "values": {"q-pus": "yes"}}
    assert phone.post(url, body, content_type="application/json").status_code == 200
    clock.at += timedelta(minutes=40)
    follow_check_ins()
    assert last_of(check_in).level == Urgent.TODAY
    assert not Photo.objects.exists()
    page = SignedIn(house.sina).get(reverse("check_in", args=[check_in.pk])).content.decode()
    assert "A picture was added and not sent" in " ".join(page.split())


def test_what_nobody_sends_is_destroyed_after_a_while(
    phone: Client, check_in: CheckIn, clock: Clock
) -> None:
    upload(phone, check_in, picture())
    assert pictures_forget() == 0
    clock.at += UNSENT_FOR + timedelta(minutes=1)
    assert pictures_forget() == 1
    assert not Picture.objects.exists()
    assert not StoredFile.objects.filter(name="check-in").exists()


def test_staff_see_it_beside_the_answers_and_the_picture_from_before(
    phone: Client, check_in: CheckIn, house: House, *, session: Session
) -> None:
    allows(house)
    before = add(house, view="face-front", taken=timezone.now() - timedelta(hours=3))
    Photo.objects.filter(pk=before.pk).update(uses=["record"])
    other = add(house, view="neck", taken=timezone.now() - timedelta(hours=3))
    photo = sent(phone, check_in, redness="moderate")
    assert before.when < session.opened_at
    page = SignedIn(house.sina).get(reverse("check_in", args=[check_in.pk])).content.decode()
    for one in (photo, before):
        assert reverse("photo_small", args=[one.pk]) in page
    assert reverse("photo_small", args=[other.pk]) not in page
    assert "Left cheek" in page
    looked = Entry.objects.filter(action="photos.opened", actor_name=house.sina.name)
    assert looked.count() == 1
    whole = SignedIn(house.sina).get(reverse("photo_picture", args=[photo.pk]))
    assert whole.headers["Content-Type"] == "image/jpeg"
    assert Entry.objects.filter(action="photo.opened").count() == 1


def test_whoever_sees_no_photographs_gets_none(
    phone: Client, check_in: CheckIn, house: House
) -> None:
    photo = sent(phone, check_in)
    mine = [
        reverse("my_picture_small", args=[check_in.pk, photo.pk]),
        reverse("my_picture_add", args=[check_in.pk]),
        reverse("my_picture_leave_out", args=[check_in.pk, photo.pk]),
    ]
    for who in (house.fred, house.olga, house.nobody):
        for name in ("photo", "photo_small", "photo_picture"):
            assert SignedIn(who).get(reverse(name, args=[photo.pk])).status_code == 404
    for who in (house.everybody["wrong patient"], house.sina, house.fred):
        for url in mine:
            assert SignedIn(who).get(url).status_code in (404, 405)
            assert SignedIn(who).post(url).status_code in (404, 405)
    house.amara.restricted = True
    house.amara.save()
    page = SignedIn(house.sina).get(reverse("check_in", args=[check_in.pk]))
    if page.status_code == 200:
        assert reverse("photo_small", args=[photo.pk]) not in page.content.decode()


def test_another_check_in_gives_nothing_of_it(
    phone: Client, check_in: CheckIn, house: House
) -> None:
    photo = sent(phone, check_in)
    other = told(house, check_in.session)
    assert other.pk != check_in.pk
    url = reverse("my_picture_small", args=[other.pk, photo.pk])
    assert phone.get(url).status_code == 404


@pytest.mark.usefixtures("yesterday")
def test_a_withdrawal_after_it_hides_it_and_one_sent_later_is_seen(
    check_in: CheckIn, house: House, clock: Clock
) -> None:
    signed = allows(house)
    really = datetime.now(UTC)  # what a withdrawal is dated by
    clock.at = really - timedelta(minutes=5)
    phone = SignedIn(house.amara_herself)
    photo = sent(phone, check_in)
    consent_withdraw(by=house.amara_herself.actor, consent=signed, reason="enough")
    small = reverse("photo_small", args=[photo.pk])
    assert SignedIn(house.sina).get(small).status_code == 404
    page = SignedIn(house.sina).get(reverse("check_in", args=[check_in.pk])).content.decode()
    assert small not in page
    assert "Not all pictures are shown" in page
    clock.at = really + timedelta(minutes=5)
    later = told(house, check_in.session)
    assert upload(phone, later, picture((9, 9, 9))).status_code == 200
    send(phone, later, calm())
    newer = Photo.objects.get(told_with__answer=later.answers.get())
    assert SignedIn(house.sina).get(reverse("photo_small", args=[newer.pk])).status_code == 200
    assert allowed(house.amara).of(newer) == ["record"]
    assert not standing(house.amara, Kind.PHOTOS).holds


def test_it_is_in_no_set_view_and_never_compared(
    phone: Client, check_in: CheckIn, house: House
) -> None:
    allows(house)
    photo, other = sent(phone, check_in), add(house)
    url = reverse("photos_compare", args=[house.amara.pk])
    answer = SignedIn(house.sina).get(url, {"pair": [str(photo.pk), str(other.pk)]})
    assert answer.status_code == 422
    assert "in no set view" in answer.content.decode()


def test_with_which_answer_it_came_is_never_changed(phone: Client, check_in: CheckIn) -> None:
    sent(phone, check_in)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AnswerPhoto.objects.update(at=timezone.now())
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AnswerPhoto.objects.all().delete()


def test_erasing_destroys_the_sent_and_the_unsent(
    phone: Client,
    check_in: CheckIn,
    house: House,
    *,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    sent(phone, check_in)
    upload(phone, told(house, check_in.session), picture())
    check_in_close(by=house.sina, check_in=check_in, words="Looked at: calm.")
    files = set(StoredFile.objects.filter(name="check-in").values_list("pk", flat=True))
    assert len(files) == 2
    house.amara.visits.update(state=State.FINISHED)
    with django_capture_on_commit_callbacks(execute=True):
        patient_erase(by=house.olga.actor, patient=house.amara, reason="asked for it", law="GDPR")
    assert not StoredFile.objects.filter(pk__in=files).exists()
    assert not Picture.objects.exists()
    assert not AnswerPhoto.objects.exists()


def test_one_that_was_taken_out_is_shown_nowhere(
    phone: Client, check_in: CheckIn, house: House
) -> None:
    photo = sent(phone, check_in)
    photo_remove(by=house.dora, photo=photo, reason="shows somebody else")
    small = reverse("photo_small", args=[photo.pk])
    page = SignedIn(house.sina).get(reverse("check_in", args=[check_in.pk])).content.decode()
    assert small not in page
    mine = reverse("my_picture_small", args=[check_in.pk, photo.pk])
    assert phone.get(mine).status_code == 404
