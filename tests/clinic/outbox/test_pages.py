"""The pages of messages, letters and texts: who opens them, what they show, what they do."""

import re
from datetime import timedelta
from typing import Any, Protocol
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.html import escape

from clinic.conftest import SignedIn
from clinic.outbox.mailbox import Mailbox, enqueue, later
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.outbox.models import Message, Purpose, State, Template
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.patients.models import TeamMember

STAFF = {"front desk", "specialist", "doctor", "owner"}
EDITOR = "/settings/messages/visit_reminder/email/"
HOSTILE = "<script>alert('x')</script>"


class Page(Protocol):
    """An answer, as far as it is looked at here."""

    @property
    def content(self) -> bytes: ...


@pytest.mark.parametrize(
    ("address", "opened_by"),
    [
        ("/messages/", STAFF),
        ("/messages/{message}/", STAFF),
        ("/patients/{amara}/letter/", STAFF - {"owner"}),
        ("/settings/messages/", {"doctor", "owner"}),
        (EDITOR, {"doctor", "owner"}),
    ],
)
def test_only_those_with_the_right_open_a_page(
    house: House, address: str, opened_by: set[str]
) -> None:
    url = address.format(message=enqueue(house).pk, amara=house.amara.pk)
    codes = {who: SignedIn(one).get(url).status_code for who, one in house.everybody.items()}
    assert codes == {who: 200 if who in opened_by else 404 for who in house.everybody}


@pytest.mark.parametrize("act", ["hold-back", "try-again"])
def test_a_message_is_moved_by_staff_and_by_post_alone(house: House, act: str) -> None:
    url = f"/messages/{enqueue(house).pk}/{act}/"
    assert SignedIn(house.fred).get(url).status_code == 405
    assert SignedIn(house.amara_herself).post(url).status_code == 404
    assert SignedIn(house.fred).post(url).status_code == 302


