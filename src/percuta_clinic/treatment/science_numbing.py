"""What labels say of the cream that was really put on in a session, at one moment."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from percuta.planning.creams import CREAMS, Cream
from percuta.treatment.applied import Applied, InTheRoom, Told
from percuta.treatment.moment import Moment
from percuta.treatment.notice import plain
from percuta.treatment.numbing_now import NumbingNow, numbing_now
from percuta.treatment.numbing_times import Timer
from percuta_clinic.treatment.completeness import applications
from percuta_clinic.treatment.folding import Folded

BEGUN = Mapping[str, datetime]


def numbing_limits(
    folded: Folded,
    pack: Mapping[str, Any],
    *,
    now: datetime,
    doubt: int = 0,
    begun: BEGUN | None = None,
) -> dict[str, Any]:
    """Times, what is left by each label, what stands in the way, what limits say; plain values.

    ``begun``: when needling of a place began, where the entries that stand do not say it.
    """
    moment = Moment(at=now, doubt=timedelta(seconds=doubt))
    found = numbing_now(_room(folded, pack, moment, begun=begun or {}))
    return {
        "earliest_start": _iso(found.earliest_start),
        "remove_by": _iso(found.remove_by),
        "ready": found.is_ready,
        "timers": {one.applied.key: _timer(one) for one in found.timers},
        "left": _left(found),
        "masses": [
            {"name": m.ingredient, "mg": round(m.milligrams), "alarm_mg": m.alarm, "all": m.is_all}
            for m in found.masses
        ],
        "gate": [plain(one) for one in found.gate],
        "notices": [plain(one) for one in found.notices],
    }


def _iso(at: datetime | None) -> str:
    return at.isoformat(timespec="milliseconds") if at is not None else ""


def _timer(one: Timer) -> dict[str, Any]:
    return {
        "on": one.is_on,
        "ready_at": _iso(one.ready_at),
        "remove_by": _iso(one.remove_by),
        "at_least": one.at_least,
        "at_most": one.at_most,
    }


def _left(found: NumbingNow) -> dict[str, dict[str, Any]]:
    return {
        one.cream.key: {"area_cm2": one.area_cm2, "grams": one.grams, "why": one.why}
        for one in found.left
    }


def _room(folded: Folded, pack: Mapping[str, Any], now: Moment, *, begun: BEGUN) -> InTheRoom:
    patient = pack.get("patient", {})
    zones = [one["zone"] for one in pack.get("zones", ())]
    left_out = {zone for zone in zones if (folded.get(f"zone/{zone}") or {}).get("left_out")}
    home = folded.get("arrive/home") or {}
    told = Told(home.get("used", "unknown"))
    return InTheRoom(
        now=now,
        applied=tuple(_applied(folded)),
        home=told,
        at_home=(_at_home(home, folded),) if told is Told.YES else (),
        age=patient.get("age"),
        weight_kg=patient.get("weight_kg"),
        to_needle=tuple(zone for zone in zones if zone not in left_out),
        begun={**dict(_begun(folded)), **{zone: Moment(at=at) for zone, at in begun.items()}},
    )


def _applied(folded: Folded) -> Iterator[Applied]:
    """Creams of this session but those that never were."""
    for item, value in applications(folded).items():
        off = folded.get(f"numb/{item}/off") or {}
        yield Applied(
            key=item,
            name=value["name"] or "a cream",
            cream=CREAMS.get(value["cream"]),
            grams=value["grams"],
            area_cm2=value["area_cm2"],
            zones=tuple(value["zones"]),
            on=_moment(folded, f"numb/{item}", value["on_at"]),
            off=_moment(folded, f"numb/{item}/off", off.get("off_at")),
            clean=off.get("clean"),
            intact=off.get("intact"),
        )


def _moment(folded: Folded, slot: str, at: str | None) -> Moment | None:
    """A time as it was entered, with the doubt of the tablet's clock then."""
    said = folded.said(slot)
    if not at or said is None:
        return None
    told, doubt = datetime.fromisoformat(at), timedelta(seconds=said.doubt)
    came = said.at - timedelta(seconds=said.ahead)
    if not said.ahead or told <= came:
        return Moment(at=told, doubt=doubt)
    # It had happened by the time it was heard of, whatever the clock of the tablet said.
    half = max(came - (told - doubt), timedelta(0)) / 2
    return Moment(at=came - half, doubt=half)


def _at_home(home: Mapping[str, Any], folded: Folded) -> Applied:
    return Applied(
        key="home",
        name=home.get("name") or "a cream at home",
        cream=cream_named(home.get("name") or ""),
        grams=home.get("grams"),
        area_cm2=home.get("area_cm2"),
        on=_moment(folded, "arrive/home", home.get("at")),
        at_home=True,
    )


def cream_named(name: str) -> Cream | None:
    """A licensed cream by its whole name, its first word or its key; None for any other."""
    told = name.strip().lower()
    for cream in CREAMS.values():
        first = cream.name.split()[0]
        if told in (cream.key, cream.name.lower(), first.lower()):
            return cream
    return None


def _begun(folded: Folded) -> Iterator[tuple[str, Moment]]:
    """Places that are done, with when that was said: by then needling had surely begun."""
    for zone, value in folded.items("zone").items():
        said = folded.said(f"zone/{zone}")
        if said is not None and value.get("done") and value.get("depth_mm"):
            yield zone, Moment(at=said.at - timedelta(seconds=said.ahead))
