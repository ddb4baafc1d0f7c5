"""The today board: who sees it, what it lists, and where its buttons lead."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.roster.weeks_here import works
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.staging import stages_set, usual_stages
from percuta_clinic.duty.rostering import duty_rules_change
from percuta_clinic.patients.models import Note
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import rules_sign
from percuta_clinic.stock.models import Kind, Lot, Product


def now_booked(house: House, *, minutes: int = 0) -> Visit:
    at = timezone.now().replace(second=0, microsecond=0)
    return book(house, house.amara, at=at + timedelta(minutes=minutes), service=house.talk)


def test_a_patient_finds_no_board(house: House) -> None:
    assert SignedIn(house.amara_herself).get("/today/").status_code == 404


@pytest.mark.usefixtures("house")
def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = Client().get("/today/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/accounts/login/?next=/today/",
    )


def test_an_empty_day_says_what_to_do(house: House) -> None:
    page = SignedIn(house.fred).get("/today/").content.decode()
    assert "Nobody is waiting" in page
    assert "Nothing else waits" in page


def test_the_one_button_moves_a_visit_on(house: House) -> None:
    visit = now_booked(house)
    desk = SignedIn(house.fred)
    page = desk.get("/today/").content.decode()
    assert ">Arrived<" in page
    desk.post(f"/visits/{visit.pk}/move/", {"to": State.ARRIVED, "version": visit.version})
    visit.refresh_from_db()
    assert visit.state == State.ARRIVED
    assert "Take to room" in desk.get("/today/").content.decode()


def test_a_button_pressed_twice_tells_the_second_hand(house: House) -> None:
    visit = now_booked(house)
    desk = SignedIn(house.fred)
    for _ in range(2):
        answer = desk.post(
            f"/visits/{visit.pk}/move/", {"to": State.ARRIVED, "version": 1}, follow=True
        )
    assert "cannot be arrived" in answer.content.decode()
    assert Visit.objects.get(pk=visit.pk).version == 2


def test_a_real_clinic_says_that_the_rules_are_unsigned(house: House) -> None:
    page = SignedIn(house.sina).get("/today/").content.decode()
    assert "no doctor has signed the rules" in page


def test_a_new_owner_is_led_through_the_first_steps(house: House) -> None:
    owner = SignedIn(house.olga)
    page = owner.get("/today/").content.decode()
    assert "Set up your clinic" in page
    assert "Still missing" not in page  # Dora and Sina are here
    assert "See the rules" in page
    assert "Set up your clinic" not in SignedIn(house.fred).get("/today/").content.decode()


def test_the_first_steps_go_away_once_done(house: House) -> None:
    house.clinic.phone, house.clinic.address, house.clinic.emergency = "1", "Lane 1", "112"
    house.clinic.save()
    families = [family.key for family in rule_families()]
    rules_sign(by=house.dora, digest=rules_in_use()[0], read=families)
    stages_set(by=house.olga.actor, service=house.needling, stages=usual_stages())
    works(house.sina)
    assert "nobody books them online: Dora" in SignedIn(house.olga).get("/today/").text
    works(house.dora)
    duty_rules_change(by=house.olga.actor, line="116117")
    assert "Set up your clinic" not in SignedIn(house.olga).get("/today/").content.decode()


def test_another_day_is_one_step_away(house: House) -> None:
    book(house, house.amara)
    desk = SignedIn(house.fred)
    assert "Amara" not in desk.get("/today/").content.decode()
    page = desk.get("/today/", {"day": "2027-03-01"}).content.decode()
    assert "Amara" in page
    assert ">Arrived<" not in page


@pytest.mark.parametrize("day", ["x", "2027-02-30", "0001-01-01"])
def test_a_day_that_is_none_shows_today(house: House, day: str) -> None:
    assert "Nobody is waiting" in SignedIn(house.fred).get("/today/", {"day": day}).text


def test_a_session_without_a_note_is_asked_for(house: House) -> None:
    at = timezone.now().replace(second=0, microsecond=0)
    visit = book(house, house.amara, at=at)
    Visit.objects.filter(pk=visit.pk).update(state=State.FINISHED)
    sina = SignedIn(house.sina)
    assert "No note yet" in sina.get("/today/").text
    Note.objects.create(patient=house.amara, about=timezone.localdate(at, house.clinic.zone))
    assert "No note yet" not in sina.get("/today/").text


def test_stock_about_to_expire_is_on_the_board(house: House) -> None:
    product = Product.objects.create(kind=Kind.CREAM, name="Cream five", unit="tube")
    day = timezone.localdate()
    Lot.objects.create(
        product=product,
        number="K1",
        quantity=2,
        expires_on=day + timedelta(days=9),
        received_on=day,
    )
    page = SignedIn(house.fred).get("/today/").content.decode()
    assert "Cream five" in page
    assert "Expires in" in page


def test_hostile_names_come_out_as_text(house: House) -> None:
    house.amara.family_name = "<script>alert(1)</script>"
    house.amara.save()
    now_booked(house)
    page = SignedIn(house.fred).get("/today/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_board_asks_the_same_number_of_questions_for_many_visits(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk = SignedIn(house.fred)
    desk.get("/today/")
    for n in range(6):
        now_booked(house, minutes=5 + 31 * n)
    with django_assert_max_num_queries(27):
        desk.get("/today/")


def test_the_lists_of_who_waits_are_one_step_from_the_board(house: House) -> None:
    doctor = SignedIn(house.dora)
    page = doctor.get("/today/").text
    for path in ("/screening/waiting/", "/screening/waits/", "/screening/overrides/"):
        assert f'href="{path}"' in page
        assert '<a href="/today/" aria-current="page">' in doctor.get(path).text
    assert "/screening/waiting/" not in SignedIn(house.sina).get("/today/").text
    assert "/screening/waits/" in SignedIn(house.sina).get("/today/").text
    assert "/screening/" not in SignedIn(house.fred).get("/today/").text
