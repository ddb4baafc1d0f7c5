"""Every clinic test has a small clinic, in a database that forgets it afterwards."""

import pytest
from django.conf import settings
from django.test import Client

from clinic.people_here import House, open_house
from percuta_clinic.people.models import Account


@pytest.fixture
@pytest.mark.usefixtures("db")
def house() -> House:
    """The small clinic."""
    return open_house()


class SignedIn(Client):
    """A browser in which ``account`` has signed in."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.force_login(account)


@pytest.fixture(autouse=True)
def _no_seal_remembered() -> None:
    """The note of the newest seal outlives a database that is rolled back."""
    (settings.ENVIRONMENT.keys / "audit-head").unlink(missing_ok=True)
