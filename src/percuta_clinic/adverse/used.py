"""Device and lots of a session, copied for an event with how sure each lot is."""

from collections.abc import Mapping
from typing import Any

from percuta_clinic.treatment.models import LotUse, Session
from percuta_clinic.treatment.tracing import Sure

AS_LABELLED = "As the label said it; not found on the shelf"
NO_LOT = "Lot not known"


def device_of(session: Session | None) -> dict[str, Any]:
    """The device as it was booked; empty where none was, or no session is known."""
    known = (session.pack.get("device") or {}) if session is not None else {}
    return {name: known.get(name) or "" for name in ("key", "name", "model", "serial")}


def lots_of(session: Session | None) -> list[dict[str, str]]:
    """Every cartridge and cream that was used, with its lot and how sure that is."""
    if session is None:
        return []
    rows = LotUse.objects.filter(session=session, struck=False).select_related("lot__product")
    return [_lot(use) for use in rows.order_by("used_at", "id")]


def _lot(use: LotUse) -> dict[str, str]:
    lot = use.lot
    number = use.lot_number or (lot.number if lot else "")
    sure = Sure.SHELF.words if lot else AS_LABELLED if number else NO_LOT
    return {
        "kind": use.get_kind_display(),
        "name": lot.product.name if lot else use.article,
        "lot": number,
        "key": use.lot_key,
        "expires": lot.expires_on.isoformat() if lot else "",
        "serial": use.serial,
        "sure": sure,
    }


def lot_in_words(one: Mapping[str, str]) -> str:
    """A lot in one line."""
    named = one.get("name") or one.get("kind", "")
    lot = f"lot {one['lot']}" if one.get("lot") else "lot not known"
    more = [
        f"serial {one['serial']}" if one.get("serial") else "",
        f"to {one['expires']}" if one.get("expires") else "",
    ]
    return ", ".join(part for part in (named, lot, *more) if part)


def device_in_words(device: Mapping[str, Any]) -> str:
    """The device in one line; empty where none is known."""
    serial = f"serial number {device['serial']}" if device.get("serial") else ""
    parts = (device.get("name", ""), device.get("model", ""), serial)
    return ", ".join(part for part in parts if part)
