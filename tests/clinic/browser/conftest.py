"""The browser of all tests here (the system's own Chromium where there is one), and a clinic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from clinic.browser.tablet import Tablet
from clinic.people_here import House, open_house
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser for as long as it is wanted."""
    own = str(CHROMIUM) if CHROMIUM.exists() else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=FLAGS, executable_path=own)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """Its loop runs beside the database."""
    assert django_db_setup is None
    with pytest.MonkeyPatch.context() as patch, launched() as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield browser


@pytest.fixture
def running(chromium: Browser, live_server: LiveServer) -> House:
    """A clinic that is running."""
    assert chromium.is_connected()
    assert live_server.url
    cache.clear()
    return open_house()


@pytest.fixture
def form(running: House) -> Form:
    """Questions that wait for Amara."""
    return form_open(by=running.fred.actor, patient=running.amara)


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer, form: Form) -> Iterator[Tablet]:
    """Amara's; she is signed in."""
    one, account = Tablet(chromium, str(live_server.url)), form.patient.account
    assert account is not None
    one.sign_in(account)
    yield one
    one.context.close()
