"""Texts that could not be filled in, or tell too much, are never saved."""

import re

import pytest
from django.core.exceptions import ValidationError

from clinic.outbox.mailbox import enqueue
from clinic.people_here import House
from papers.reading import grade
from percuta_clinic.outbox.models import Channel, Message, Template
from percuta_clinic.outbox.occasions import OCCASIONS
from percuta_clinic.outbox.placeholders import Occasion
from percuta_clinic.outbox.services import Stale, text_save
from percuta_clinic.outbox.wording import came_with, check_text, sample

REMINDER = OCCASIONS["visit_reminder"]
EVERY_TEXT = [(one, channel) for one in OCCASIONS.values() for channel in one.channels]


def save(house: House, **changed: object) -> Template:
    given: dict[str, object] = {"subject": "Hello", "body": "See you, {name}.", "version": 0}
    given |= changed
    return text_save(
        by=house.dora.actor,
        occasion=REMINDER,
        channel=Channel.EMAIL,
        subject=str(given["subject"]),
        body=str(given["body"]),
        version=int(str(given["version"])),
    )


@pytest.mark.parametrize(
    ("occasion", "channel"), EVERY_TEXT, ids=[f"{one.key}-{way}" for one, way in EVERY_TEXT]
)
def test_our_own_texts_keep_the_rules(occasion: Occasion, channel: Channel) -> None:
    text = came_with(occasion, channel)
    check_text(occasion=occasion, channel=channel, subject=text.subject, body=text.body)
    words = sample(occasion=occasion, text=text)
    assert "{" not in words.subject + words.body


def test_a_child_of_twelve_can_read_what_patients_get() -> None:
    care = [one for one in OCCASIONS.values() if one.key != "glass_broken"]
    grades = {one.key: grade(_spoken(one)) for one in care}
    assert {key: round(found, 1) for key, found in grades.items() if found > 7} == {}


def _spoken(occasion: Occasion) -> list[str]:
    """The sentences, without the lines that hold only what is filled in."""
    lines = [re.sub(r"\{[a-z_]+\}", "", line) for line in occasion.body.splitlines()]
    return [line for line in lines if len(line.split()) > 3]


def test_an_unknown_placeholder_is_refused_with_the_list(house: House) -> None:
    with pytest.raises(ValidationError) as refusal:
        save(house, body="Dear {nmae}")
    (words,) = refusal.value.message_dict["body"]
    assert words == (
        "{nmae} cannot be filled in here. What can: "
        "{name}, {day}, {time}, {service}, {specialist}, {place}, {price}, {clinic}, {contact}."
    )
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("subject", "Your {service}", "cannot stand in a subject"),
        ("subject", "For {name}", "cannot stand in a subject"),
        ("subject", " ", "The subject is empty"),
        ("subject", "a" * 151, "150 is the most"),
        ("body", "Hello {name", "a single { or }"),
        ("body", "Hello { name }", "cannot be filled in here"),
        ("body", "{name.__class__}", "cannot be filled in here"),
        ("body", "{}", "cannot be filled in here"),
        ("body", " \n ", "no words yet"),
        ("body", "a" * 20_001, "20000 is the most"),
    ],
)
def test_a_text_that_would_go_wrong_is_refused(
    house: House, field: str, text: str, *, why: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        save(house, **{field: text})
    assert why in refusal.value.message_dict[field][0]


@pytest.mark.parametrize(
    ("key", "needed"),
    [
        ("invitation", "{link}"),
        ("password_reset", "{link}"),
        ("account_notice", "{text}"),
        ("letter", "{text}"),
        ("glass_broken", "{page}"),
    ],
)
def test_what_a_message_is_for_cannot_be_left_out(key: str, needed: str) -> None:
    occasion = OCCASIONS[key]
    with pytest.raises(ValidationError, match=f"{needed} is missing".replace("{", r"\{")):
        check_text(
            occasion=occasion,
            channel=Channel.EMAIL,
            subject="Hello",
            body=occasion.body.replace(needed, ""),
        )


def test_the_newest_text_is_used_and_old_ones_stay(house: House) -> None:
    save(house, body="First, {name}.")
    save(house, body="Second, {name}.", subject="On {day}\r\nBcc: x@y.example", version=1)
    message = enqueue(house)
    assert (message.subject, message.body) == (
        "On Tuesday 12 May 2026 Bcc: x@y.example",
        "Second, Amara Okafor.",
    )
    assert message.template == Template.objects.get(version=2)
    assert Template.objects.get(version=1).body == "First, {name}."


def test_an_older_text_never_overwrites_a_newer(house: House) -> None:
    save(house, body="First, {name}.")
    with pytest.raises(Stale):
        save(house, body="Mine, {name}.")
    assert Template.objects.count() == 1


def test_a_change_of_words_leaves_waiting_messages_alone(house: House) -> None:
    message = enqueue(house)
    before = message.body
    save(house, body="New, {name}.")
    assert Message.objects.get(pk=message.pk).body == before
