"""Rooms and services are ended, never deleted, and say what depends on them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.placing import visit_book
from percuta_clinic.premises.models import Room

SERVICE = {
    "name": "Peel",
    "minutes": "45",
    "price": "90.50",
    "currency": "eur",
    "is_needling": "False",
    "is_offered": "on",
}


def _book(house: House) -> None:
    visit_book(
        by=house.fred,
        patient=house.amara,
        service=house.talk,
        specialist=house.sina,
        room=house.room,
        starts_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=2),
    )


def test_a_room_is_added_and_closed_again(house: House) -> None:
    browser = SignedIn(house.olga)
    browser.post("/settings/rooms/new/", {"name": "Room 2", "is_open": "on"})
    room = Room.objects.get(name="Room 2")
    path = f"/settings/rooms/{room.pk}/"
    mark = browser.get(path).context["as_shown"]
    browser.post(path, {"name": "Room 2", "as_shown": mark})
    room.refresh_from_db()
    assert not room.is_open


def test_two_rooms_of_one_name_are_refused(house: House) -> None:
    answer = SignedIn(house.olga).post("/settings/rooms/new/", {"name": "Room 1"})
    assert answer.status_code == 422
    assert Room.objects.count() == 1


@pytest.mark.parametrize("kind", ["rooms", "services"])
def test_visits_to_come_are_named_before_something_ends(house: House, kind: str) -> None:
    _book(house)
    key = house.room.pk if kind == "rooms" else house.talk.pk
    page = SignedIn(house.olga).get(f"/settings/{kind}/{key}/").content.decode()
    assert "1 visit to come needs this" in page


def test_a_service_is_added_with_its_price(house: House) -> None:
    assert SignedIn(house.olga).post("/settings/services/new/", SERVICE).status_code == 302
    made = Service.objects.get(name="Peel")
    assert (made.price, made.currency, made.minutes) == (Decimal("90.50"), "EUR", 45)


def test_nobody_guesses_whether_skin_is_needled(house: House) -> None:
    owner = SignedIn(house.olga)
    assert " checked" not in owner.get("/settings/services/new/").text.split("is_needling")[1][:200]
    unsaid = {key: value for key, value in SERVICE.items() if key != "is_needling"}
    assert owner.post("/settings/services/new/", unsaid).status_code == 422
    owner.post("/settings/services/new/", SERVICE | {"is_needling": "True"})
    assert Service.objects.get(name="Peel").is_needling


def test_a_service_is_ended_and_its_visits_stay(house: House) -> None:
    _book(house)
    browser = SignedIn(house.olga)
    path = f"/settings/services/{house.talk.pk}/"
    mark = browser.get(path).context["as_shown"]
    ended = {key: value for key, value in SERVICE.items() if key != "is_offered"}
    browser.post(path, ended | {"name": house.talk.name, "as_shown": mark})
    house.talk.refresh_from_db()
    assert not house.talk.is_offered
    assert house.talk.visits.count() == 1
    assert "Ended, visits to come" in browser.get("/settings/services/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("minutes", "0"), ("minutes", "900"), ("price", "-1"), ("currency", "E1R")]
)
def test_a_service_that_cannot_be_is_refused(house: House, field: str, value: str) -> None:
    answer = SignedIn(house.olga).post("/settings/services/new/", SERVICE | {field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_only_a_service_that_needles_can_be_a_test_area(house: House) -> None:
    owner = SignedIn(house.olga)
    owner.post("/settings/services/new/", SERVICE | {"is_test_area": "on"})
    assert not Service.objects.get(name="Peel").is_test_area
    needled = SERVICE | {"name": "Test area", "is_needling": "True", "is_test_area": "on"}
    owner.post("/settings/services/new/", needled | {"device": "skinpen"})
    assert Service.objects.get(name="Test area").is_test_area
