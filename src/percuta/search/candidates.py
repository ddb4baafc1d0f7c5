"""Courses that may be given at all: every one inside the walls of this person and these zones."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from percuta.assessment.concern import Kind
from percuta.evidence.parameter import Parameter, Status
from percuta.finding import Finding
from percuta.planning.bounds import Range, interval_range
from percuta.planning.choice import Choice
from percuta.planning.course import DAYS_IN_WEEK, Series, Session, plan_dates
from percuta.planning.limits import APART_LEAST
from percuta.planning.plan import Plan
from percuta.planning.request import Request
from percuta.planning.schedule import own_days
from percuta.planning.series import opening, series_of
from percuta.planning.settle import interval_of, proposed_for, sessions_of
from percuta.planning.split import split_of
from percuta.screening.screen import screen
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
WEEKS_APART = 4  # between first days of zones apart: they tell little, and cost as many courses
Counts = Mapping[str, int]
Apart = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One course: sessions of every zone in all, days between them, and the visits to come.

    ``apart`` are the groups of zones that have visits of their own, as a choice has them.
    """

    counts: Counts
    interval_days: int
    visits: tuple[Session, ...]
    apart: Apart = ()

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
        return replace(choice, interval_days=self.interval_days, apart=self.apart)

    @property
    def series(self) -> tuple[tuple[Session, ...], ...]:
        """The visits by the zones that share them."""
        own = [tuple(v for v in self.visits if v.zones[0] in group) for group in self.apart]
        rest = tuple(v for v in self.visits if not any(v in some for some in own))
        return tuple(some for some in (rest, *own) if some)


def candidates(
    request: Request, plan: Plan, *, varied: Set[Kind], apart: bool = True
) -> Iterator[Candidate]:
    """Every course to be looked at: counts, zones apart, intervals, then first days.

    ``varied`` are the wishes whose gain is forecast; ``apart``: zones may be put on visits of
    their own.
    """
    screening = screen(request.situation, request.zones)
    opens = opening(request, screening)
    planned = {one.zone.key: opens[one.zone.key] for one in plan.zones}
    ways = [
        (way, series_of(replace(request, choice=replace(request.choice, apart=way)), planned))
        for way in _ways(request, screening.findings, planned, apart=apart)
    ]
    each = product(_counts(request, plan, varied), ways, _intervals(request))
    for counts, (way, series), interval in each:
        if len(series) * APART_LEAST.value > interval:
            continue
        for visits in _dated(request, plan, counts, series=series, interval=interval):
            yield Candidate(counts=counts, interval_days=interval, visits=visits, apart=way)


def _dated(
    request: Request,
    plan: Plan,
    counts: Counts,
    *,
    series: Sequence[Series],
    interval: int,
) -> Iterator[tuple[Session, ...]]:
    """The visits of one course for every first day; of zones apart for every fourth week."""
    days, seen = own_days(request), set()
    keys = (one.zone.key for one in plan.zones)
    left = {zone: counts[zone] - request.done_in(zone) for zone in keys if zone in counts}
    every = DAYS_IN_WEEK if len(series) == 1 else WEEKS_APART * DAYS_IN_WEEK
    for later in range(0, round(LATEST.value) + 1, every):
        visits = plan_dates(
            first=request.day + timedelta(days=later),
            interval_days=interval,
            sessions_by_zone=left,
            done=plan.sessions[0].number - 1,
            days=days,
            series=series,
        )
        if visits not in seen:
            seen.add(visits)
            yield visits


def _ways(
    request: Request, findings: Sequence[Finding], opens: Mapping[str, date], *, apart: bool
) -> list[Apart]:
    """How zones may share visits: all of them at once, as chosen, and the best division in two.

    Zones are taken apart only where one visit is too much for all of them, and put together only
    where all of them may be needled on the first day.
    """
    if any(day > request.day for day in opens.values()):
        return [request.choice.apart]
    split = split_of(request, findings, [ZONES[zone] for zone in opens]) if apart else None
    found = [(), request.choice.within(opens).apart]
    return list(dict.fromkeys(found if split is None else [*found, (split.apart,)]))


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
