"""The mail server of these tests, and settings that lead to it."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from clinic.outbox.mailbox import Mailbox


@pytest.fixture(autouse=True)
def _sms_can_leave(settings: Settings) -> None:
    """Only the demo has a way for SMS."""
    settings.DEMO = True


@pytest.fixture
def closed_mailbox(settings: Settings) -> Mailbox:
    """A mail server that does not run yet."""
    mailbox = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
    settings.EMAIL_TIMEOUT = 5
    return mailbox


@pytest.fixture
def mailbox(closed_mailbox: Mailbox) -> Iterator[Mailbox]:
    """A mail server that runs."""
    with closed_mailbox.running():
        yield closed_mailbox
