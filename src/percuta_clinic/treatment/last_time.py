"""What each place got when it was last needled: for the tablet, and beside today on the record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.stream import folded_of
from percuta_clinic.treatment.writing import folded_in, kept

MOST = 12  # earlier sessions that are looked through; older ones say little of today
VALUES = ("depth_mm", "passes", "speed", "endpoint", "pain")


def with_last(
    zones: Iterable[Mapping[str, Any]], visit: Visit, clinic: Clinic
) -> list[dict[str, Any]]:
    """The places of a session, each with what it got last; None where it was never needled.

    A signed record counts before one that is only over. An amendment is words: the values are
    those that were signed, and ``amended`` says to read it.
    """
    given = list(zones)
    wanted = {one["zone"] for one in given}
    found: dict[str, dict[str, Any]] = {}
    for session in _earlier(visit) if wanted else ():
        for zone, value in _needled(session, clinic):
            if zone in wanted:
                found.setdefault(zone, value)
        if found.keys() >= wanted:
            break
    return [{**one, "last": found.get(one["zone"])} for one in given]


def _earlier(visit: Visit) -> list[Session]:
    rows = Session.objects.filter(patient=visit.patient_id, visit__service=visit.service_id)
    rows = rows.filter(Q(signed_at__isnull=False) | Q(visit__state=State.FINISHED))
    rows = rows.exclude(visit=visit).select_related("record").order_by("-opened_at")
    found = list(rows.prefetch_related("record__amendments")[:MOST])
    return sorted(found, key=lambda one: one.signed_at is None)  # stable: the newest first in each


def _needled(session: Session, clinic: Clinic) -> Iterator[tuple[str, dict[str, Any]]]:
    record = getattr(session, "record", None)
    found = folded_of(session) if record is None else folded_in(kept(record))
    day = localdate(session.opened_at, clinic.zone)
    about = {
        "on": day.isoformat(),
        "said_on": f"{day.day} {day:%B %Y}",
        "signed": record is not None,
        "amended": record is not None and bool(record.amendments.all()),
    }
    for zone, value in found.items("zone").items():
        if value.get("done") and value.get("depth_mm") is not None:
            yield zone, {**_values(value), "more": _more(found, zone), **about}


def _values(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.get(name) for name in VALUES}


def _more(found: Folded, zone: str) -> list[dict[str, Any]]:
    rows = found.items(f"zone/{zone}/more").values()
    return [_values(one) for one in rows if one.get("done") and one.get("depth_mm") is not None]


def last_words(last: Mapping[str, Any] | None) -> str:
    """What it was, with its day: 14 September 2026: 0.5 mm; 3 passes, even redness, pain 3."""
    if not last:
        return ""
    told = "; also ".join(_said(one) for one in (last, *last.get("more", ())))
    unsigned = "" if last.get("signed") else " (not signed)"
    amended = " The record was amended: read it." if last.get("amended") else ""
    return f"{last['said_on']}{unsigned}: {told}.{amended}"


def _said(one: Mapping[str, Any]) -> str:
    passes = "passes not entered" if one["passes"] is None else f"{one['passes']} passes"
    more = [one.get("endpoint") or "", "" if one.get("pain") is None else f"pain {one['pain']}"]
    return ", ".join([f"{one['depth_mm']:g} mm; {passes}", *filter(None, more)])


def since_last(done: Mapping[str, Any], last: Mapping[str, Any] | None) -> str:
    """How today differs from then, in words; empty where nothing does or nothing was before."""
    if not last or done.get("left_out"):
        return ""
    return "; ".join((*_moved(done, last), *_seen(done, last)))


def _moved(done: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[str]:
    depth, passes = (_apart(done.get(name), last.get(name)) for name in ("depth_mm", "passes"))
    if depth:
        yield f"{abs(depth):g} mm {'deeper' if depth > 0 else 'shallower'}"
    if passes:
        word = "pass" if abs(passes) == 1 else "passes"
        yield f"{abs(passes):g} {word} {'more' if passes > 0 else 'fewer'}"


def _apart(now: float | None, then: float | None) -> float:
    return 0.0 if now is None or then is None else round(now - then, 3)


def _seen(done: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[str]:
    now, then = done.get("endpoint"), last.get("endpoint")
    if now and then and now != then:
        yield f"{now} instead of {then}"
