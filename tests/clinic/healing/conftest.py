"""A session that is over, and a clock moved by hand from its noon on."""

import pytest

from clinic.healing.checking import Clock, needled_session
from clinic.people_here import House
from percuta_clinic.treatment.models import Session


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def session(house: House, clock: Clock) -> Session:
    assert clock.is_noon
    found = needled_session(house)
    found.refresh_from_db()  # as it is kept: its times in UTC
    return found
