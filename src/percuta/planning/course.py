"""Sessions, interval, passes, endpoint and dates of a course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from percuta.assessment.concern import INDICATIONS, PIGMENT_SOURCES, Kind
from percuta.devices.device import Device
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.reviews import JUHASZ2020
from percuta.person import Person
from percuta.planning.away import Away, Days, next_at_home
from percuta.planning.figure import Figure, Remark
from percuta.planning.limits import (
    INTERVAL,
    INTERVAL_USUAL,
    PASSES,
    PASSES_FEWEST,
    PASSES_MOST,
    REVIEW_AFTER,
    SESSIONS,
    SESSIONS_ELSEWHERE,
    SESSIONS_USUAL_STRIAE,
    STRIAE_TRIALS,
    USUAL_SESSIONS,
)
from percuta.screening.rules.pigment import PIGMENT_DIFFERS
from percuta.screening.rules.recovery import INTERVAL_DARKER
from percuta.zones.zone import Place, Zone

DAYS_IN_WEEK = 7

ENDPOINTS_DIFFER = Disagreement(
    key="endpoint",
    topic="When to stop needling a place",
    one_side="The SkinPen acne-scar trial stops at even redness.",
    other_side="Most published scar protocols go on to uniform pinpoint bleeding.",
    decision="Redness; pinpoint bleeding only on scars, only in phototype I to III.",
    sources=(SKINPEN_STUDY, JUHASZ2020),
)


class Endpoint(StrEnum):
    """What the skin shows when a place has had enough."""

    REDNESS = "even redness"
    PINPOINT = "even redness; on the scars up to uniform pinpoint bleeding"


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session: its number, day and zones; minutes and cream once they are planned."""

    number: int
    day: date
    zones: tuple[str, ...]
    minutes: Figure | None = None
    cream: Figure | None = None


def plan_sessions(kinds: Sequence[Kind], device: Device, zone: Zone) -> Figure:
    """Sessions for a zone: the usual number, the larger of several wishes, inside its limit."""
    known = [kind for kind in kinds if kind in SESSIONS]
    if not known:
        why = "no number of sessions for this wish was read; after the first a doctor decides"
        return Figure(unit="count", why=why)
    options = [(SESSIONS[kind], _usual(kind, device, zone)) for kind in known]
    limit, usual = max(options, key=lambda option: option[1].value)
    limit.require(usual.value)
    return Figure(
        unit="count",
        value=usual.value,
        why=f"{_read_where(usual)}{_guidance(limit)}; judged again after them",
        parameters=(usual,),
        cited=(
            *(b.source for b in limit.bounds if b.source is not None),
            *(STRIAE_TRIALS if limit is SESSIONS[Kind.STRETCH_MARKS] else ()),
        ),
    )


def _guidance(limit: Limit) -> str:
    """The published span of a limit in words, empty where none was read."""
    low, high = limit.recommended_low, limit.recommended_high
    if low is not None and high is not None:
        return f"; published guidance {low.value:g} to {high.value:g}"
    return f"; published guidance up to {high.value:g}" if high is not None else ""


def _read_where(usual: Parameter) -> str:
    if usual is SESSIONS_USUAL_STRIAE:
        return f"usual number in a guide; trials used {usual.low:g} to {usual.high:g}"
    if usual.status is Status.ASSUMED:
        return "usual number elsewhere on the body; none for this place was read"
    return "usual number in the trials read"


def _read_here(kind: Kind, zone: Zone) -> bool:
    """Whether the text behind the usual number speaks of this place."""
    if zone.place is Place.NECK:
        return kind in (Kind.FINE_LINES, Kind.WRINKLES)  # the trial needled faces and their necks
    return (zone.share is not None) is (kind is Kind.STRETCH_MARKS)


def _usual(kind: Kind, device: Device, zone: Zone) -> Parameter:
    """The number in the device's own trial of this use, or else the usual one."""
    if kind in SESSIONS_ELSEWHERE and not _read_here(kind, zone):
        return SESSIONS_ELSEWHERE[kind]
    return device.sessions.get(INDICATIONS[kind].use, USUAL_SESSIONS[kind])


def plan_interval(person: Person) -> Figure:
    """Days from one session to the next."""
    chosen = INTERVAL_DARKER if person.may_be_darker() else INTERVAL_USUAL
    INTERVAL.require(chosen.value)
    why = "four weeks, the median of a review, near the 30 days of the SkinPen trial; whole weeks"
    if chosen is INTERVAL_DARKER:
        why = "phototype IV to VI or not known: the longer end of the published 4 to 6 weeks"
    return Figure(unit="days", value=chosen.value, why=why, parameters=(chosen,))


