"""The mail server of the outbox's tests; SMS are printed, as in the demo."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from clinic.outbox.mailbox import Mailbox


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


@pytest.fixture
def sms(settings: Settings) -> None:
    """SMS can leave: only the demo has a way for them."""
    settings.DEMO = True
