"""Every clinic test has a small clinic, in a database that forgets it afterwards."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.test import Client

from clinic.people_here import House, open_house
from percuta_clinic.people.models import Account


@pytest.fixture
def house(db: None) -> House:
    """The small clinic."""
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
