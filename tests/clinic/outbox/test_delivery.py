"""What arrives at a real mail server is what was written, to one reader, under one name."""

from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings
from django.utils import timezone

from clinic.outbox.mailbox import Mailbox, enqueue
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.outbox.models import State
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.premises.models import Clinic


def test_a_message_arrives_as_it_was_written(house: House, mailbox: Mailbox) -> None:
    Clinic.objects.update(email="desk@clinic.example", phone="+49 30 99")
    message = enqueue(house)
    assert send_due() == 1
    (mail,) = mailbox.mails
    assert mail["Message-ID"] == message.message_id == f"<{message.pk}@localhost>"
    assert mail["To"] == "Amara Okafor <amara@mail.example>"
    assert mail["From"] == f"Needle & Light <{settings.DEFAULT_FROM_EMAIL}>"
    assert mail["Reply-To"] == "Needle & Light <desk@clinic.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == "See you on Tuesday 12 May 2026"
    assert abs((parsedate_to_datetime(mail["Date"]) - timezone.now()).total_seconds()) < 60
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")
    assert mail.get_content().splitlines() == message.body.splitlines()
    assert "Call +49 30 99 or write to desk@clinic.example." in message.body


def test_a_sent_message_says_so_and_leaves_once(house: House, mailbox: Mailbox) -> None:
    message = enqueue(house)
    assert (send_due(), send_due()) == (1, 0)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.trouble) == (State.SENT, 1, "")
    assert message.sent_at is not None
    assert len(mailbox.mails) == 1
    assert Entry.objects.filter(action="message.sent", patient_id=house.amara.pk).exists()


def test_letters_outside_ascii_arrive_whole(house: House, mailbox: Mailbox) -> None:
    enqueue(house, to_name="Bea Nováková-Øst", values=_visit_of("Bea Nováková-Øst 漢字"))
    send_due()
    (mail,) = mailbox.mails
    assert mail["To"].addresses[0].display_name == "Bea Nováková-Øst"
    assert "Hello Bea Nováková-Øst 漢字," in mail.get_content()


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBcc: x@y.example",
        "Eve\nSubject: free money",
        "Eve\u2028Bcc: x@y.example",
        'Eve" <x@y.example>, "Eve',
        "x@y.example, Eve <z@y.example>",
        "Eve\x00\x0b\x0cBcc: x@y.example",
        "{link} {body} {{7*7}}",
        "Ä, x@y.example",
        "Ünal\r\nBcc: x@y.example",
    ],
)
def test_a_hostile_name_stays_a_name(house: House, mailbox: Mailbox, name: str) -> None:
    enqueue(house, to_name=name, values=_visit_of(name))
    send_due()
    (mail,) = mailbox.mails
    assert mailbox.readers == [["amara@mail.example"]]
    assert [one.addr_spec for one in mail["To"].addresses] == ["amara@mail.example"]
    assert mail["Bcc"] is None
    assert mail.get_all("Subject") == ["See you on Tuesday 12 May 2026"]


def test_a_hostile_day_does_not_break_the_subject(house: House, mailbox: Mailbox) -> None:
    enqueue(house, values=_visit_of("Eve") | {"day": "Monday\r\nBcc: x@y.example\r\n\r\nBuy"})
    send_due()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "See you on Monday Bcc: x@y.example Buy"
    assert mail["Bcc"] is None


def test_one_connection_serves_a_whole_batch(house: House, mailbox: Mailbox) -> None:
    for _ in range(3):
        enqueue(house)
    assert send_due() == 3
    assert len(mailbox.peers) == 1


def test_a_batch_takes_no_more_than_asked_for(house: House, mailbox: Mailbox) -> None:
    for _ in range(3):
        enqueue(house)
    assert (send_due(limit=2), send_due(limit=2)) == (2, 1)
    assert len(set(mailbox.ids)) == 3


def _visit_of(name: str) -> dict[str, str]:
    return {
        "name": name,
        "day": "Tuesday 12 May 2026",
        "time": "14:30",
        "service": "Consultation",
        "specialist": "Sina Sommer",
        "price": "40.00 EUR",
        "place": "Lindenstr. 4",
    }