def words(answer: Page) -> str:
    """The page's text without its markup."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_the_list_is_narrowed_by_kind_and_name(house: House) -> None:
    enqueue(house, to_name="Ann Waiting")
    changes: dict[str, dict[str, Any]] = {
        "Ben Sent": {"state": State.SENT, "sent_at": timezone.now()},
        "Cem Refused": {"state": State.GIVEN_UP, "trouble": "550 unknown"},
        "Dan Delayed": {"trouble": "cannot be reached"},
    }
    for name, change in changes.items():
        Message.objects.filter(pk=enqueue(house, to_name=name).pk).update(**change)
    names = ("Ann Waiting", "Ben Sent", "Cem Refused", "Dan Delayed")
    shown = {
        query: {name[:3] for name in names if name in words(page)}
        for query in ("", "?show=waiting", "?show=trouble", "?show=sent", "?q=waiting+ann", "?q=x")
        for page in [SignedIn(house.fred).get(f"/messages/{query}")]
    }
    assert shown == {
        "": {"Ann", "Ben", "Cem", "Dan"},
        "?show=waiting": {"Ann", "Dan"},
        "?show=trouble": {"Cem", "Dan"},
        "?show=sent": {"Ben"},
        "?q=waiting+ann": {"Ann"},
        "?q=x": set(),
    }


def test_hostile_words_come_out_as_text(house: House) -> None:
    message = enqueue(house, to_name=HOSTILE)
    Message.objects.update(trouble=HOSTILE, body=HOSTILE, subject=HOSTILE)
    Template.objects.create(
        occasion="visit_reminder", channel="email", subject=HOSTILE, body=HOSTILE, made_by=HOSTILE
    )
    house.amara.given_name = HOSTILE
    house.amara.save()
    dora = SignedIn(house.dora)
    for url in (
        "/messages/",
        f"/messages/?q={HOSTILE}",
        f"/messages/{message.pk}/",
        f"/patients/{house.amara.pk}/letter/",
        "/settings/messages/",
        EDITOR,
    ):
        page = dora.get(url).content.decode()
        assert "<script>alert" not in page
        assert escape(HOSTILE) in page or url == "/settings/messages/"


def test_a_message_shows_what_was_sent_and_that_it_was_read(house: House, mailbox: Mailbox) -> None:
    message = enqueue(house)
    send_due()
    page = SignedIn(house.fred).get(f"/messages/{message.pk}/").content.decode()
    sent = "\n".join(mailbox.mails[0].get_content().splitlines())
    assert escape(sent.strip()) in page
    assert escape(message.message_id) in page
    read = Entry.objects.get(action="message.opened")
    assert (read.actor_name, read.patient_id) == ("Fred Front", house.amara.pk)


def test_the_words_to_a_restricted_patient_are_for_the_team(house: House) -> None:
    message = enqueue(house)
    house.amara.restricted = True
    house.amara.save()
    TeamMember.objects.create(patient=house.amara, account=house.dora)
    seen = {
        one.name: "We look forward" in words(SignedIn(one).get(f"/messages/{message.pk}/"))
        for one in (house.fred, house.sina, house.dora, house.olga)
    }
    assert seen == {
        "Fred Front": False,
        "Sina Sommer": False,
        "Dora Doktor": True,
        "Olga Owner": False,
    }


def test_a_message_held_back_is_never_sent(house: House, mailbox: Mailbox) -> None:
    message = enqueue(house)
    page = SignedIn(house.fred).post(f"/messages/{message.pk}/hold-back/", follow=True)
    assert "It stays here and is not sent." in words(page)
    later(message)
    assert (send_due(), len(mailbox.mails)) == (0, 0)


def test_a_message_on_its_way_cannot_be_held_back(house: House) -> None:
    message = enqueue(house)
    Message.objects.update(leased_until=timezone.now() + timedelta(minutes=1))
    page = SignedIn(house.fred).post(f"/messages/{message.pk}/hold-back/", follow=True)
    assert "is being sent this moment" in words(page)
    assert "Hold back" not in words(page)
    message.refresh_from_db()
    assert message.state == State.WAITING


def test_trying_again_uses_the_corrected_address(house: House, mailbox: Mailbox) -> None:
    mailbox.refused["amara@mail.example"] = "550 5.1.1 mailbox unknown"
    message = enqueue(house)
    send_due()
    house.amara.email = "okafor@mail.example"
    house.amara.save()
    page = SignedIn(house.fred).post(f"/messages/{message.pk}/try-again/", follow=True)
    assert "It is sent in a few seconds." in words(page)
    assert send_due() == 1
    assert mailbox.readers == [["okafor@mail.example"]]


def test_trying_again_at_night_says_when_it_leaves(house: House) -> None:
    message = enqueue(house)
    now = timezone.localtime(timezone=house.clinic.zone)
    house.clinic.quiet_from = (now - timedelta(hours=1)).time()
    house.clinic.quiet_until = (now + timedelta(hours=1)).time().replace(second=0, microsecond=0)
    house.clinic.save()
    Message.objects.update(urgent=False)
    page = SignedIn(house.fred).post(f"/messages/{message.pk}/try-again/", follow=True)
    assert f"It leaves at {house.clinic.quiet_until:%H:%M}." in words(page)


def write(house: House, text: str, once: object) -> Page:
    return SignedIn(house.fred).post(
        f"/patients/{house.amara.pk}/letter/", {"text": text, "once": str(once)}, follow=True
    )


def test_a_letter_handed_in_twice_is_sent_once(house: House) -> None:
    once = uuid4()
    for _ in range(2):
        page = write(house, "Please come on Monday.\r\nBring your cream.", once)
    assert "by e-mail" in words(page)
    assert "You see it under Messages." in words(page)
    message = Message.objects.get()
    assert "Hello Amara Okafor,\n\nPlease come on Monday.\nBring your cream." in message.body
    assert (message.purpose, message.patient_id) == (Purpose.CARE, house.amara.pk)


def test_a_letter_nobody_could_get_is_refused_with_the_reason(house: House) -> None:
    house.amara.by_email = False
    house.amara.save()
    page = words(write(house, "Please come.", uuid4()))
    assert "This patient cannot be written to No e-mail: not wished. No SMS: not wished." in page
    assert not Message.objects.exists()


def test_an_empty_letter_comes_back(house: House) -> None:
    page = write(house, "  ", uuid4())
    assert "The letter has no words yet." in words(page)
    assert not Message.objects.exists()


def test_a_letter_is_previewed_while_it_is_typed(house: House) -> None:
    page = SignedIn(house.fred).post(
        f"/patients/{house.amara.pk}/letter/preview/", {"text": f"Dear {HOSTILE}"}
    )
    assert escape(f"Dear {HOSTILE}") in page.content.decode()
    assert "Fred Front" in words(page)


def save(house: House, **changed: object) -> Page:
    given: dict[str, Any] = {"version": 0, "subject": "Hello", "body": "See you on {day}."}
    given.update(changed)
    return SignedIn(house.dora).post(EDITOR, given, follow=True)


def test_a_new_text_is_saved_with_its_history(house: House) -> None:
    save(house)
    page = words(save(house, version=1, body="Till {day}."))
    assert "Saved. The next message goes out with these words." in page
    assert list(Template.objects.values_list("version", "body", "made_by")) == [
        (1, "See you on {day}.", "Dora Doktor"),
        (2, "Till {day}.", "Dora Doktor"),
    ]
    earlier = SignedIn(house.dora).get(EDITOR, {"from": "1"})
    assert "See you on {day}.</textarea>" in earlier.content.decode()


def test_a_text_with_an_unknown_placeholder_comes_back_as_typed(house: House) -> None:
    page = save(house, body="Dear {nmae}")
    assert escape("{nmae} cannot be filled in here. What can: {name},") in page.content.decode()
    assert "Dear {nmae}</textarea>" in page.content.decode()
    assert not Template.objects.exists()


def test_two_texts_written_at_once_are_both_shown(house: House) -> None:
    save(house, body="Theirs.")
    page = save(house, body="Mine.")
    assert "This text was changed while you were writing" in words(page)
    assert "Theirs." in words(page)
    assert "Mine.</textarea>" in page.content.decode()
    assert Template.objects.get().body == "Theirs."
    save(house, body="Mine.", version=1)
    assert Template.objects.get(version=2).body == "Mine."


def test_a_text_is_previewed_with_what_is_wrong(house: House) -> None:
    page = SignedIn(house.dora).post(
        f"{EDITOR}preview/", {"subject": "Your {service}", "body": "At {time} {nmae}"}
    )
    assert "At 14:30 {nmae}" in words(page)
    assert "{service} cannot stand in a subject" in words(page)


def test_there_is_no_text_for_what_does_not_exist(house: House) -> None:
    dora = SignedIn(house.dora)
    for url in ("birthday/email", "visit_reminder/pigeon", "invitation/sms"):
        assert dora.get(f"/settings/messages/{url}/").status_code == 404
