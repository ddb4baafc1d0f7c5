"""Whoever sends something reads how and when it leaves, by the facts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from percuta_clinic.outbox.leaving_words import leaving_words
from percuta_clinic.outbox.models import Channel, Message, State


def message(
    state: State = State.WAITING, channel: str = Channel.EMAIL, *, hours: int = 0
) -> Message:
    return Message(state=state, channel=channel, due_at=timezone.now() + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (message(), "The link goes out by e-mail now."),
        (message(hours=9), "after the quiet hours. You see it under Messages."),
        (message(State.SENT, Channel.SMS), "The link went out by SMS."),
        (message(State.GIVEN_UP), "The link was not sent: could not be sent."),
    ],
)
def test_words_follow_the_state_of_the_message(sent: Message, words: str) -> None:
    assert words in leaving_words("The link", sent)
