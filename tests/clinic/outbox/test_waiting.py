"""The messages page says how many wait, and why."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from pytest_django.fixtures import Settings

from clinic.conftest import SignedIn
from clinic.outbox.mailbox import Mailbox, enqueue
from clinic.people_here import House
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.outbox.waiting import waiting_why
from percuta_clinic.premises.models import Clinic

NIGHT = datetime(2026, 6, 10, 20, 15, tzinfo=UTC)  # a quarter past ten in the evening


def said(house: House, now: datetime | None = None) -> list[tuple[int, str]]:
    found = waiting_why(house.fred, Clinic.objects.get(), now)
    return [(one.count, one.why) for one in found]


def test_nothing_is_said_while_nothing_waits(house: House, mailbox: Mailbox) -> None:
    assert mailbox.port
    assert said(house) == []


def test_letters_wait_for_a_mail_server_that_nobody_set(house: House, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "percuta_clinic.outbox.mail.NoServer"
    for _ in range(2):
        enqueue(house)
    [(count, why)] = said(house)
    assert count == 2
    assert "PERCUTA_SMTP" in why
    page = SignedIn(house.fred).get("/messages/").content.decode()
    assert "2 messages wait" in page
    assert "No mail server is set" in page


def test_letters_wait_for_the_end_of_quiet_time(house: House, mailbox: Mailbox) -> None:
    assert mailbox.port
    letter = enqueue(house, urgent=False)
    morning = NIGHT + timedelta(hours=9, minutes=45)
    Message.objects.filter(pk=letter.pk).update(due_at=morning)
    assert said(house, NIGHT) == [(1, "It is quiet time until 08:00.")]


def test_letters_for_another_day_say_when_the_next_leaves(house: House, mailbox: Mailbox) -> None:
    assert mailbox.port
    for days in (3, 2):
        letter = enqueue(house)
        Message.objects.filter(pk=letter.pk).update(due_at=NIGHT + timedelta(days=days))
    assert said(house, NIGHT) == [
        (2, "Not due yet. The next leaves on 12 June, 22:15."),
    ]


def test_a_server_that_fails_is_named_with_the_next_try(
    house: House, closed_mailbox: Mailbox
) -> None:
    assert closed_mailbox.port
    enqueue(house)
    send_due()
    [(count, why)] = said(house)
    assert count == 1
    assert "The mail server cannot be reached" in why
    assert "The next try is at" in why


def test_what_is_due_leaves_in_a_moment(house: House, mailbox: Mailbox) -> None:
    assert mailbox.port
    enqueue(house)
    assert said(house, timezone.now()) == [(1, "Due now, to be sent in a few seconds.")]
