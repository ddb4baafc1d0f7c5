"""The worker sends questions before a visit: once, in time, and says whom it cannot reach."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from clinic.booking.days import BERLIN, book
from clinic.conftest import SignedIn
from clinic.intake.test_at_once import at_once
from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.booking.placing import visit_shift
from percuta_clinic.booking.services import visit_move
from percuta_clinic.intake.models import Form, Link
from percuta_clinic.intake.services import form_open, form_put_aside
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.chores import prepare_now, unless_off
from percuta_clinic.readiness.sending import send_questions

ASKED = ("prepare", "prepare_reminder")


def noon(days: int) -> datetime:
    day = timezone.localdate(timezone=BERLIN) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)


def visit_in(house: House, days: int, service: Service | None = None) -> Visit:
    return book(house, house.amara, at=noon(days), service=service)


def asked() -> list[str]:
    rows = Message.objects.filter(occasion__in=ASKED).order_by("made_at", "pk")
    return list(rows.values_list("occasion", flat=True))


def test_questions_go_out_five_days_before_and_once(house: House) -> None:
    visit_in(house, 8)
    assert send_questions(noon(2)) == 0
    assert send_questions(noon(3)) == 1
    assert send_questions(noon(3)) == 0
    assert asked() == ["prepare"]
    assert Form.objects.get().visit is not None
    assert Link.objects.count() == 1


def test_a_visit_booked_late_is_asked_about_at_once(house: House) -> None:
    visit_in(house, 2)
    assert send_questions() == 1


def test_nobody_is_asked_within_two_hours(house: House) -> None:
    at = timezone.now().replace(second=0, microsecond=0)
    book(house, house.amara, at=at, after=90)
    assert send_questions() == 0
    assert not Form.objects.exists()


def test_a_message_that_leaves_too_late_is_not_written(house: House) -> None:
    """Booked in the evening for the early morning: quiet hours end at eight."""
    early = noon(3) - timedelta(hours=3)
    book(house, house.amara, at=early)
    assert send_questions(early - timedelta(hours=11)) == 0
    assert send_questions(early - timedelta(hours=13)) == 1


def test_answers_that_hold_on_the_day_are_not_asked_for_again(house: House) -> None:
    answer(house)
    visit_in(house, 7)
    assert send_questions(noon(3)) == 0


def test_answers_too_old_on_the_day_are_asked_for_again(house: House) -> None:
    answer(house)
    visit_in(house, 8)
    assert send_questions(noon(3)) == 1
    assert Form.objects.get(sent_at=None).round == "again"


def test_a_first_talk_is_asked_about_and_a_later_one_is_not(house: House) -> None:
    visit_in(house, 3, service=house.talk)
    assert send_questions() == 1
    Visit.objects.update(starts_at=noon(-2), ends_at=noon(-1), state=State.FINISHED)
    form_put_aside(by=SYSTEM, form=Form.objects.get())
    visit_in(house, 4, service=house.talk)
    assert send_questions() == 0


def test_one_reminder_follows_two_days_before(house: House) -> None:
    visit_in(house, 5)
    send_questions(noon(1))
    assert send_questions(noon(2)) == 0
    assert send_questions(noon(3)) == 1
    assert send_questions(noon(4)) == 0
    assert asked() == ["prepare", "prepare_reminder"]


def test_whoever_answered_is_not_reminded(house: House) -> None:
    visit_in(house, 5)
    send_questions(noon(1))
    answer(house)
    assert send_questions(noon(3)) == 0


def test_a_link_sent_by_hand_counts(house: House) -> None:
    visit_in(house, 4)
    desk = SignedIn(house.fred)
    once = "0198c0de-0000-7000-8000-000000000001"
    desk.post(f"/patients/{house.amara.pk}/questions/send/", {"once": once})
    assert asked() == ["prepare"]
    assert send_questions() == 0


def test_a_visit_moved_far_away_is_asked_about_anew(house: House) -> None:
    visit = visit_in(house, 4)
    send_questions()
    visit_shift(
        by=house.fred,
        visit=visit,
        specialist=house.sina,
        room=house.room,
        starts_at=noon(30),
        version=visit.version,
    )
    assert send_questions(noon(20)) == 0
    assert send_questions(noon(26)) == 1


def test_a_cancelled_visit_takes_its_waiting_questions_back(house: House) -> None:
    visit = visit_in(house, 3)
    send_questions()
    visit_move(
        by=house.fred.actor, visit=visit, to=State.CANCELLED, version=1, why="the child is ill"
    )
    assert Message.objects.get(occasion="prepare").state == "cancelled"
    assert send_questions() == 0


@pytest.mark.parametrize(
    ("lacking", "why"),
    [({"birth_date": None}, "birth date is missing"), ({"by_email": False}, "not wished")],
)
def test_the_desk_is_told_whom_to_ask_by_hand(
    house: House, lacking: dict[str, object], why: str
) -> None:
    visit_in(house, 3)
    Patient.objects.filter(pk=house.amara.pk).update(**lacking)
    assert send_questions() == 0
    page = SignedIn(house.fred).get("/today/").content.decode()
    assert "Questions could not be sent" in page
    assert why in page
    assert f"/patients/{house.amara.pk}/questions/" in page


def test_the_desk_has_nothing_to_do_once_they_are_sent(house: House) -> None:
    visit_in(house, 3)
    page = SignedIn(house.fred).get("/today/").content.decode()
    assert "Questions could not be sent" not in page


def test_a_clinic_that_switched_it_off_sends_nothing(house: House) -> None:
    visit_in(house, 3)
    Clinic.objects.update(writes_ahead=False)
    cache.clear()
    assert unless_off(send_questions)() == 0
    assert prepare_now() == 0
    Clinic.objects.update(writes_ahead=True)
    assert unless_off(send_questions)() == 1


def test_questions_that_were_open_before_are_sent_along(house: House) -> None:
    form_open(by=house.fred.actor, patient=house.amara)
    visit_in(house, 3)
    assert send_questions() == 1
    assert Form.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_ask_once(house: House) -> None:
    visit_in(house, 3)
    assert sum(at_once(lambda _: send_questions(), number=4)) == 1
    assert asked() == ["prepare"]
    assert Link.objects.count() == Form.objects.count() == 1
