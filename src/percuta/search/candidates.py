"""Courses that may be given at all: every one inside the walls of this person and these zones."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from percuta.assessment.concern import Kind
from percuta.evidence.parameter import Parameter, Status
from percuta.planning.bounds import Range, interval_range
from percuta.planning.choice import Choice
from percuta.planning.course import DAYS_IN_WEEK, Session, plan_dates
from percuta.planning.plan import Plan
from percuta.planning.request import Request
from percuta.planning.schedule import own_days
from percuta.planning.settle import interval_of, proposed_for, sessions_of
from percuta.zones.skin_map import ZONES

FARTHEST = Parameter(
    key="search.farthest_interval",
    value=84,
    unit="days",
    status=Status.ASSUMED,
    note="sessions farther apart are not searched; trials read had them up to this far",
)
LATEST = Parameter(
    key="search.latest_start",
    value=56,
    unit="days",
    status=Status.ASSUMED,
    note="a first session later than this is not searched",
)
Counts = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One course: sessions of every zone in all, days between them, and the visits to come."""

    counts: Counts
    interval_days: int
    visits: tuple[Session, ...]

    def days(self, zone: str) -> tuple[date, ...]:
        """The days on which a zone is needled."""
        return tuple(visit.day for visit in self.visits if zone in visit.zones)

    @property
    def beginning(self) -> date:
        """The day of the first visit."""
        return self.visits[0].day

    @property
    def ending(self) -> date:
        """The day of the last visit."""
        return self.visits[-1].day

    def choice(self, choice: Choice) -> Choice:
        """A choice with this course in it; depths, passes and who chose stay."""
        for zone, count in self.counts.items():
            choice = choice.but(zone, replace(choice.zone(zone), sessions=count))
        return replace(choice, interval_days=self.interval_days)


def candidates(request: Request, plan: Plan, *, varied: Set[Kind]) -> Iterator[Candidate]:
    """Every course to be looked at: counts, then intervals, then first days.

    ``varied`` are the wishes whose gain is forecast.
    """
    days = own_days(request)
    done = plan.sessions[0].number - 1
    for counts, interval in product(_counts(request, plan, varied), _intervals(request)):
        left = {zone: count - request.done_in(zone) for zone, count in counts.items()}
        seen = set()
        for later in range(0, round(LATEST.value) + 1, DAYS_IN_WEEK):
            visits = plan_dates(
                first=request.day + timedelta(days=later),
                interval_days=interval,
                sessions_by_zone=left,
                done=done,
                days=days,
            )
            if visits not in seen:
                seen.add(visits)
                yield Candidate(counts=counts, interval_days=interval, visits=visits)


def _counts(request: Request, plan: Plan, varied: Set[Kind]) -> Iterator[Counts]:
    """Sessions by zone. Zones with the same wishes are needled equally often.

    Where no wish is among the ``varied``, nothing tells numbers apart, and the planned one stays.
    """
    alike: dict[tuple[Kind, ...], list[str]] = {}
    fixed: dict[str, int] = {}
    for one in plan.zones:
        if one.sessions.value is None:
            continue
        if varied.isdisjoint(one.kinds):
            fixed[one.zone.key] = round(one.sessions.value)
        else:
            alike.setdefault(one.kinds, []).append(one.zone.key)
    groups = list(alike.values())
    spans = [_span(request, zones) for zones in groups]
    for chosen in product(*spans):
        pairs = zip(groups, chosen, strict=True)
        yield {**fixed, **{zone: count for zones, count in pairs for zone in zones}}


def _span(request: Request, zones: Sequence[str]) -> list[int]:
    """From the fewest up to the most that is published, and what is planned.

    A forecast alone takes no course past published guidance: a clinician may.
    """
    held = [proposed_for(request, ZONES[zone]).ranges.sessions for zone in zones]
    done = max(request.done_in(zone) for zone in zones)
    low = max(done + 1, *(round(one.absolute_low.value) for one in held))
    high = min(round((one.recommended_high or one.absolute_high).value) for one in held)
    planned = {round(sessions_of(request, ZONES[zone]).value or 0) for zone in zones}
    return sorted({*range(low, high + 1), *(count for count in planned if count >= low)})


def _intervals(request: Request) -> list[int]:
    """Whole weeks that are recommended for this skin, and the interval planned."""
    held, planned = interval_range(request.person), round(interval_of(request).value or 0)
    low = _recommended_low(held)
    most = min(held.absolute_high.value, FARTHEST.value)
    weeks = range(DAYS_IN_WEEK, round(most) + 1, DAYS_IN_WEEK)
    return sorted({planned, *(days for days in weeks if days >= low)})


def _recommended_low(held: Range) -> float:
    return (held.recommended_low or held.absolute_low).value
