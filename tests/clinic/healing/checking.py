"""A session of Amara's that is over, the clock of the clinic, and her phone."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.people_here import House
from clinic.treatment.done import whole
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta.healing.triage.questions import QUESTIONS, Kind
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.healing.check_ins import tell_open
from percuta_clinic.healing.models import Answer, CheckIn
from percuta_clinic.treatment.models import Session

BERLIN = ZoneInfo("Europe/Berlin")


Page = Any  # what Django's test client gives back has no public type


class Clock:
    """What time it is here, moved by hand."""

    at: datetime

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.go(timezone.now().astimezone(BERLIN).date())
        patch.setattr(timezone, "now", lambda: self.at)

    @property
    def is_noon(self) -> bool:
        """Whether it is noon in Berlin."""
        return self.at.astimezone(BERLIN).hour == 12

    def go(self, day: date, hour: int = 12, minute: int = 0) -> None:
        """To a day, at an hour in Berlin."""
        self.at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)

    def after(self, session: Session, *, days: int, hour: int = 12) -> None:
        """So many days after a session."""
        self.go(day_of(session) + timedelta(days=days), hour)


def day_of(session: Session) -> date:
    """The day of a session in Berlin."""
    return session.opened_at.astimezone(BERLIN).date()


def needled_session(house: House, *, depth: float = 0.5) -> Session:
    """Everything was done, at this depth; nobody has signed yet."""
    session = opened(house)
    assert not receive(house, session, *whole(house, session)).refused
    if depth != 0.5:
        tablet = Tablet("b", house.sina)
        for zone in session.pack["zones_open"]:
            receive(house, session, tablet.event(f"zone/{zone}", needled(depth)))
    return session


def calm(**more: str) -> dict[str, str]:
    """Every question answered with no, not at all; and then ``more``, by the key."""
    values = {
        f"q-{key}": "none" if one.kind is Kind.DEGREE else "no" for key, one in QUESTIONS.items()
    }
    return values | {f"q-{key}": value for key, value in more.items()}


def told(house: House, session: Session | None) -> CheckIn:
    """She opens the page in which she tells something now."""
    assert session is not None
    return tell_open(by=SYSTEM, patient=house.amara, session=session)


def send(phone: Client, check_in: CheckIn, values: dict[str, str], **more: str) -> Page:
    """Sends a page on which these stand."""
    url = reverse("my_check_in", args=[check_in.pk])
    version = str(CheckIn.objects.get(pk=check_in.pk).version)
    return phone.post(url, {"shown": list(values), "version": version, **values, **more})


def last_of(check_in: CheckIn) -> Answer:
    """The newest answer."""
    found = check_in.answers.last()
    assert found is not None
    return found
