"""The mails of sign-in go through the outbox, and nobody else can use their links."""

import re

import pytest
from django.test import Client

from clinic.conftest import SignedIn
from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from percuta_clinic.outbox.models import Message, Purpose
from percuta_clinic.outbox.sender import send_due


def forgot(address: str) -> Message:
    """Somebody asks for a new password."""
    answer = Client().post("/accounts/password/reset/", {"email": address})
    assert answer.status_code == 302
    return Message.objects.get()


@pytest.mark.usefixtures("house")
def test_a_forgotten_password_is_answered_by_the_outbox(mailbox: Mailbox) -> None:
    message = forgot("fred@clinic.example")
    assert (message.occasion, message.purpose, message.to_name) == (
        "password_reset",
        Purpose.ACCOUNT,
        "Fred Front",
    )
    assert mailbox.mails == []
    assert send_due() == 1
    text = mailbox.mails[0].get_content()
    link = re.search(r"http\S+", text)
    assert link is not None
    assert Client().get(link[0].removeprefix("http://testserver"), follow=True).status_code == 200
    assert "Hello Fred Front," in text


def test_nobody_reads_the_link_of_somebody_else(house: House, mailbox: Mailbox) -> None:
    message = forgot("olga@clinic.example")
    before = SignedIn(house.fred).get(f"/messages/{message.pk}/").content.decode()
    send_due()
    after = SignedIn(house.fred).get(f"/messages/{message.pk}/").content.decode()
    path = "/accounts/password/reset/key/"
    assert path in mailbox.mails[0].get_content()
    assert path not in before + after
    assert "[link: for its reader alone]" in before


@pytest.mark.usefixtures("house")
def test_a_stranger_learns_by_mail_that_there_is_no_account(mailbox: Mailbox) -> None:
    message = forgot("stranger@mail.example")
    assert message.occasion == "account_notice"
    send_due()
    (mail,) = mailbox.mails
    assert mailbox.readers == [["stranger@mail.example"]]
    assert mail["Subject"] == "A new password was asked for"
    assert "[text: for its reader alone]" in message.body
    assert "[text: for its reader alone]" not in mail.get_content()
