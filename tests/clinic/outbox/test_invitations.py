"""Calendar entries by e-mail: put in, moved and taken out again by real letters."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from clinic.booking.calendars import Kept, lines_of, people_in, seen
from clinic.booking.days import MONDAY, book
from clinic.booking.test_visits import shift, step
from clinic.conftest import SignedIn
from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from percuta_clinic.booking.models import State
from percuta_clinic.outbox.models import Channel, Message
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.outbox.services import message_hold_back
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic


@pytest.fixture(autouse=True)
def _never_quiet(house: House) -> None:
    Clinic.objects.update(quiet_from="00:00", quiet_until="00:00")
    assert house.clinic.pk == 1


def calendar_in(mail: EmailMessage) -> str:
    """The part that a mail program reads by itself."""
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode("utf-8")


def test_a_booking_brings_an_entry_in_both_usual_places(house: House, mailbox: Mailbox) -> None:
    book(house, house.amara)
    assert send_due() == 1
    (mail,) = mailbox.mails
    words, attached = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    assert words.get_content_type() == "multipart/alternative"
    plain, entry = words.iter_parts()
    assert plain.get_content().startswith("Hello Amara,")
    assert entry.get_content_type() == "text/calendar"
    assert entry["Content-Type"].params["method"] == "REQUEST"
    assert entry["Content-Type"].params["charset"].lower() == "utf-8"
    assert attached.get_filename() == "appointment.ics"
    assert attached.get_content_type() == "application/ics"
    assert attached.get_payload(decode=True) == calendar_in(mail).encode()
    assert max(map(len, lines_of(calendar_in(mail)))) <= 75
    (seen_by_all,) = seen(calendar_in(mail))
    assert (seen_by_all.method, seen_by_all.starts) == ("REQUEST", MONDAY)


def test_an_entry_names_sender_and_reader_as_the_letter_does(
    house: House, mailbox: Mailbox
) -> None:
    evil = 'Eve" \r\nX-EVIL:1;,:'
    Patient.objects.filter(pk=house.amara.pk).update(given_name=evil)
    Clinic.objects.update(name='Nähe & "Licht"\r\nX-EVIL:2')
    book(house, Patient.objects.get(pk=house.amara.pk))
    Message.objects.update(address="new@mail.example")  # put right while it waited
    send_due()
    (mail,) = mailbox.mails
    text = calendar_in(mail)
    people = people_in(text)
    assert people["by"] == f"mailto:{mail['From'].addresses[0].addr_spec}"
    assert people["whom"] == "mailto:new@mail.example"
    assert people["whom"].params["PARTSTAT"] == "ACCEPTED"
    assert not [line for line in lines_of(text) if line.startswith(b"X-EVIL")]
    assert len(seen(text)) == 1


def test_letters_put_in_move_and_take_out_one_entry(house: House, mailbox: Mailbox) -> None:
    calendar, visit = Kept(), book(house, house.amara)
    later = MONDAY + timedelta(days=1)
    send_due()
    visit = shift(house, visit, later)
    send_due()
    booked, moved = map(calendar_in, mailbox.mails)
    calendar.take(booked)
    calendar.take(moved)
    calendar.take(booked)  # the old letter, opened once more
    assert [one.starts for one in calendar.entries.values()] == [later]
    step(house, visit, State.CANCELLED, why="ill")
    send_due()
    cancelled = calendar_in(mailbox.mails[-1])
    (entry,) = seen(cancelled)
    assert (entry.method, entry.status) == ("CANCEL", "CANCELLED")
    calendar.take(cancelled)
    calendar.take(moved)
    assert not calendar.entries


def test_a_reminder_brings_no_entry(house: House) -> None:
    book(house, house.amara)
    assert Message.objects.get(occasion="visit_reminder").calendar == ""


def test_what_nobody_was_sent_is_not_taken_out(house: House, mailbox: Mailbox) -> None:
    visit = book(house, house.amara)
    message_hold_back(by=house.fred.actor, message=Message.objects.get(occasion="visit_booked"))
    step(house, visit, State.CANCELLED, why="ill")
    send_due()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Your visit on Monday 1 March 2027 is cancelled"
    assert mail.get_content_type() == "text/plain"


def test_a_visit_booked_and_cancelled_at_once_sends_nothing(house: House, mailbox: Mailbox) -> None:
    step(house, book(house, house.amara), State.CANCELLED, why="wrong patient")
    assert send_due() == 0
    assert not mailbox.mails


def test_a_visit_moved_to_this_hour_leaves_the_old_day(house: House, mailbox: Mailbox) -> None:
    visit, calendar = book(house, house.amara), Kept()
    send_due()
    soon = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=30)
    shift(house, visit, soon)
    send_due()
    for mail in mailbox.mails:
        calendar.take(calendar_in(mail))
    assert [one.starts for one in calendar.entries.values()] == [soon]


def test_an_sms_carries_no_entry(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(by_email=False, by_sms=True)
    book(house, Patient.objects.get(pk=house.amara.pk))
    message = Message.objects.get(occasion="visit_booked")
    assert (message.channel, message.calendar) == (Channel.SMS, "")


def test_staff_see_that_an_entry_goes_along(house: House) -> None:
    book(house, house.amara)
    shown = {
        one.occasion: "appointment.ics"
        in SignedIn(house.fred).get(f"/messages/{one.pk}/").content.decode()
        for one in Message.objects.all()
    }
    assert shown == {"visit_booked": True, "visit_reminder": False}
