"""Seeing, adding, saving outside and taking out are four rights, each in the log."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.photos.taken_here import add, allows, picture, send
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import photo_put_back, photo_remove

PARTS = ("", "small/", "picture/", "download/", "take-out/")


def logged(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def addresses(photo: Photo) -> list[str]:
    about = [f"/photos/{photo.pk}/{part}" for part in PARTS]
    return (
        about
        + [f"/patients/{photo.patient_id}/photos/{part}" for part in ("", "add/")]
        + [f"/patients/{photo.patient_id}/photos/compare/"]
    )


@pytest.mark.parametrize("who", ["front desk", "owner", "no role", "patient", "wrong patient"])
def test_no_address_is_there_for_those_who_see_no_chart(house: House, who: str) -> None:
    allows(house)
    made, browser = add(house), SignedIn(house.everybody[who])
    for path in addresses(made):
        assert browser.get(path).status_code == 404, path
        assert browser.post(path).status_code in (404, 405), path
    for part in ("uses", "put-back"):
        assert browser.post(f"/photos/{made.pk}/{part}/").status_code == 404
    assert Client().get(f"/photos/{made.pk}/picture/").status_code == 302


def test_a_specialist_sees_and_adds_but_neither_saves_nor_takes_out(house: House) -> None:
    allows(house)
    made, sina = add(house), SignedIn(house.sina)
    assert sina.get(f"/photos/{made.pk}/picture/").status_code == 200
    for part in ("download/", "take-out/"):
        assert sina.get(f"/photos/{made.pk}/{part}").status_code == 404
    with pytest.raises(NotYours):
        photo_remove(by=house.sina, photo=made, reason="blurred")
    page = sina.get(f"/photos/{made.pk}/").text
    assert "download" not in page
    assert "take-out" not in page


def test_the_front_desk_cannot_send_a_picture(house: House) -> None:
    allows(house)
    assert send(house.fred, house.amara, picture()).status_code == 404
    assert not Photo.objects.exists()


def test_each_opening_and_saving_is_logged_and_small_ones_once(house: House) -> None:
    allows(house)
    made, doctor = [add(house), add(house)], SignedIn(house.dora)
    doctor.get(f"/patients/{house.amara.pk}/photos/")
    for one in made:
        doctor.get(f"/photos/{one.pk}/small/")
    assert logged("photos.opened") == 1
    for one in made:
        doctor.get(f"/photos/{one.pk}/picture/")
    doctor.get(f"/photos/{made[0].pk}/download/")
    assert (logged("photo.opened"), logged("photo.downloaded")) == (2, 1)
    SignedIn(house.sina).get(f"/photos/{made[0].pk}/small/")
    assert logged("photos.opened") == 2


def test_no_browser_keeps_a_picture_and_no_name_goes_along(house: House) -> None:
    allows(house)
    made, doctor = add(house), SignedIn(house.dora)
    for part in ("small", "picture", "download"):
        answer = doctor.get(f"/photos/{made.pk}/{part}/")
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert not any("Amara" in value or "Okafor" in value for value in answer.headers.values())
    assert 'filename="face-front-' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert not Entry.objects.filter(action__startswith="photo", reason__contains="Amara").exists()


def test_only_the_page_that_takes_pictures_may_open_the_camera(house: House) -> None:
    allows(house)
    sina = SignedIn(house.sina)
    for path, may in (("photos/add/", True), ("photos/", False), ("", False)):
        policy = sina.get(f"/patients/{house.amara.pk}/{path}").headers["Permissions-Policy"]
        assert ("camera=(self)" in policy) is may


def test_a_picture_taken_out_can_be_put_back(house: House) -> None:
    allows(house)
    made, doctor = add(house), SignedIn(house.dora)
    path = f"/photos/{made.pk}/take-out/"
    assert doctor.post(path, {"reason": " "}).status_code == 422
    assert doctor.post(path, {"reason": "of somebody else"}).status_code == 302
    for part in PARTS:
        assert doctor.get(f"/photos/{made.pk}/{part}").status_code == 404
    listed = doctor.get(f"/patients/{house.amara.pk}/photos/").text
    assert "of somebody else" in listed
    assert (
        "of somebody else"
        not in SignedIn(house.sina).get(f"/patients/{house.amara.pk}/photos/").text
    )
    assert doctor.post(f"/photos/{made.pk}/put-back/").status_code == 302
    assert doctor.get(f"/photos/{made.pk}/picture/").status_code == 200
    assert (logged("photo.removed"), logged("photo.put_back")) == (1, 1)
    photo_put_back(by=house.dora, photo=made)
    assert logged("photo.put_back") == 1


def test_a_reason_is_asked_for_also_beneath_the_page(house: House) -> None:
    allows(house)
    with pytest.raises(ValidationError, match="Say in a few words why"):
        photo_remove(by=house.dora, photo=add(house), reason="\x00 x")


def test_a_restricted_chart_shows_no_picture_without_a_reason(house: House) -> None:
    allows(house)
    made, sina = add(house), SignedIn(house.sina)
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    for path in addresses(made):
        answer: Any = sina.get(path)
        assert answer.status_code in (302, 404), path
        assert "/glass/" in answer.headers.get("Location", "/glass/"), path
    sina.post(f"/patients/{house.amara.pk}/glass/", {"reason": "she fainted in the room"})
    assert sina.get(f"/photos/{made.pk}/picture/").status_code == 200


def test_the_camera_page_counts_how_often_somebody_sends(house: House) -> None:
    answers = {send(house.sina, house.amara, b"x").status_code for _ in range(121)}
    assert answers == {422, 429}
