"""How often sessions had an adverse event, by lot, device, operator, zone and phototype.

A session counts once, whatever came of it. Not counted are events that a doctor judged unlikely to
come through the treatment, and those of which no harm came.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from percuta_clinic.adverse.access import events_in_sight
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.science import NO_HARM, NOT_BY_TREATMENT
from percuta_clinic.adverse.science_rates import Rate, is_signal, rate_of, share_words
from percuta_clinic.adverse.used import device_in_words, device_of
from percuta_clinic.config.cells import harmless
from percuta_clinic.healing.science import needled_in
from percuta_clinic.intake.queries import answered_by
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.access import open_charts
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.treatment.folding import Said, fold
from percuta_clinic.treatment.models import Event, LotUse, Session
from percuta_clinic.treatment.operators import operators_of
from percuta_clinic.treatment.stream import said

BY = {
    "lot": "Lot",
    "device": "Device",
    "operator": "Operator",
    "zone": "Zone",
    "phototype": "Phototype",
}
NOT_KNOWN = "not known"
YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Given:
    """A session in which skin was needled, with what it is counted under."""

    session: Session
    groups: Mapping[str, frozenset[str]]
    events: tuple[AdverseEvent, ...]

    def has_event(self, by: str, value: str) -> bool:
        """Whether an event of it counts here; of a zone only one there, or of no known place."""
        if by != "zone":
            return bool(self.events)
        return any(one.zone in ("", value) for one in self.events)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table."""

    by: str
    value: str
    words: str
    rate: Rate
    signal: bool

    @property
    def share(self) -> str:
        """In words."""
        return share_words(self.rate)


@dataclass(frozen=True, kw_only=True)
class Rates:
    """All lines, and the whole."""

    first: date
    last: date
    whole: Row
    loose: int  # events of these days without a session: they are in no rate
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def signals(self) -> list[Row]:
        """Lines that ask to be looked at."""
        return [row for rows in self.rows.values() for row in rows if row.signal]


def rates_of(account: Account, *, first: date, last: date, clinic: Clinic) -> Rates:
    """Counts over all charts: a count names nobody."""
    require(account, Right.OPEN_CHART)
    given = given_between(first=first, last=last, clinic=clinic)
    hit = sum(bool(one.events) for one in given)
    whole = Row(by="", value="", words="All sessions", rate=rate_of(hit, len(given)), signal=False)
    rows = {by: tuple(_rows(by, given)) for by in BY}
    loose = _loose(first, last, clinic, counted={one.session.pk for one in given})
    return Rates(first=first, last=last, whole=whole, loose=loose, rows=rows)


def _loose(first: date, last: date, clinic: Clinic, *, counted: Collection[UUID]) -> int:
    """Events without a session, and those of sessions in which no place was needled."""
    span = day_bounds(first, clinic)[0], day_bounds(last, clinic)[1]
    rows = AdverseEvent.objects.filter(patient__erased_at=None).exclude(session__in=counted)
    alone = Q(session=None, opened_at__gte=span[0], opened_at__lt=span[1])
    of_session = Q(session__opened_at__gte=span[0], session__opened_at__lt=span[1])
    return rows.filter(alone | of_session).count()


def _rows(by: str, given: Sequence[Given]) -> Iterable[Row]:
    values = sorted({value for one in given for value in one.groups[by]})
    return [_row(by, value, given) for value in values]


def _row(by: str, value: str, given: Sequence[Given]) -> Row:
    mine = [one for one in given if value in one.groups[by]]
    rate = rate_of(sum(one.has_event(by, value) for one in mine), len(mine))
    rest = _rest_of_places(value, given) if by == "zone" else _rest(by, value, given)
    signal = is_signal(rate, rest)
    return Row(by=by, value=value, words=_words(by, value), rate=rate, signal=signal)


def _rest(by: str, value: str, given: Sequence[Given]) -> Rate:
    others = [one for one in given if value not in one.groups[by]]
    return rate_of(sum(bool(one.events) for one in others), len(others))


def _rest_of_places(value: str, given: Sequence[Given]) -> Rate:
    """Every other place of every session, with the events in that place: like beside like."""
    others = [(one, zone) for one in given for zone in one.groups["zone"] if zone != value]
    return rate_of(sum(one.has_event("zone", zone) for one, zone in others), len(others))


def _words(by: str, value: str) -> str:
    return place_words(value) if by == "zone" else value


