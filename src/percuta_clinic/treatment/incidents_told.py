"""Reading incidents: which there are, and what the stream of the session says of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, QuerySet, Value, When

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.completeness import applications, cartridges
from percuta_clinic.treatment.folding import Folded, Said
from percuta_clinic.treatment.late import Late, late_of
from percuta_clinic.treatment.models import Event, Incident, Kind
from percuta_clinic.treatment.problems import OF_STAFF, item_of, step_words, without_colleague
from percuta_clinic.treatment.science_dose import differences
from percuta_clinic.treatment.stream import folded_of

SHOWS = ("open", "closed", "all")
OUTCOMES = {
    "settled": "Settled, treatment went on",
    "stopped": "Treatment stopped",
    "doctor": "A doctor took over",
    "emergency": "The ambulance took over",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was done, when and by whom; ``doubt``: seconds it may be off."""

    at: datetime
    words: str
    note: str
    by_name: str
    doubt: int
    struck: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened: the steps in their order, and what was in use."""

    lines: tuple[Line, ...]
    outcome: str
    facts: tuple[tuple[str, str], ...]
    of_staff: bool = False


def incidents_list(account: Account, *, show: str = "open", kind: str = "") -> QuerySet[Incident]:
    """Incidents of charts this person may open: open ones first, then the newest."""
    rows = Incident.objects.filter(patient__in=open_charts(account))
    if show == "open":
        rows = rows.filter(closed_at=None)
    elif show == "closed":
        rows = rows.exclude(closed_at=None)
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    first = Case(When(closed_at=None, then=Value(0)), default=Value(1))
    return rows.select_related("patient", "session__visit__service").order_by(
        first, "-opened_at", "-pk"
    )


def incidents_counted(account: Account) -> dict[str, int]:
    """How many are open, by kind."""
    rows = incidents_list(account).order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def incidents_of(patient: Patient) -> QuerySet[Incident]:
    """Those of one patient's treatments; what happened to staff is no part of a chart."""
    rows = Incident.objects.filter(patient=patient).exclude(kind=Kind.STAFF)
    return rows.order_by("-opened_at", "-pk")


def story_of(incident: Incident) -> Story:
    """The course of a problem, or what came after the signing; else only what was in use."""
    if incident.kind == Kind.LATE:
        return Story(lines=tuple(map(_late, late_of(incident))), outcome="", facts=())
    found = folded_of(incident.session, late=True)
    item = item_of(incident)
    began = found.said(f"problem/{item}") if item else None
    if began is None:
        return Story(lines=(), outcome="", facts=tuple(_facts(incident, found, None)))
    of_staff = began.value["kind"] == OF_STAFF
    if incident.kind == Kind.STAFF and not of_staff:  # what it was put right to is the patient's
        return Story(
            lines=(), outcome="", facts=tuple(_facts(incident, found, None)), of_staff=True
        )
    ended = found.get(f"problem/{item}/end")
    return Story(
        lines=tuple(_lines(found, item, began, of_staff=of_staff)),
        outcome=OUTCOMES[ended["outcome"]] if ended else "",
        facts=tuple(_facts(incident, found, began)),
        of_staff=of_staff,
    )


def _late(one: Late) -> Line:
    return Line(at=one.at, words=one.words, note="", by_name=one.by_name, doubt=one.doubt)


def _lines(found: Folded, item: str, began: Said, *, of_staff: bool) -> list[Line]:
    start, kind = f"problem/{item}/step/", began.value["kind"]
    steps = [
        _line(events[-1], step_words(kind, slot.removeprefix(start)), of_staff=of_staff)
        for slot, events in found.standing.items()
        if slot.startswith(start)
    ]
    lines = [_line(began, "Began", of_staff=of_staff), *steps]
    if (ended := found.said(f"problem/{item}/end")) is not None:
        lines.append(_line(ended, OUTCOMES[ended.value["outcome"]], of_staff=of_staff))
    return sorted(lines, key=lambda line: line.at)


def _line(said: Said, words: str, *, of_staff: bool) -> Line:
    """A step at the time it says it was done; notes on a colleague are not shown."""
    return Line(
        at=datetime.fromisoformat(said.value["at"]),
        words=words,
        note="" if of_staff else said.value.get("note", ""),
        by_name=said.by_name,
        doubt=said.doubt,
        struck=without_colleague(said.value).get("struck", "")
        if of_staff
        else said.value.get("struck", ""),
    )


def _facts(incident: Incident, found: Folded, began: Said | None) -> Iterator[tuple[str, str]]:
    """Zone, device, cartridges and creams: what a report to a maker asks for."""
    if zone := _zone(incident, began):
        yield "Place", place_words(zone)
    for one in differences(found, incident.session.pack):
        if one["cause"] == incident.cause and one["because"]:
            yield "Why the limit is there", one["because"]
    device = incident.session.pack.get("device") or {}
    if device:
        names = (device.get("name", ""), device.get("model", ""), _serial(device.get("serial", "")))
        yield "Device", ", ".join(name for name in names if name)
    for item, one in cartridges(found).items():
        end = found.get(f"cartridge/{item}/end") or {}
        title = "Opened, not used" if end.get("how") == "unused" else "Cartridge"
        yield title, _lot(one.get("code", ""), one.get("lot", ""), one)
    for one in applications(found).values():
        if one.get("name"):
            yield "Numbing cream", _lot(one["name"], one.get("lot_number", ""), one)


def _zone(incident: Incident, began: Said | None) -> str:
    """The place the incident names, or the last that was entered before the problem."""
    named = incident.cause.split(":")[1] if incident.cause.count(":") else ""
    if named.startswith("zone/"):
        return named.split("/")[1]
    if began is None:
        return ""
    rows = Event.objects.filter(session=incident.session, slot__startswith="zone/", late=False)
    last = rows.filter(at__lte=began.at).order_by("at", "number").last()
    return last.slot.split("/")[1] if last is not None else ""


def _serial(serial: str) -> str:
    return f"serial number {serial}" if serial else ""


def _lot(name: str, lot: str, one: dict[str, Any]) -> str:
    expires = one.get("expires", "")
    parts = (name, f"lot {lot}" if lot else "lot not known", expires and f"to {expires}")
    return ", ".join(part for part in parts if part)
