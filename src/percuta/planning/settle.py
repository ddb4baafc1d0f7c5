"""What is planned in the end: the evidence, moved by the house protocol, changed by a choice.

A choice goes before the house protocol; the walls go before both. A house value that a wall of
this person holds back is held there and says so; a chosen one is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from percuta.evidence.errors import OutsideLimit
from percuta.planning.bounds import Range, ZoneRanges, interval_range, zone_ranges
from percuta.planning.choice import ZoneChoice
from percuta.planning.course import days_between, plan_interval, plan_passes, plan_sessions
from percuta.planning.depth import Depth, plan_depth
from percuta.planning.figure import Figure, choose
from percuta.planning.house import House
from percuta.planning.limits import SESSIONS_MOST
from percuta.planning.local_law import country_walls
from percuta.planning.request import Request
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Zone


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What is proposed for a zone before anybody chooses, and how far each value may be moved."""

    depth: Depth
    passes: tuple[Figure, Figure]
    sessions: Figure
    ranges: ZoneRanges


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A chosen value outside its limit: where it stands in the choice, the value, and why not.

    ``where`` is such as ``("interval_days",)``, ``("sessions", zone)`` or ``("depth_mm", zone,
    session)``.
    """

    where: tuple[str | int, ...]
    value: float
    why: str


def interval_of(request: Request) -> Figure:
    """Days from one session to the next, as planned."""
    proposed = plan_interval(request.person)
    days = None if request.house is None else request.house.interval_for(request.person)
    if request.house is not None and days is not None:
        proposed = request.house.move(proposed, days)
    return choose(proposed, request.choice.interval_days, request.choice.by)


def sessions_of(request: Request, zone: Zone) -> Figure:
    """Sessions of the whole course in a zone, as planned."""
    chosen = request.choice.zone(zone.key).sessions
    return choose(_proposed_sessions(request, zone), chosen, request.choice.by)


def _proposed_sessions(request: Request, zone: Zone) -> Figure:
    kinds = request.kinds_in(zone.key)
    figure = plan_sessions(kinds, request.device, zone)
    house = request.house
    counts = [] if house is None else [house.sessions[k] for k in kinds if k in house.sessions]
    return figure if house is None or not counts else house.move(figure, max(counts))


def proposed_for(request: Request, zone: Zone) -> Proposed:
    """What is proposed for a zone: by the evidence, and by the house protocol if there is one."""
    kinds, risk = request.kinds_in(zone.key), request.pigment_risk
    passes = plan_passes(risk, zone, kinds)
    depth = plan_depth(
        person=request.person,
        risk=risk,
        marked=request.marked,
        device=request.device,
        zone=zone,
        kinds=kinds,
        law=country_walls(request.country),
    )
    ranges = zone_ranges(zone, kinds, depth=depth, passes=passes[1])
    if request.house is not None:
        depth = _house_depth(request.house, depth, zone, risk=risk)
        passes = _house_passes(request, request.house, zone, passes=passes)
    return Proposed(
        depth=depth, passes=passes, sessions=_proposed_sessions(request, zone), ranges=ranges
    )


def _house_depth(house: House, depth: Depth, zone: Zone, *, risk: str) -> Depth:
    """The depth as far as the house protocol goes, held by the hard wall of this person."""
    wanted, cap = house.depth_on(zone), depth.cap.value or 0.0
    if wanted is None:
        return depth
    held = f"; held back from {wanted:.2f} mm: {depth.cap.why}" if wanted > cap else ""
    up_to = house.move(depth.up_to, min(wanted, cap), held=held)
    most = up_to.value or 0.0
    start, first = (
        house.move(one, most) if one.value is not None and one.value > most else one
        for one in (depth.start, depth.first_session)
    )
    follows = not risk and first.value is not None
    return replace(depth, start=start, first_session=up_to if follows else first, up_to=up_to)


def _house_passes(
    request: Request, house: House, zone: Zone, *, passes: tuple[Figure, Figure]
) -> tuple[Figure, Figure]:
    """Passes of the first session and later: the fewest that the protocol has for the wishes.

    Where pigment is at risk the first session keeps to the evidence if that has fewer.
    """
    first, later = passes
    kinds = request.kinds_in(zone.key)
    if not kinds or any(kind not in house.passes for kind in kinds):
        return passes
    count = min(house.passes[kind] for kind in kinds)
    gentler = bool(request.pigment_risk) and first.value is not None and first.value < count
    return first if gentler else house.move(first, count), house.move(later, count)


def require_inside(request: Request) -> None:
    """Raise OutsideLimit for the first chosen value outside its limit, naming zone and wall."""
    for one in broken(request):
        raise OutsideLimit(one.why)


def broken(request: Request) -> Iterator[Broken]:
    """Every chosen value outside the absolute bounds, in the order of the choice."""
    days = request.choice.interval_days
    if days is not None:
        yield from _held(interval_range(request.person), ("interval_days",), days)
    yield from _apart(request)
    wished = {zone.key: zone for zone in request.zones}
    for key, choice in request.choice.zones.items():
        zone = wished[key]
        if zone.place in NEVER_NEEDLED:
            why = f"{zone.name}: it is never needled, so nothing can be chosen there"
            yield Broken(where=("sessions", key), value=float("nan"), why=why)
        elif not choice.empty:
            ranges, visits = proposed_for(request, zone).ranges, 1 + len(request.choice.apart)
            yield from _broken_in(choice, key, ranges=ranges, visits=visits)


def _apart(request: Request) -> Iterator[Broken]:
    """Visits of their own that leave nothing for the others, or that no interval has room for."""
    where, choice = ("apart",), request.choice
    never = [ZONES[key] for key in choice.all_apart if ZONES[key].place in NEVER_NEEDLED]
    for zone in never:
        why = f"{zone.name}: it is never needled, so it has no visits of its own"
        yield Broken(where=where, value=float("nan"), why=why)
    groups = choice.grouped(zone.key for zone in request.needled)
    if choice.apart and len(groups) == 1 and not never:
        why = (
            f"visits of their own: {', '.join(ZONES[key].name for key in groups[0])} are all the "
            "zones of the plan, so none is left for other visits; leave out one or more"
        )
        yield Broken(where=where, value=float("nan"), why=why)
    try:
        days_between(interval_of(request).value or 0.0, len(groups))
    except OutsideLimit as error:
        yield Broken(where=where, value=len(groups), why=str(error))


def _broken_in(
    choice: ZoneChoice, zone: str, *, ranges: ZoneRanges, visits: int
) -> Iterator[Broken]:
    """``visits`` is how many visits a round of the course has, each for other zones."""
    if choice.sessions is not None:
        yield from _held(ranges.sessions, ("sessions", zone), choice.sessions)
    for name, entries, held_by in (
        ("depth_mm", choice.depth_mm, ranges.depth),
        ("passes", choice.passes, ranges.passes),
    ):
        for session, value in entries.items():
            where = (name, zone, session)
            most = round(SESSIONS_MOST.value) * visits
            if isinstance(session, bool) or session not in range(1, most + 1):
                why = f"{held_by.what}: session {session}; a course has sessions 1 to {most}"
                yield Broken(where=where, value=value, why=why)
            else:
                yield from _held(held_by, where, value)


def _held(limits: Range, where: tuple[str | int, ...], value: float) -> Iterator[Broken]:
    try:
        limits.require(value)
    except OutsideLimit as error:
        yield Broken(where=where, value=value, why=str(error))