def given_between(*, first: date, last: date, clinic: Clinic) -> list[Given]:
    """Every session of these days in which a place was needled, with its groups and events."""
    sessions = list(_sessions(first, last, clinic))
    keys = [one.pk for one in sessions]
    zones, lots, operators = _zones(keys), _lots(keys), operators_of(sessions)
    types = _phototypes({one.patient_id for one in sessions})
    events = _events(keys)
    return [
        Given(
            session=one,
            groups={
                "lot": frozenset(lots.get(one.pk, {NOT_KNOWN})),
                "device": frozenset({device_in_words(device_of(one)) or NOT_KNOWN}),
                "operator": frozenset(operators[one.pk]),
                "zone": frozenset(zones[one.pk]),
                "phototype": frozenset({types.get(one.patient_id, NOT_KNOWN)}),
            },
            events=tuple(events.get(one.pk, ())),
        )
        for one in sessions
        if zones.get(one.pk)
    ]


def _sessions(first: date, last: date, clinic: Clinic) -> QuerySet[Session]:
    begins, ends = day_bounds(first, clinic)[0], day_bounds(last, clinic)[1]
    rows = Session.objects.filter(opened_at__gte=begins, opened_at__lt=ends)
    rows = rows.filter(patient__erased_at=None)
    return rows.select_related("visit__specialist", "visit__service", "patient")


def _zones(keys: Sequence[UUID]) -> dict[UUID, set[str]]:
    rows = Event.objects.filter(session__in=keys, late=False, slot__startswith="zone/")
    found: dict[UUID, list[Said]] = {}
    for row in rows.order_by("number"):
        found.setdefault(row.session_id, []).append(said(row))
    return {key: set(needled_in(fold(events))) for key, events in found.items()}


def _lots(keys: Sequence[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for use in LotUse.objects.filter(session__in=keys, struck=False).select_related("lot__product"):
        name = use.lot.product.name if use.lot else use.get_kind_display()
        number = use.lot.number if use.lot else use.lot_number or NOT_KNOWN
        found.setdefault(use.session_id, set()).add(f"{name}, lot {number}")
    return found


def _phototypes(patients: set[UUID]) -> dict[UUID, str]:
    told = {key: rounds[-1].round.told for key, rounds in answered_by(patients, light=True).items()}
    return {key: one.skin_type.roman for key, one in told.items() if one.skin_type}


def _events(keys: Sequence[UUID]) -> dict[UUID, list[AdverseEvent]]:
    rows = AdverseEvent.objects.filter(session__in=keys)
    rows = rows.exclude(relation__in=NOT_BY_TREATMENT).exclude(outcome=NO_HARM)
    found: dict[UUID, list[AdverseEvent]] = {}
    for row in rows:
        if row.session_id:
            found.setdefault(row.session_id, []).append(row)
    return found


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What a figure counts, as far as this person may open it; ``hidden`` is the rest."""

    words: str
    events: tuple[AdverseEvent, ...]
    sessions: tuple[tuple[Session, str], ...]  # each with who needled
    hidden: int


def behind(account: Account, given: Sequence[Given], *, by: str, value: str) -> Behind:
    """The sessions and events of one line; those of shut charts are only counted."""
    mine = [one for one in given if not by or value in one.groups[by]]
    hit = {one.pk for each in mine for one in each.events if _counts(one, by, value)}
    seen = events_in_sight(account).filter(pk__in=hit)
    charts = _in_sight(account, mine)
    sessions = tuple(
        (one.session, ", ".join(sorted(one.groups["operator"])))
        for one in mine
        if one.session.patient_id in charts
    )
    return Behind(
        words=_words(by, value) if by else "All sessions",
        events=tuple(seen.order_by("-opened_at")),
        sessions=sessions,
        hidden=len(mine) - len(sessions),
    )


def _counts(event: AdverseEvent, by: str, value: str) -> bool:
    return by != "zone" or event.zone in ("", value)


def _in_sight(account: Account, mine: Sequence[Given]) -> set[UUID]:
    wanted = {one.session.patient_id for one in mine}
    return set(open_charts(account).filter(pk__in=wanted).values_list("pk", flat=True))


def table_of(found: Rates) -> str:
    """The same for a spreadsheet; no cell of it is ever worked out as a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        ["by", "what", "sessions with an event", "sessions", "share", "low", "high", "signal"]
    )
    for row in (found.whole, *(row for rows in found.rows.values() for row in rows)):
        rate = row.rate
        limits = ["" if one is None else f"{one:.4f}" for one in (rate.share, rate.low, rate.high)]
        counts = [str(rate.events), str(rate.sessions)]
        shares = limits if rate.share is not None else [row.share, "", ""]
        signal = "signal" if row.signal else ""
        label = BY.get(row.by, "all")
        table.writerow(map(harmless, [label, row.words, *counts, *shares, signal]))
    return out.getvalue()
