"""Every clinic test has a small clinic, in a database that forgets it afterwards."""

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import connection
from django.test import Client

from clinic.people_here import House, open_house
from percuta_clinic.assessment import triggers as of_gradings
from percuta_clinic.audit import triggers as of_the_log
from percuta_clinic.audit.triggers import name_of
from percuta_clinic.consent import triggers as of_consents
from percuta_clinic.intake import triggers as of_answers
from percuta_clinic.patients import triggers as of_notes
from percuta_clinic.people.models import Account
from percuta_clinic.screening import triggers as of_decisions
from percuta_clinic.stock import triggers as of_moves

TRIGGERS = (
    *(*of_the_log.SQLITE, *of_notes.SQLITE, *of_moves.SQLITE),
    *(*of_answers.SQLITE, *of_decisions.SQLITE, *of_consents.SQLITE, *of_gradings.SQLITE),
)


@pytest.fixture
def house(db: None) -> House:
    """The small clinic."""
    assert db is None  # asked for by name, or pytest-django makes no database
    return open_house()


class SignedIn(Client):
    """A browser in which ``account`` has signed in."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.force_login(account)
        if account.is_staff_member and not is_mfa_enabled(account):
            TOTP.activate(account, generate_totp_secret())


@pytest.fixture(autouse=True)
def _no_seal_remembered() -> None:
    """The note of the newest seal outlives a database that is rolled back."""
    (settings.ENVIRONMENT.keys / "audit-head").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _log_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits is tidied up by DELETE, which SQLite's log refuses until let go."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction") and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in TRIGGERS:
                cursor.execute(f"DROP TRIGGER {name_of(statement)}")
