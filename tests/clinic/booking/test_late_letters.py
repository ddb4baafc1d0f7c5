"""A letter that leaves late does not speak of a time that is not kept any more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.booking.days import book
from clinic.booking.open_times import day_at, open_times
from clinic.booking.test_requests import asked
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import Hold, Request, State, TimeOffered, Visit, Waiting
from percuta_clinic.booking.own import own_book
from percuta_clinic.booking.placing import MOST_AHEAD, Refused
from percuta_clinic.booking.request_letters import tell_late
from percuta_clinic.booking.requests import MOST_AHEAD as MOST_BY_EMAIL
from percuta_clinic.booking.requests import request_confirm, request_of, sweep_requests
from percuta_clinic.outbox.mail import words_of
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.models import State as Sending
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.outbox.services import message_enqueue, message_try_again
from percuta_clinic.readiness.welcoming import welcome


@pytest.fixture
def open_house(house: House) -> House:
    open_times(house)
    house.clinic.phone = "+49 30 555"
    house.clinic.save()
    return house


def run_out() -> None:
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))


def test_a_letter_in_time_leaves_as_it_is(open_house: House) -> None:
    asked(open_house)
    assert send_due() == 1
    assert tell_late() == 0


def test_a_late_letter_says_that_the_time_is_not_kept(open_house: House) -> None:
    made = asked(open_house)
    run_out()
    assert send_due() == 0
    assert Message.objects.get().state == Sending.CANCELLED
    assert (tell_late(), tell_late()) == (1, 0)
    letter = Message.objects.get(occasion="request_late")
    words = words_of(letter)
    assert "do not keep this time for you any more" in words
    assert "We keep it for you until" not in words
    secret = words.split("/book/confirm/")[1].split("/")[0]
    assert request_of(secret) == made
    assert reverse("book_confirm", args=[secret]) in words
    assert send_due() == 1


def test_nothing_leaves_about_what_was_forgotten(open_house: House) -> None:
    asked(open_house)
    Request.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert send_due() == 0
    assert tell_late() == 0
    assert sweep_requests() == 1
    assert not Message.objects.exists()


def test_a_time_that_is_offered_to_the_next_is_not_written_about(open_house: House) -> None:
    waiting = Waiting.objects.create(
        patient=open_house.amara,
        service=open_house.talk,
        first_day=timezone.localdate(),
        last_day=timezone.localdate() + timedelta(days=9),
        made_by="Fred",
    )
    now = timezone.now()
    offered = TimeOffered.objects.create(
        waiting=waiting,
        starts_at=day_at(10),
        ends_at=day_at(11),
        specialist=open_house.sina,
        digest="a",
        until=now - timedelta(minutes=1),
    )
    message = message_enqueue(
        by=SYSTEM,
        occasion="time_free",
        channel="email",
        to_name="Amara",
        address="amara@mail.example",
        patient_id=open_house.amara.pk,
        purpose="care",
        values={"name": "Amara", "day": "Monday", "time": "10:00", "until": "11", "link": "x"},
        urgent=True,
        once=f"time_free:{offered.pk}",
    )
    assert send_due() == 0
    message.refresh_from_db()
    assert message.state == Sending.CANCELLED


def test_no_reminder_leaves_once_the_visit_has_begun(open_house: House) -> None:
    visit = book(open_house, open_house.amara, at=day_at(10), service=open_house.talk)
    Message.objects.update(due_at=timezone.now(), urgent=True)
    Visit.objects.filter(pk=visit.pk).update(starts_at=timezone.now() - timedelta(minutes=5))
    assert send_due() == 0
    assert set(Message.objects.values_list("state", flat=True)) == {Sending.CANCELLED}


def test_who_confirms_at_night_gets_the_private_link_at_once(open_house: House) -> None:
    at = timezone.localtime(timezone=open_house.clinic.zone)
    open_house.clinic.quiet_from = (at - timedelta(hours=1)).time()
    open_house.clinic.quiet_until = (at + timedelta(hours=1)).time()
    open_house.clinic.save()
    welcome(request=asked(open_house), digest="")
    due = dict(Message.objects.values_list("occasion", "due_at"))
    assert due["own_page"] <= timezone.now()
    assert due["visit_booked"] <= timezone.now()
    assert "with Sina Sommer" in words_of(Message.objects.get(occasion="own_page"))


def test_nobody_fills_the_days_of_the_clinic_alone(open_house: House) -> None:
    amara, talk = open_house.amara, open_house.talk
    for number in range(MOST_AHEAD):
        at = day_at(9) + timedelta(minutes=30) * number
        own_book(by=SYSTEM, patient=amara, service=talk, starts_at=at)
    with pytest.raises(Refused, match=r"\+49 30 555"):
        own_book(by=SYSTEM, patient=amara, service=talk, starts_at=day_at(15))
    with pytest.raises(Refused, match=r"\+49 30 555"):
        hold_take(service=talk, starts_at=day_at(15), patient=amara)
    Visit.objects.filter(starts_at=day_at(9)).update(state=State.CANCELLED)
    own_book(by=SYSTEM, patient=amara, service=talk, starts_at=day_at(15))


def test_one_mailbox_books_few_visits_to_come(open_house: House) -> None:
    for number in range(MOST_BY_EMAIL):
        request_confirm(request=asked(open_house, at=day_at(9) + timedelta(hours=number)))
    with pytest.raises(Refused, match=r"\+49 30 555"):
        request_confirm(request=asked(open_house, at=day_at(15)))
    assert Visit.objects.count() == MOST_BY_EMAIL


def test_staff_cannot_send_a_late_letter_as_if_it_still_stood(open_house: House) -> None:
    asked(open_house)
    message = Message.objects.get()
    Message.objects.update(state=Sending.GIVEN_UP, trouble="The mail server was away.")
    run_out()
    message_try_again(by=open_house.fred.actor, message=message)
    assert send_due() == 0
    assert Message.objects.get().state == Sending.CANCELLED
