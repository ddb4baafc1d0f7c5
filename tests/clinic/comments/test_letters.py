"""E-mails to people who commented: only if they asked, with a link that takes the comment down."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from clinic.comments.readers import ADDRESS, article, sent
from clinic.conftest import SignedIn
from clinic.outbox.mailbox import Mailbox, later
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.comments.keeping import DAYS_KEPT, DAYS_UNDECIDED, forget_addresses
from percuta_clinic.comments.links import token_of
from percuta_clinic.comments.models import Comment, Kind
from percuta_clinic.comments.replies import reply_write
from percuta_clinic.comments.services import comment_decide, comment_undo
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.sender import send_due

pytestmark = pytest.mark.usefixtures("fresh")

SAFE = "Thank you for your question. Most people are red for two days."
WORKS_ON_COMMITTED = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    box = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    settings.EMAIL_TIMEOUT = 5
    with box.running():
        yield box


def approve(house: House, **changed: object) -> Comment:
    comment = sent(**changed)
    comment_decide(by=house.fred, comment=comment, kind=Kind.APPROVED, version=1)
    return comment


def everywhere() -> str:
    """Every message and audit entry as the database holds them."""
    found = ""
    with connection.cursor() as cursor:
        for table in ("outbox_message", "audit_entry", "comments_comment"):
            cursor.execute(f"SELECT * FROM {table}")
            found += repr(cursor.fetchall())
    return found


@WORKS_ON_COMMITTED
def test_who_asked_gets_a_letter_with_a_link_that_removes(house: House, mailbox: Mailbox) -> None:
    approve(house, wants_letters="on")
    later(Message.objects.get())
    assert "kim.secret" not in everywhere()
    assert send_due() == 1
    mail = mailbox.mails[0]
    assert mailbox.readers == [[ADDRESS]]
    assert mail["To"] == ADDRESS
    link = re.findall(r"https?://[^/]+(/remove-comment/\S+)", mail.get_content())[0]
    reader = Client()
    assert "Remove your comment?" in reader.get(link).content.decode()
    assert "How long" in article()
    assert "is removed" in reader.post(link, follow=True).content.decode()
    assert "How long" not in article()
    assert "Kim" not in everywhere()


@WORKS_ON_COMMITTED
def test_a_server_that_refuses_does_not_bring_the_address_into_the_outbox(
    house: House, mailbox: Mailbox
) -> None:
    approve(house, wants_letters="on")
    mailbox.refused[ADDRESS] = f"550 5.1.1 <{ADDRESS}> unknown"
    later(Message.objects.get())
    send_due()
    message = Message.objects.get()
    assert message.state == State.GIVEN_UP
    assert "is not kept" in message.trouble
    assert "kim.secret" not in everywhere()


def test_who_did_not_ask_gets_nothing(house: House) -> None:
    comment = approve(house)
    reply_write(by=house.fred, comment=comment, version=2, text=SAFE, services=())
    assert not Message.objects.exists()


def test_a_reply_that_approves_too_sends_one_letter(house: House) -> None:
    comment = sent(wants_letters="on")
    reply_write(by=house.fred, comment=comment, version=1, text=SAFE, services=())
    assert Message.objects.get().occasion == "comment_answered"


def test_an_undone_decision_holds_its_letter_back(house: House) -> None:
    comment = approve(house, wants_letters="on")
    comment_undo(by=house.fred, comment=comment, version=2)
    message = Message.objects.get()
    assert (message.state, message.sealed, message.sealed_address) == (State.CANCELLED, "", "")


def test_staff_see_neither_address_nor_link_in_the_outbox(house: House) -> None:
    approve(house, wants_letters="on")
    message = Message.objects.get()
    page = SignedIn(house.fred).get(f"/messages/{message.pk}/").content.decode()
    assert "an address that nobody here sees" in page
    assert "kim.secret" not in page
    assert "/remove-comment/" not in page


def test_a_message_without_its_address_is_not_tried_again(house: House) -> None:
    approve(house, wants_letters="on")
    message = Message.objects.get()
    Message.objects.update(state=State.GIVEN_UP, sealed_address="")
    browser = SignedIn(house.fred)
    page = browser.post(f"/messages/{message.pk}/try-again/", follow=True).content.decode()
    assert "The address was deleted" in page


def test_the_link_works_at_any_time_for_nobody_else(house: House) -> None:
    comment = approve(house)
    Comment.objects.update(made_at=timezone.now() - timedelta(days=3650))
    token = token_of(comment)
    changed = token[:-1] + ("0" if token[-1] != "0" else "1")
    for wrong in (changed, token[:32], "x", "\u00e9" * 64, token[:31] + "\u0662" + token[32:]):
        assert Client().get(f"/remove-comment/{wrong}/").status_code == 404
        assert Client().post(f"/remove-comment/{wrong}/").status_code == 404
    assert Client().get(f"/remove-comment/{token}/").status_code == 200
    assert "How long" in article()
    for _ in range(2):
        assert Client().post(f"/remove-comment/{token}/").status_code == 302
    assert Entry.objects.filter(action="comment.removed").count() == 1


def test_addresses_are_deleted_in_time_and_the_comment_stays(house: House) -> None:
    decided, waiting = approve(house, wants_letters="on"), sent(sender="192.0.2.2")
    Comment.objects.filter(pk=decided.pk).update(
        decided_at=timezone.now() - timedelta(days=DAYS_KEPT - 1)
    )
    assert forget_addresses() == 0
    before = timezone.now() - timedelta(days=DAYS_KEPT)
    Comment.objects.filter(pk=decided.pk).update(decided_at=before)
    Message.objects.update(made_at=before)
    assert forget_addresses() == 1
    assert Message.objects.get().sealed_address == ""
    assert "How long" in article()
    old = timezone.now() - timedelta(days=DAYS_UNDECIDED)
    Comment.objects.filter(pk=waiting.pk).update(made_at=old)
    assert forget_addresses() == 1
    assert not Comment.objects.exclude(sealed_email="").exists()
