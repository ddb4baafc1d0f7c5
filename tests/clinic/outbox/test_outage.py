"""What happens when the mail server is away, hangs up or refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.outbox.mailbox import Mailbox, enqueue, later
from clinic.people_here import House
from percuta_clinic.outbox.claims import claim
from percuta_clinic.outbox.models import Message, Purpose, State
from percuta_clinic.outbox.outcomes import wait_after
from percuta_clinic.outbox.queries import undelivered
from percuta_clinic.outbox.sender import send_due


def test_a_message_waits_for_a_server_that_is_away(house: House, closed_mailbox: Mailbox) -> None:
    message, second = enqueue(house), enqueue(house)
    assert send_due() == 0
    for one in (message, second):
        one.refresh_from_db()
        assert (one.state, one.attempts) == (State.WAITING, 1)
        assert "cannot be reached" in one.trouble
    with closed_mailbox.running():
        assert send_due() == 0  # a minute has to pass first
        later(message)
        assert send_due() == 1
    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.SENT, "")
    assert closed_mailbox.ids == [message.message_id]


def test_waits_grow_to_two_hours_and_no_further() -> None:
    waits = [wait_after(attempt) for attempt in (1, 2, 3, 4, 5, 6, 500)]
    assert waits == [timedelta(minutes=m) for m in (1, 5, 15, 60, 120, 120, 120)]


@pytest.mark.usefixtures("closed_mailbox")
def test_an_outage_never_gives_a_message_up(house: House) -> None:
    message = enqueue(house)
    for _ in range(12):
        send_due()
        later(message)
    assert (message.state, message.attempts) == (State.WAITING, 12)


def test_a_server_that_hangs_up_gets_the_same_message_again(house: House, mailbox: Mailbox) -> None:
    first, second = enqueue(house), enqueue(house)
    mailbox.hangs_up = 1
    assert send_due() == 1  # the second goes over a fresh connection
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.WAITING, State.SENT)
    later(first)
    assert send_due() == 1
    assert sorted(mailbox.ids) == sorted([first.message_id, first.message_id, second.message_id])


def test_a_refused_address_is_given_up_and_listed(house: House, mailbox: Mailbox) -> None:
    mailbox.refused["nobody@mail.example"] = "550 5.1.1 mailbox unknown"
    message, other = enqueue(house, address="nobody@mail.example"), enqueue(house)
    assert send_due() == 1
    message.refresh_from_db()
    assert message.state == State.GIVEN_UP
    assert message.trouble == "The mail server refused the address: 550 5.1.1 mailbox unknown"
    assert list(undelivered(house.fred)) == [message]
    assert mailbox.ids == [other.message_id]
    assert len(mailbox.peers) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "450 4.2.2 mailbox full",
        "421 4.7.0 too busy",
        "530 5.7.0 authentication required",
        "554 5.7.1 relay access denied",
    ],
)
def test_other_refusals_are_tried_again(house: House, mailbox: Mailbox, answer: str) -> None:
    mailbox.refused["amara@mail.example"] = answer
    message = enqueue(house)
    other = enqueue(house, address="bea@mail.example")
    send_due()
    message.refresh_from_db()
    assert message.state == State.WAITING
    assert answer in message.trouble
    assert mailbox.ids == [other.message_id]


def _news(message: Message, house: House) -> Message:
    """The occasions have no news yet; the sender is ready for it."""
    house.amara.news = True
    house.amara.save()
    Message.objects.filter(pk=message.pk).update(purpose=Purpose.NEWS)
    message.refresh_from_db()
    return message


def test_news_that_may_have_left_is_not_sent_again(house: House, mailbox: Mailbox) -> None:
    message = _news(enqueue(house), house)
    mailbox.hangs_up = 1
    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, len(mailbox.mails)) == (State.GIVEN_UP, 1)
    later(message)
    assert send_due() == 0


@pytest.mark.usefixtures("closed_mailbox")
def test_news_counts_as_sent_before_it_is_sent(house: House) -> None:
    message = _news(enqueue(house), house)
    assert [one.pk for one in claim(house.clinic)] == [message.pk]
    message.refresh_from_db()
    assert message.state == State.SENT
    later(message)
    assert claim(house.clinic) == []


def test_news_waits_for_a_server_that_is_away(house: House, closed_mailbox: Mailbox) -> None:
    message = _news(enqueue(house), house)
    send_due()
    later(message)
    assert message.state == State.WAITING
    with closed_mailbox.running():
        assert send_due() == 1


def test_consent_withdrawn_while_waiting_holds_it_back(house: House, mailbox: Mailbox) -> None:
    message = enqueue(house)
    house.amara.by_email = False
    house.amara.save()
    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.CANCELLED, "No e-mail: not wished.")
    assert mailbox.mails == []


@pytest.mark.usefixtures("mailbox")
def test_a_retry_does_not_leave_in_quiet_hours(house: House) -> None:
    now = timezone.localtime(timezone=house.clinic.zone)
    house.clinic.quiet_from = (now - timedelta(hours=1)).time()
    house.clinic.quiet_until = (now + timedelta(hours=1)).time()
    house.clinic.save()
    message = enqueue(house)
    Message.objects.update(urgent=False)
    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)
    assert timedelta(minutes=59) < message.due_at - now <= timedelta(minutes=61)


def test_a_message_that_cannot_be_opened_stops_no_other(house: House, mailbox: Mailbox) -> None:
    broken, fine = enqueue(house), enqueue(house)
    Message.objects.filter(pk=broken.pk).update(sealed="AAAA")
    assert send_due() == 1
    broken.refresh_from_db()
    assert (broken.state, mailbox.ids) == (State.WAITING, [fine.message_id])
    assert "could not be handed over" in broken.trouble
