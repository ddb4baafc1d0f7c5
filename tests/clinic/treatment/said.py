"""A session of Amara's, and what tablets say in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils import timezone

from clinic.booking.treated import in_room
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import gate
from clinic.screening.through import answer
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.checklist import CHECKS, checks_set
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.opening import session_open
from percuta_clinic.treatment.receiving import Received, events_receive

NAMES = UUID("5f2d2b8e-9a5c-4f0e-8a43-6f6f3c2a1b11")


def opened(house: House) -> Session:
    """Everything is there, and Sina begins the treatment."""
    gate(house)
    visit = in_room(house, house.amara)
    answer(house)
    signed(house)
    checks_set(by=house.sina, visit=visit, keys=frozenset(CHECKS))
    return session_open(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)


def tablet(name: str) -> UUID:
    """The same key for the same name."""
    return uuid5(NAMES, name)


class Tablet:
    """Counts what it says and knows what it has seen, as a real one does."""

    def __init__(self, name: str, account: Account) -> None:
        self.device, self.account = tablet(name), account
        self.n = 0
        self.seen: dict[str, int] = {}

    def event(self, slot: str, value: object, *, at: datetime | None = None) -> dict[str, Any]:
        """The next thing it says."""
        self.n += 1
        return {
            "id": str(uuid4()),
            "device": str(self.device),
            "n": self.n,
            "seen": dict(self.seen),
            "at": (at or timezone.now()).isoformat(),
            "by": str(self.account.pk),
            "slot": slot,
            "value": value,
        }

    def sees(self, events: Iterable[Mapping[str, Any]]) -> None:
        """It reads what others said."""
        for one in events:
            if one["device"] != str(self.device):
                before = self.seen.get(one["device"], 0)
                self.seen[one["device"]] = max(before, one["n"])


def receive(house: House, session: Session, *events: object) -> Received:
    """Sina's tablet sends these."""
    return events_receive(by=house.sina, session=session, sent=events)


def needled(depth: float | None, **more: object) -> dict[str, Any]:
    """A zone as it was needled."""
    return {"depth_mm": depth, "passes": 3, "done": True} | more


def cream(**more: object) -> dict[str, Any]:
    """Numbing cream put on ten minutes ago."""
    return {
        "cream": "emla",
        "name": "EMLA",
        "grams": 10,
        "area_cm2": 80,
        "zones": ["cheek_left"],
        "on_at": (timezone.now() - timedelta(minutes=10)).isoformat(),
    } | more
