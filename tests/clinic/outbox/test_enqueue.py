"""What may be queued, for whom, and what it says."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from pytest_django.fixtures import Settings

from clinic.outbox.mailbox import VISIT, Mailbox, enqueue
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.outbox.addresses import phone_number
from percuta_clinic.outbox.models import Channel, Message, Purpose, State
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.outbox.services import letter_write, message_enqueue
from percuta_clinic.premises.models import Clinic

LINK = "https://clinic.example/invitation/very-secret"


def invite(house: House, **changed: object) -> Message:
    given: dict[str, Any] = {
        "by": house.olga.actor,
        "occasion": "invitation",
        "channel": Channel.EMAIL,
        "to_name": "New Colleague",
        "address": "new@clinic.example",
        "purpose": Purpose.ACCOUNT,
        "values": {"name": "New Colleague", "link": LINK, "until": "26 May 2026"},
    }
    given.update(changed)
    return message_enqueue(**given)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_value_is_refused(house: House, value: str | None) -> None:
    with pytest.raises(ValueError, match=r"no value for \['day'\]"):
        enqueue(house, values=VISIT | {"day": value})


def test_a_value_nobody_asked_for_is_refused(house: House) -> None:
    with pytest.raises(ValueError, match=r"unknown \['diagnosis'\].*\{service\}"):
        enqueue(house, values=VISIT | {"diagnosis": "melasma"})


def test_an_unknown_occasion_is_refused(house: House) -> None:
    with pytest.raises(ValueError, match=r"'birthday' is no occasion. They are: invitation"):
        enqueue(house, occasion="birthday")


def test_a_purpose_that_does_not_fit_is_refused(house: House) -> None:
    with pytest.raises(ValueError, match="is sent for care, not for account"):
        enqueue(house, purpose=Purpose.ACCOUNT)


def test_a_message_goes_down_with_its_transaction(house: House) -> None:
    def undone() -> None:
        with transaction.atomic():
            enqueue(house)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert not Message.objects.exists()


def test_the_same_name_queues_one_message(house: House) -> None:
    first, second = (enqueue(house, once="reminder:42") for _ in range(2))
    assert first == second
    assert Message.objects.count() == 1
    assert Entry.objects.filter(action="message.queued").count() == 1


def test_values_are_not_filled_in_twice(house: House) -> None:
    message = enqueue(house, values=VISIT | {"name": "{place} {service}"})
    assert "Hello {place} {service}," in message.body


@pytest.mark.parametrize(
    "address", ["", "amara", "a@b@c", "a@b.example\r\nBcc: x@y.example", "a b@c.example", "a@\x00b"]
)
def test_an_impossible_address_is_refused(house: House, address: str) -> None:
    with pytest.raises(ValidationError, match="is not an e-mail address"):
        enqueue(house, address=address)


@pytest.mark.parametrize(
    ("typed", "country", "called"),
    [
        ("030 1234567", "DE", "+49301234567"),
        ("+49 (0)151 23456789", "DE", "+4915123456789"),
        ("0151/23456789", "DE", "+4915123456789"),
        ("01632 960001", "GB", "+441632960001"),
        ("+1 212 555 0123", "DE", "+12125550123"),
        ("0043 1 5880455", "DE", "+4315880455"),
    ],
)
def test_phone_numbers_are_dialled_from_anywhere(typed: str, country: str, *, called: str) -> None:
    assert phone_number(typed, country=country) == called


@pytest.mark.parametrize("typed", ["", "12", "call me", "+999 12345", "0301234567890123456789"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="is not a phone number that can be reached from DE"):
        phone_number(typed, country="DE")


def test_without_a_provider_nothing_is_promised_by_sms(house: House, settings: Settings) -> None:
    settings.DEMO = False
    house.amara.by_sms = True
    assert reach(house.amara).no_sms == "No SMS: no provider is built in yet."


def test_without_a_mail_server_a_letter_waits(house: House, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "percuta_clinic.outbox.mail.NoServer"
    message = enqueue(house)
    assert send_due() == 0
    message.refresh_from_db()
    assert message.state == State.WAITING
    assert "PERCUTA_SMTP" in message.trouble


def test_an_sms_is_printed_as_one_line(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.amara.by_sms = True
    house.amara.save()
    message = enqueue(house, channel=Channel.SMS, address="030 1234567")
    assert send_due() == 1
    line = "Needle & Light: see you on Tuesday 12 May 2026 at 14:30. Ask us at your next visit."
    assert capsys.readouterr().out == f"SMS to +49301234567: {line}\n"
    message.refresh_from_db()
    assert (message.state, message.subject) == ("sent", "")


@pytest.mark.parametrize(
    ("changed", "channel", "why"),
    [
        ({"by_email": True}, Channel.EMAIL, ""),
        ({"by_email": False, "by_sms": True}, Channel.SMS, ""),
        ({"email": "", "by_sms": True}, Channel.SMS, ""),
        ({"by_email": False}, None, "No e-mail: not wished. No SMS: not wished."),
        (
            {"email": "", "phone": "", "by_sms": True},
            None,
            "No e-mail: an e-mail address is missing. No SMS: a phone number is missing.",
        ),
    ],
)
def test_a_patient_is_reached_the_way_they_wish(
    house: House, changed: dict[str, Any], channel: Channel | None, *, why: str
) -> None:
    for name, value in changed.items():
        setattr(house.amara, name, value)
    found = reach(house.amara)
    assert (found.channel, found.why_not) == (channel, why)


def test_care_is_not_sent_where_it_is_not_wished(house: House) -> None:
    house.amara.by_email = False
    house.amara.save()
    with pytest.raises(ValidationError, match="No e-mail: not wished"):
        enqueue(house)
    assert not Message.objects.exists()


def test_news_needs_its_own_consent(house: House) -> None:
    assert reach(house.amara).refusal(Channel.EMAIL, Purpose.NEWS) == (
        "Amara Okafor did not ask for news."
    )
    house.amara.news = True
    assert reach(house.amara).refusal(Channel.EMAIL, Purpose.NEWS) == ""


def test_a_private_link_reaches_its_reader_alone(house: House, mailbox: Mailbox) -> None:
    message = invite(house)
    assert LINK not in message.body + message.sealed
    assert "[link: for its reader alone]" in message.body
    send_due()
    assert LINK in mailbox.mails[0].get_content()
    message.refresh_from_db()
    assert message.sealed == ""


def test_the_clinic_tells_how_to_reach_it(house: House) -> None:
    Clinic.objects.update(phone="+49 30 99", email="desk@clinic.example")
    assert "Call +49 30 99 or write to desk@clinic.example." in invite(house).body
    Clinic.objects.update(phone="", email="")
    assert "Ask us at your next visit." in invite(house).body


def test_a_letter_takes_the_way_the_patient_wishes(house: House) -> None:
    house.amara.by_email, house.amara.by_sms = False, True
    house.amara.save()
    sent = letter_write(by=house.dora.actor, patient=house.amara, text="Please call.", once="x")
    assert (sent.channel, sent.address, sent.body) == (
        "sms",
        "+49301234567",
        "Needle & Light: Please call.",
    )
    with pytest.raises(ValidationError, match="Shorten it"):
        letter_write(by=house.dora.actor, patient=house.amara, text="a" * 500, once="y")
