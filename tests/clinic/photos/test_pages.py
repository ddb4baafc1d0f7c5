"""The frames of a patient, the page with the camera, two pictures beside each other."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.booking.days import BERLIN, book, now
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.photos.taken_here import add, allows, picture
from clinic.screening.through import answer
from percuta_clinic.assessment.science import all_zones
from percuta_clinic.assessment.services import Told, skin_graded
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.photos.framing import VIEWS
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.queries import sessions_of
from percuta_clinic.readiness.strip import strips

FACE = [one.name for one in VIEWS.values() if one.is_face]


def frames(house: House, who: str = "sina") -> str:
    return SignedIn(getattr(house, who)).get(f"/patients/{house.amara.pk}/photos/").text


def titles(page: str) -> list[str]:
    return re.findall(r'<h2 id="f-[^"]+">([^<]+)</h2>', page)


def compared(house: House, *pair: Photo, view: str = "") -> tuple[int, str]:
    path = f"/patients/{house.amara.pk}/photos/compare/"
    asked = {"pair": [str(one.pk) for one in pair]} | ({"view": view} if view else {})
    found = SignedIn(house.sina).get(path, asked)
    return found.status_code, found.text


def at(day: int, month: int = 5) -> str:
    return f"2025:{month:02d}:{day:02d} 10:00:00"


def session(house: House, day: int, month: int = 5) -> Visit:
    begins = datetime(2025, month, day, 9, tzinfo=BERLIN)
    return Visit.objects.create(
        patient=house.amara,
        service=house.needling,
        specialist=house.sina,
        room=house.room,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        state="finished",
        treatment_began_at=begins,
        made_by="Fred",
    )


def test_a_wish_in_the_face_asks_for_its_five_views(house: House) -> None:
    assert titles(frames(house)) == []
    assert "No view is asked for yet" in frames(house)
    answer(house, wish__fine_lines=["cheek_left"])
    page = frames(house)
    assert titles(page) == FACE
    assert page.count("Missing") == 5
    assert VIEWS["face-front"].how in page.replace("&#x27;", "'")


def test_a_graded_place_has_views_of_its_own(house: House) -> None:
    told = Told(kind="stretch_marks")
    for zone in ("abdomen", "thigh_left"):
        skin_graded(by=house.sina, patient=house.amara, zone=zone, told=told, key=new_id())
    names = ["Abdomen", "Left thigh, front", "Left thigh, back"]
    assert [one.lower() for one in titles(frames(house))] == [one.lower() for one in names]


def test_every_place_that_may_be_needled_can_be_photographed(house: House) -> None:
    allows(house)
    shown = {one.zone for one in VIEWS.values()}
    off_face = [zone for zone in all_zones() if zone in shown]
    assert len(off_face) > 20
    page = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/photos/add/").text
    assert all(f'value="{key}"' in page for key in VIEWS)


def test_an_empty_frame_says_what_to_do_and_a_full_one_shows_its_picture(house: House) -> None:
    allows(house)
    made = add(house, taken=timezone.now())
    page = frames(house)
    assert f"/photos/{made.pk}/small/" in page
    assert "Taken today" in page
    assert 'img class="private"' in page


def test_the_earlier_picture_lies_over_the_camera(house: House) -> None:
    allows(house)
    add(house, picture(at=at(3)))
    newest = add(house, picture(at=at(20)))
    page = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/photos/add/?view=face-front").text
    assert f'data-ghost="/photos/{newest.pk}/picture/"' in page
    assert page.count("data-ghost=") == 1


def test_pictures_carry_the_number_of_their_session(house: House) -> None:
    allows(house)
    for day in (3, 20):
        session(house, day)
    third = session(house, 10, 6)
    first = add(house, picture(at=at(3), make="Apple", model="iPad"))
    last = add(house, picture(at=at(10, 6)))
    assert last.visit == third
    assert list(sessions_of(house.amara).values()) == [1, 2, 3]
    status, page = compared(house, view="face-front")
    assert status == 200
    for words in ("Left: Session 1", "Right: Session 3", "Tablet", "Not known", "Sina Sommer"):
        assert words in page, words
    assert page.index(f"/photos/{first.pk}/picture/") < page.index(f"/photos/{last.pk}/picture/")


def test_the_earlier_of_two_ticked_pictures_stands_left(house: House) -> None:
    allows(house)
    early, middle, late = (add(house, picture(at=at(day))) for day in (3, 12, 20))
    _, page = compared(house, late, early)
    assert page.index(f"/photos/{early.pk}/picture/") < page.index(f"/photos/{late.pk}/picture/")
    assert f"pair={middle.pk}&amp;pair={late.pk}" in page
    assert f"pair={middle.pk}&amp;pair={early.pk}" in page


def test_unlike_views_are_refused_by_name(house: House) -> None:
    allows(house)
    status, page = compared(house, add(house), add(house, view="neck"))
    assert status == 422
    assert "Face, front" in page
    assert "Neck" in page
    assert "/picture/" not in page


def test_one_three_or_strange_pictures_are_not_compared(house: House) -> None:
    allows(house)
    made = [add(house) for _ in range(3)]
    assert compared(house, *made)[0] == 422
    assert "Tick two" in compared(house, made[0])[1]
    path = f"/patients/{house.bea.pk}/photos/compare/"
    asked = {"pair": [str(one.pk) for one in made[:2]]}
    assert "/picture/" not in SignedIn(house.sina).get(path, asked).text


def test_nothing_is_shown_anywhere_once_the_consent_is_gone(house: House) -> None:
    consent = allows(house)
    made = [add(house), add(house)]
    consent_withdraw(by=house.amara_herself.actor, consent=consent, reason="enough")
    for page in (frames(house), compared(house, *made)[1], compared(house, view="face-front")[1]):
        assert "/small/" not in page
        assert "/picture/" not in page
    assert "2 not shown" in frames(house)


def test_the_chart_tells_of_photographs_without_showing_one(house: House) -> None:
    allows(house)
    add(house, picture(at=at(3)))
    page = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/").text
    assert "1 in the record, the newest of 3 May 2025" in page
    assert "Never taken: Face, right side at 45°" in page
    assert f'href="/patients/{house.amara.pk}/photos/add/"' in page
    assert "/photos/" not in SignedIn(house.fred).get(f"/patients/{house.amara.pk}/details/").text


def test_a_picture_sent_without_a_view_comes_back_in_words(house: House) -> None:
    allows(house)
    path = f"/patients/{house.amara.pk}/photos/add/"
    found = SignedIn(house.sina).post(path, {"key": str(new_id())})
    assert found.status_code == 422
    assert "Choose the view" in found.text
    assert "Take a picture, or choose one." in found.text


def test_the_strip_says_whether_pictures_were_taken(house: House) -> None:
    allows(house)
    visit = book(house, house.amara, at=now())
    assert strips([visit])[visit.pk].items[-1].words == "Photos: record; none taken yet"
    add(house, picture(at=at(3)))
    assert strips([visit])[visit.pk].items[-1].words == "Photos: record"
    add(house, taken=timezone.now())
    item = strips([visit])[visit.pk].items[-1]
    assert (item.words, item.for_desk) == ("Photos: record; taken today", "Photos: record")


@pytest.mark.parametrize("path", ["photos/", "photos/add/", "photos/compare/?view=face-front"])
def test_more_pictures_ask_no_more_questions(house: House, path: str) -> None:
    allows(house)
    client, asked = SignedIn(house.dora), list[int]()
    for count in (2, 6):
        for _ in range(count):
            add(house, picture(at=at(3)))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/patients/{house.amara.pk}/{path}").status_code == 200
        asked.append(len(queries))
    assert asked[0] >= asked[1], asked
    assert asked[1] <= 24, asked
