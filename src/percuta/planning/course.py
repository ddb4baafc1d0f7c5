"""Sessions, interval, passes, endpoint and dates of a course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from percuta.assessment.concern import INDICATIONS, PIGMENT_SOURCES, Kind
from percuta.devices.device import Device
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.reviews import JUHASZ2020
from percuta.person import Person
from percuta.planning.away import Away, Days, next_at_home
from percuta.planning.figure import Figure, Remark
from percuta.planning.limits import (
    APART_LEAST,
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


@dataclass(frozen=True, kw_only=True)
class Series:
    """Zones that are needled on the same visits; ``given`` of these were before.

    ``opens`` is the first day on which these zones may be needled, None: whenever the course is.
    """

    zones: tuple[str, ...]
    given: int = 0
    opens: date | None = None


def days_between(interval_days: float, series: int) -> int:
    """Days from a visit of one series to the next of another: equal parts, by whole weeks.

    Raises OutsideLimit where the interval has no week for each of them.
    """
    if series <= 1:
        return 0
    days = int(interval_days / series // DAYS_IN_WEEK) * DAYS_IN_WEEK
    if days < APART_LEAST.value:
        most = int(interval_days // DAYS_IN_WEEK)
        raise OutsideLimit(
            f"visits of their own: {series} groups of zones, but {interval_days:g} days between "
            f"sessions have {most} whole weeks, one for each group; name fewer groups, or choose "
            "a longer interval"
        )
    return days


def plan_dates(
    *,
    first: date,
    interval_days: float,
    sessions_by_zone: Mapping[str, int],
    done: int = 0,
    days: Days,
    series: Sequence[Series] = (),
) -> tuple[Session, ...]:
    """Dates of all sessions to come; a zone drops out when it has had its own number.

    ``done`` sessions of the course were given before; numbers go on from there. A day that is
    not free moves on: the first by days, later ones by whole weeks, so that the weekday stays.
    ``series`` take turns, each at its own interval; none: all zones share every visit.
    """
    step = round(INTERVAL.require(interval_days))
    parts = series or (Series(zones=tuple(sessions_by_zone)),)
    gap = days_between(interval_days, len(parts))
    going = [_Going(one, sessions_by_zone, step=step, gap=gap) for one in parts]
    found: list[Session] = []
    while left := [one for one in going if one.zones]:
        before = found[-1].day if found else None
        turns = [(one.next_day(first, before, days), one.given, at) for at, one in enumerate(left)]
        day, _, at = min(turns)
        found.append(Session(number=done + len(found) + 1, day=day, zones=left[at].zones))
        left[at].go_on(day)
    return tuple(found)


class _Going:
    """One series while its visits are laid on the calendar."""

    def __init__(
        self, series: Series, sessions_by_zone: Mapping[str, int], *, step: int, gap: int
    ) -> None:
        self.given = series.given
        self._left = {zone: n for zone, n in sessions_by_zone.items() if zone in series.zones}
        self._opens = series.opens
        self._step, self._gap = timedelta(days=step), timedelta(days=gap)
        self._had = 0
        self._last: date | None = None

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones of its next visit."""
        return tuple(zone for zone, count in self._left.items() if count > self._had)

    def next_day(self, first: date, before: date | None, days: Days) -> date:
        """The first free day for its next visit; ``before`` is that of any series before it."""
        soonest = first if self._opens is None else max(first, self._opens)
        if before is None:
            return days.next_free(soonest, zones=self.zones)
        if self._last is None:
            soonest += timedelta(days=(before - soonest).days % DAYS_IN_WEEK)
        else:
            soonest = self._last + self._step
        soonest = max(soonest, before + self._gap)
        return days.next_free(soonest, zones=self.zones, step=DAYS_IN_WEEK)

    def go_on(self, day: date) -> None:
        """One visit more."""
        self._had, self.given, self._last = self._had + 1, self.given + 1, day


def plan_review(last: date, away: Sequence[Away] = ()) -> tuple[Figure, date]:
    """Days from the last session to the first honest look at the result, and a day at home."""
    figure = Figure(
        unit="days",
        value=REVIEW_AFTER.value,
        why="skin goes on changing for months; no earlier than three months after the last session",
        parameters=(REVIEW_AFTER,),
    )
    return figure, next_at_home(away, last + timedelta(days=round(REVIEW_AFTER.value)))
