"""Which session of a plan each visit is, and the days that lie between where zones take turns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from percuta.report.document import PlanDoc, SessionDoc
from percuta_clinic.planning.science import apart_least, interval_floor


@dataclass(frozen=True, kw_only=True)
class Held:
    """A visit on its day; ``zones`` are those that were needled, empty where nobody knows.

    ``anywhere``: it was given, and its record does not say where.
    """

    day: date
    zones: tuple[str, ...] = ()
    anywhere: bool = False


@dataclass(kw_only=True)
class Rests:
    """When each zone was last needled, or will be, while a course is gone through in order.

    ``gap`` are the agreed days from one session of a zone to its next. Where all zones share
    their visits, it holds from visit to visit.
    """

    gap: timedelta
    take_turns: bool = False
    every: frozenset[str] = frozenset()
    last: date | None = None
    in_zones: dict[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: PlanDoc) -> "Rests":
        """Before the first session of a plan."""
        return cls(
            gap=timedelta(days=days_agreed(plan)),
            take_turns=bool(plan.apart),
            every=frozenset(zone.zone for zone in plan.zones),
        )

    def copy(self) -> "Rests":
        """The same, to be gone on with apart from this."""
        return replace(self, in_zones=dict(self.in_zones))

    def held(self, visit: Held, session: SessionDoc | None) -> None:
        """A visit, for what it needled or else for what its session plans."""
        planned = session.zones if session is not None else ()
        self.note(self.every if visit.anywhere else visit.zones or planned, visit.day)

    def note(self, zones: Iterable[str], day: date) -> None:
        """A session on a day."""
        self.last = max(day, self.last or day)
        self.in_zones |= {zone: max(day, self.in_zones.get(zone, day)) for zone in zones}

    def since(self, zones: Iterable[str]) -> date | None:
        """The last session that these zones had; with shared visits, the last of all."""
        if not self.take_turns:
            return self.last
        return max((self.in_zones[zone] for zone in zones if zone in self.in_zones), default=None)

    def opens(self, zones: Iterable[str]) -> date | None:
        """The first day on which these zones keep the agreed days; None: nothing was before."""
        since = self.since(zones)
        days = [since + self.gap] if since is not None else []
        if self.take_turns and self.last is not None:
            days.append(self.last + timedelta(days=apart_least()))
        return max(days, default=None)


def sessions_of(visits: Sequence[Held], plan: PlanDoc, rests: Rests) -> list[SessionDoc | None]:
    """For each visit in order the session that it is, None where the plan has no more.

    With shared visits they follow one another. Where zones take turns, a visit that was given is
    the next session of what it needled, and one to come the next whose zones have rested by then.
    """
    left = list(plan.sessions)
    found: list[SessionDoc | None] = []
    for visit in visits:
        one = _session_for(visit, left, rests)
        found.append(one)
        if one is not None:
            left.remove(one)
        rests.held(visit, one)
    return found


def _session_for(visit: Held, left: Sequence[SessionDoc], rests: Rests) -> SessionDoc | None:
    if not left:
        return None
    if not rests.take_turns:
        return left[0]
    if visit.zones:
        needled = (one for one in left if set(one.zones) & set(visit.zones))
        return next(needled, left[0])
    longest = min(left, key=lambda one: rests.since(one.zones) or date.min)
    return next((one for one in left if _has_rested(one, visit.day, rests)), longest)


def _has_rested(session: SessionDoc, day: date, rests: Rests) -> bool:
    since = rests.since(session.zones)
    return since is None or since + rests.gap <= day


def by_number(found: Sequence[SessionDoc | None]) -> Mapping[int, int]:
    """Where among the visits each session is, by its number."""
    return {one.number: at for at, one in enumerate(found) if one is not None}


def days_agreed(plan: PlanDoc) -> int:
    """The days between sessions that were agreed on."""
    value = plan.interval.value if plan.interval.value is not None else plan.interval.low
    return round(value) if value is not None else interval_floor()
