"""A whole session as tablets tell it."""

from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from clinic.people_here import House
from clinic.treatment.said import Tablet, cream, needled, receive
from percuta_clinic.treatment.models import Record, Session
from percuta_clinic.treatment.signing import record_sign
from percuta_clinic.treatment.writing import content_of, print_of

CREAM, CARTRIDGE = (str(UUID(int=number)) for number in (11, 12))


def whole(house: House, session: Session, *, but: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Everything a record needs, from door to door; ``but`` leaves slots out."""
    now = timezone.now().isoformat()
    opened = {"code": "(01)04012345678901(10)A12", "how": "typed", "lot": "A12"}
    said: dict[str, Any] = {
        "arrive/identity": {"checked": True},
        "arrive/home": {"used": "no"},
        "arrive/changed": {"changed": "no"},
        "cleanse": {"done": True},
        f"numb/{CREAM}": cream(lot_number="E7"),
        f"numb/{CREAM}/off": {"off_at": now, "clean": True, "intact": True},
        f"cartridge/{CARTRIDGE}": opened | {"checked": "ok", "opened_at": now},
        **{
            f"zone/{zone}": needled(0.5, cartridge=CARTRIDGE, endpoint="even redness", pain=3)
            for zone in session.pack["zones_open"]
        },
        f"cartridge/{CARTRIDGE}/end": {"how": "used"},
        "finish/skin": {"look": ["red"]},
        "finish/photo": {"photo": "refused"},
        "finish/aftercare": {"handed": "paper"},
        "finish/next": {"booked": False, "why": "She calls."},
        f"note/{uuid4()}": {"text": "Calm throughout."},
    }
    tablet = Tablet("a", house.sina)
    return [tablet.event(slot, value) for slot, value in said.items() if slot not in but]


def signed(house: House, session: Session, *, but: tuple[str, ...] = (), why: str = "") -> Record:
    """Said, read and signed by Sina."""
    assert not receive(house, session, *whole(house, session, but=but)).refused
    digest = print_of(content_of(session))
    return record_sign(by=house.sina, session=session, digest=digest, why=why)
