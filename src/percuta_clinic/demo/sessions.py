"""What was said in the treatment room of the sample clinic: one session over, one going on."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from django.utils import timezone

from percuta_clinic.people.models import Account
from percuta_clinic.stock.models import Kind, Lot
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.receiving import events_receive
from percuta_clinic.treatment.signing import record_sign
from percuta_clinic.treatment.writing import content_of, print_of

LEFT = 12  # minutes of numbing that are still to go in the one that goes on
LASTS = 50  # minutes from door to door in the one that is over
Said = tuple[str, Any, float]  # slot, value, minutes after the session began


def session_told(session: Session, *, by: Account, began: datetime, is_over: bool) -> None:
    """Through the same door as a tablet's entries."""
    rows = list(_whole(session, began) if is_over else _numbing(session, began))
    sent = [_event(session, row, by=by, began=began, n=n) for n, row in enumerate(rows, start=1)]
    received = events_receive(by=by, session=session, sent=sent)
    assert not received.refused, received.refused
    if is_over:
        digest, ended = print_of(content_of(session)), began + timedelta(minutes=LASTS + 5)
        is_past = ended < timezone.now()
        record_sign(by=by, session=session, digest=digest, at=ended if is_past else None)


def _event(session: Session, row: Said, *, by: Account, began: datetime, n: int) -> dict[str, Any]:
    slot, value, after = row
    return {
        "id": str(uuid5(session.pk, f"{n} {slot}")),
        "device": str(uuid5(session.pk, "tablet")),
        "n": n,
        "seen": {},
        "at": (began + timedelta(minutes=after)).isoformat(),
        "by": str(by.pk),
        "slot": slot,
        "value": value,
    }


def _arriving() -> Iterator[Said]:
    yield "stage", "arrive", 0
    yield "arrive/identity", {"checked": True}, 0.5
    yield "arrive/changed", {"changed": "no"}, 1
    yield "arrive/home", {"used": "no"}, 1.5
    yield "stage", "cleanse", 2
    yield "cleanse", {"done": True}, 5
    yield "stage", "numb", 5.5


def _key(session: Session, name: str) -> str:
    return str(uuid5(session.pk, name))


def _cream(session: Session, label: Mapping[str, Any], on_at: datetime) -> dict[str, Any]:
    lot = _lot(Kind.CREAM, key=label["key"])
    return {
        "cream": label["key"],
        "name": label["name"],
        "lot": str(lot.pk) if lot else "",
        "lot_number": lot.number if lot else "",
        "expires": lot.expires_on.isoformat() if lot else "",
        "grams": 12,
        "area_cm2": 80,
        "zones": session.pack["zones_open"],
        "on_at": on_at.isoformat(),
    }


def _lot(kind: Kind, **product: str) -> Lot | None:
    """The next lot of just this product; none rather than one of another."""
    rows = Lot.objects.filter(product__kind=kind, quantity__gt=0, recalled_at=None)
    mine = {f"product__{name}": value for name, value in product.items()}
    return rows.filter(**mine).order_by("expires_on").first()


def _quickest(session: Session) -> Mapping[str, Any] | None:
    """The cream with the shortest wait that nothing bars."""
    rows = [one for one in session.pack.get("creams", ()) if not one.get("barred")]
    return min(rows, key=lambda one: one["minutes_fewest"], default=None)


def _numbing(session: Session, began: datetime) -> Iterator[Said]:
    yield from _arriving()
    if (label := _quickest(session)) is not None:
        cream = _cream(session, label, began + timedelta(minutes=6))
        yield f"numb/{_key(session, 'cream')}", cream, 6


def numbing_began(session: Session, *, now: datetime) -> datetime:
    """When the session began, if its cream has ``LEFT`` minutes to go now."""
    label = _quickest(session)
    waits = label["minutes_fewest"] if label is not None else 30
    return now - timedelta(minutes=waits - LEFT + 6)


def _whole(session: Session, began: datetime) -> Iterator[Said]:
    yield from _arriving()
    cream, cartridge = (_key(session, name) for name in ("cream", "cartridge"))
    if (label := _quickest(session)) is not None:
        yield f"numb/{cream}", _cream(session, label, began + timedelta(minutes=6)), 6
        off = began + timedelta(minutes=6 + label["minutes_fewest"])
        told = {"off_at": off.isoformat(), "clean": True, "intact": True}
        yield f"numb/{cream}/off", told, 6 + label["minutes_fewest"]
    else:
        yield "numb/none", {"none": True, "why": "Shallow, and not wished for."}, 6
    yield "stage", "needle", LASTS - 14
    yield f"cartridge/{cartridge}", _cartridge(session, began), LASTS - 13
    yield from _zones(session, cartridge)
    yield f"cartridge/{cartridge}/end", {"how": "used"}, LASTS - 4
    yield "stage", "finish", LASTS - 4
    yield "finish/soothing", {"what": "hyaluronic gel"}, LASTS - 3
    yield "finish/skin", {"look": ["evenly red"]}, LASTS - 3
    photo = {"photo": "not taken", "why": "The next one is at the control."}
    yield "finish/photo", photo, LASTS - 2
    yield "finish/aftercare", {"handed": "both"}, LASTS - 1
    yield "finish/next", {"booked": False, "why": "Books at the desk."}, LASTS


def _cartridge(session: Session, began: datetime) -> dict[str, Any]:
    lot = _lot(Kind.CARTRIDGE, for_device=(session.pack.get("device") or {}).get("model", ""))
    return {
        "code": f"lot {lot.number}" if lot else "lot not read",
        "how": "typed",
        "lot": lot.number if lot else "",
        "expires": lot.expires_on.isoformat() if lot else "",
        "name": str(lot.product) if lot else "",
        "stock_lot": str(lot.pk) if lot else "",
        "checked": "ok" if lot else "unknown",
        "opened_at": (began + timedelta(minutes=LASTS - 13)).isoformat(),
    }


def _zones(session: Session, cartridge: str) -> Iterator[Said]:
    planned = {one["zone"]: one.get("planned") or {} for one in session.pack.get("zones", ())}
    for place, zone in enumerate(planned or session.pack["zones_open"]):
        numbers = planned.get(zone, {})
        done = {
            "depth_mm": _middle(numbers.get("depth_mm"), otherwise=0.5),
            "passes": round(_middle(numbers.get("passes"), otherwise=3)),
            "endpoint": "even redness",
            "pain": 3,
            "cartridge": cartridge,
            "done": True,
        }
        yield f"zone/{zone}", done, LASTS - 12 + place


def _middle(span: Mapping[str, Any] | None, *, otherwise: float) -> float:
    """What was planned: the number itself, else the lower end of its span."""
    found = span or {}
    for name in ("value", "low", "high"):
        if found.get(name) is not None:
            return float(found[name])
    return otherwise
