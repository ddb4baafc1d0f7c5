"""A plan: what is proposed to the doctor, zone by zone and session by session."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from percuta.assessment.concern import Kind
from percuta.evidence.disagreement import Disagreement
from percuta.planning.bounds import Range, ZoneRanges
from percuta.planning.choice import AS_PROPOSED, Choice
from percuta.planning.course import Endpoint, Session
from percuta.planning.depth import Depth
from percuta.planning.figure import Figure, Remark
from percuta.planning.house import House
from percuta.planning.limits import INTERVAL, SESSIONS
from percuta.planning.numbing import Numbing
from percuta.planning.otherwise import Otherwise
from percuta.planning.schedule import Calendar
from percuta.planning.setting import Setting
from percuta.planning.visit import Visit
from percuta.screening.screen import Screening, Verdict, most_hopeful
from percuta.zones.zone import Zone


@dataclass(frozen=True, kw_only=True)
class ZonePlan:
    """What is planned for one zone.

    ``settings`` are its sessions one by one; ``depth``, ``passes_first`` and ``passes`` sum them
    up. ``ranges`` say how far each value may be moved.
    """

    zone: Zone
    kinds: tuple[Kind, ...]
    area_cm2: Figure
    depth: Depth
    passes_first: Figure
    passes: Figure
    endpoint: Endpoint
    endpoint_why: Remark
    sessions: Figure
    notes: tuple[Remark, ...]
    settings: tuple[Setting, ...]
    ranges: ZoneRanges

    def __post_init__(self) -> None:
        """A value outside the absolute bounds cannot be built, whoever chose it."""
        for figure in (s.depth for s in self.settings):
            _require(self.ranges.depth, figure)
        for figure in (self.passes_first, self.passes, *(s.passes for s in self.settings)):
            _require(self.ranges.passes, figure)
        _require(self.ranges.sessions, self.sessions)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The proposal for every zone that may be treated. ``numbing`` None comes with its reason.

    ``later_numbing`` is cream of a later session, where the first one has none.
    """

    zones: tuple[ZonePlan, ...]
    interval_days: Figure
    sessions: tuple[Session, ...]
    review: Figure
    review_on: date
    visit: Visit
    numbing: Numbing | None
    no_numbing_because: str
    confirmations: tuple[Remark, ...]
    baseline: tuple[Remark, ...]
    known: tuple[Remark, ...]
    disagreements: tuple[Disagreement, ...]
    calendar: Calendar | None = None
    no_numbing_patient: str = ""
    later_numbing: Numbing | None = None
    interval_range: Range
    choice: Choice = AS_PROPOSED
    house: House | None = None

    def __post_init__(self) -> None:
        """Sessions of a zone closer than the floor, or more than the limit, cannot be built."""
        INTERVAL.require(self.interval_days.value or 0.0)
        _require(self.interval_range, self.interval_days)
        for zone in self.zones:
            for kind in zone.kinds:
                if kind in SESSIONS and zone.sessions.value is not None:
                    SESSIONS[kind].require(zone.sessions.value)
            days = [one.day for one in self.sessions if zone.zone.key in one.zones]
            for earlier, later in pairwise(days):
                INTERVAL.require((later - earlier).days)
        for visit, following in pairwise(self.sessions):
            if following.day <= visit.day:
                raise ValueError(f"sessions {visit.number} and {following.number}: one day for two")


def _require(limits: Range, figure: Figure) -> None:
    for value in (figure.value, figure.low, figure.high):
        if value is not None:
            limits.inside(value)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The answer to a request: what screening found, and a plan where one is possible.

    ``outside_clearance`` speaks of the zones whose course goes on, planned now or not;
    ``otherwise`` of other devices, where this one says no; ``course_over`` of zones that had all
    their sessions.
    """

    screening: Screening
    plan: Plan | None
    outside_clearance: tuple[Remark, ...]
    otherwise: tuple[Otherwise, ...] = ()
    course_over: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most hopeful verdict of the zones whose course goes on; of all where none does."""
        zones = self.screening.zones
        going_on = [verdict for key, verdict in zones.items() if key not in self.course_over]
        return most_hopeful(going_on or zones.values())
