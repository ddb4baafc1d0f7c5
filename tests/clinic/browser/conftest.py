"""The browser of all tests here, and a clinic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from clinic.browser.chromium import KEPT, launched
from clinic.browser.tablet import Tablet
from clinic.people_here import House, open_house
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open

HERE = Path(__file__).parent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """The browser ends with the last test in it, or its loop would run beside all others."""
    yield
    if nextitem is None or not nextitem.path.is_relative_to(HERE):
        KEPT.close()


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """The same for all modules."""
    assert django_db_setup is None
    with launched() as browser:
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


@pytest.fixture
def tablet(running: House, chromium: Browser, live_server: LiveServer) -> Iterator[Tablet]:
    """Sina's; she is signed in."""
    one = Tablet(chromium, str(live_server.url))
    one.sign_in(running.sina)
    yield one
    one.context.close()