def plan_passes(risk: str, zone: Zone, kinds: Sequence[Kind]) -> tuple[Figure, Figure]:
    """Passes in the first session and in later ones; published for deeper scars only.

    ``risk`` says why pigment is at risk; empty where it is not.
    """
    if zone.shallow or any(kind not in PASSES for kind in kinds):
        why = f"no number of passes for {_unread(zone)} was read; a doctor enters it"
        return Figure(unit="count", why=why), Figure(unit="count", why=why)
    later = Figure(
        unit="count",
        low=PASSES_FEWEST.value,
        high=PASSES_MOST.value,
        why="span of 36 published scar protocols; stop earlier when the endpoint shows",
        parameters=(PASSES_FEWEST, PASSES_MOST),
    )
    if not risk:
        return later, later
    first = Figure(
        unit="count",
        value=PASSES_FEWEST.value,
        why=f"{risk}: the fewest of the published span at first",
        parameters=(PASSES_FEWEST,),
    )
    return first, later


def _unread(zone: Zone) -> str:
    if zone.share is not None:
        return "this place"
    return "so shallow a place" if zone.shallow else "this wish"


def plan_endpoint(risk: str, zone: Zone, kinds: Sequence[Kind]) -> tuple[Endpoint, Remark]:
    """Redness, and on scars of lighter skin pinpoint bleeding at the most; with the reason."""
    if risk:
        why = f"{risk}: no bleeding, our caution for pigment (assumed)"
        return Endpoint.REDNESS, Remark(what="endpoint", why=why, sources=PIGMENT_DIFFERS.sources)
    if any(INDICATIONS[kind].pigment for kind in kinds):
        why = "concerns of colour: no bleeding, which vendors advise and our caution keeps"
        return Endpoint.REDNESS, Remark(what="endpoint", why=why, sources=PIGMENT_SOURCES)
    if zone.share is not None:
        why = "no protocol for this place was read, so the gentler endpoint (assumed)"
        return Endpoint.REDNESS, Remark(what="endpoint", why=why, sources=(SKINPEN_STUDY,))
    if zone.shallow:
        why = "shallow place: scar protocols that went on to bleeding worked at 1.5 to 3 mm"
        return Endpoint.REDNESS, Remark(what="endpoint", why=why, sources=ENDPOINTS_DIFFER.sources)
    if any(kind is not Kind.ACNE_SCARS for kind in kinds):
        why = "not acne scars alone: inferred from a trial of acne scars (assumed)"
        return Endpoint.REDNESS, Remark(what="endpoint", why=why, sources=(SKINPEN_STUDY,))
    why = "the SkinPen trial stops at redness, most published scar protocols at pinpoint bleeding"
    return Endpoint.PINPOINT, Remark(what="endpoint", why=why, sources=ENDPOINTS_DIFFER.sources)


def plan_dates(
    *,
    first: date,
    interval_days: float,
    sessions_by_zone: Mapping[str, int],
    done: int = 0,
    days: Days,
) -> tuple[Session, ...]:
    """Dates of all sessions to come; a zone drops out when it has had its own number.

    ``done`` sessions of the course were given before; numbers go on from there. A day that is
    not free moves on: the first by days, later ones by whole weeks, so that the weekday stays.
    """
    most = max(sessions_by_zone.values())
    step = timedelta(days=round(INTERVAL.require(interval_days)))
    found: list[Session] = []
    for number in range(1, most + 1):
        zones = tuple(zone for zone, count in sessions_by_zone.items() if count >= number)
        if found:
            day = days.next_free(found[-1].day + step, zones=zones, step=DAYS_IN_WEEK)
        else:
            day = days.next_free(first, zones=zones)
        found.append(Session(number=done + number, day=day, zones=zones))
    return tuple(found)


def plan_review(last: date, away: Sequence[Away] = ()) -> tuple[Figure, date]:
    """Days from the last session to the first honest look at the result, and a day at home."""
    figure = Figure(
        unit="days",
        value=REVIEW_AFTER.value,
        why="skin goes on changing for months; no earlier than three months after the last session",
        parameters=(REVIEW_AFTER,),
    )
    return figure, next_at_home(away, last + timedelta(days=round(REVIEW_AFTER.value)))
