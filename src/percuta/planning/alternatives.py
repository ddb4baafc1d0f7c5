"""Other courses beside the one planned: fewer sessions, more, gentler, apart, and no treatment.

Each is a choice on top of the current one, so that it is planned, priced and forecast the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from percuta.assessment.concern import Kind
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import AREA_MINUTES, CLAYTOR2022, MALI2017
from percuta.evidence.sources.labels import CONSENT_REPO, EXCEED_IFU
from percuta.evidence.sources.practice import TIME_PAGES
from percuta.planning.choice import Choice, since
from percuta.planning.limits import INTERVAL_HIGH, PASSES_FEWEST
from percuta.planning.request import Request
from percuta.planning.settle import Proposed, interval_of, proposed_for, sessions_of
from percuta.planning.split import split_of
from percuta.screening.rules.recovery import INTERVALS
from percuta.screening.screen import screen
from percuta.zones.skin_map import NEVER_NEEDLED
from percuta.zones.zone import Zone

FEWER, MORE, GENTLER, APART, NOTHING = "fewer", "more", "gentler", "apart", "nothing"
FEWER_WHY = "fewer visits, less risk, perhaps less gain; no trial read compares how often to come"
MORE_WHY = (
    "gains were read to go on over some sessions; no trial read compares how often to come, so "
    "nobody can say what one more adds"
)
GENTLE = (
    "as proposed for skin whose pigment is at risk: depth at its start, the fewest passes read, "
    "six weeks between sessions; no trial says what that costs in result"
)
APART_WHY = (
    "Shorter visits, but more of them, and red days after each; every zone keeps its own days "
    "between sessions; no trial gave such visits"
)
# What the texts read say of a wish left alone.
FADES: Mapping[Kind, tuple[str, tuple[Source, ...]]] = MappingProxyType(
    {
        Kind.ACNE_SCARS: ("Young scars still change by themselves.", (EXCEED_IFU, CONSENT_REPO)),
        Kind.SCARS: ("Young scars fade by themselves.", (CLAYTOR2022,)),
        Kind.STRETCH_MARKS: (
            "Young stretch marks still fade by themselves.",
            (CONSENT_REPO, EXCEED_IFU, MALI2017),
        ),
    }
)
UNTREATED = (
    "Skin left alone was hardly ever looked at beside needled skin, so no number can be given. "
    "It has no redness, no visits and none of the risks."
)


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One other course. ``choice`` is to be planned; None is no treatment, or left out.

    ``why`` says in one line what it is good for and what nobody knows. ``left_out`` says why it
    makes no sense here, such as a wall it would have to pass; empty where it may be planned.
    """

    key: str
    label: str
    choice: Choice | None
    why: str
    left_out: str = ""
    sources: tuple[Source, ...] = ()


def alternatives(request: Request) -> tuple[Alternative, ...]:
    """Fewer sessions, more, gentler, zones apart, nothing: in this order, each of them always.

    To plan one: ``propose(replace(request, choice=one.choice))``. None of them passes an
    absolute bound; what passes a recommended one asks for a doctor there as any choice does.
    """
    return (
        _one_less(request),
        _one_more(request),
        _gentler(request),
        _apart(request),
        _nothing(request),
    )


def _one_less(request: Request) -> Alternative:
    def fewer(zone: Zone, planned: int, own: Proposed) -> int | None:
        wall = round(own.ranges.sessions.absolute_low.value)
        return planned - 1 if planned > max(wall, request.done_in(zone.key) + 1) else None

    choice = _counted(request, fewer)
    left_out = "" if choice else "one session is left in every zone; less than one is no course"
    return Alternative(
        key=FEWER, label="Fewer sessions", choice=choice, why=FEWER_WHY, left_out=left_out
    )


def _one_more(request: Request) -> Alternative:
    def more(_zone: Zone, planned: int, own: Proposed) -> int | None:
        return planned + 1 if planned < own.ranges.sessions.absolute_high.value else None

    choice = _counted(request, more)
    walls = [proposed_for(request, zone).ranges.sessions.absolute_high for zone in _open(request)]
    nearest = min(walls, key=lambda wall: wall.value, default=None)
    reason = f"at the wall of {nearest.value:g} sessions: {nearest.why}" if nearest else ""
    unknown = "no number of sessions was read for this wish; after the first a doctor decides"
    left_out = "" if choice else reason or unknown
    return Alternative(
        key=MORE, label="More sessions", choice=choice, why=MORE_WHY, left_out=left_out
    )


def _counted(request: Request, count: Callable[[Zone, int, Proposed], int | None]) -> Choice | None:
    """The choice with another number of sessions wherever there is one; None if nowhere."""
    choice = request.choice
    for zone in _open(request):
        planned = round(sessions_of(request, zone).value or 0)
        other = count(zone, planned, proposed_for(request, zone))
        if other is not None:
            choice = choice.but(zone.key, replace(choice.zone(zone.key), sessions=other))
    return choice if choice != request.choice else None


def _open(request: Request) -> list[Zone]:
    """Zones whose course has a number of sessions, and some of them left."""
    return [
        zone
        for zone in request.zones
        if zone.place not in NEVER_NEEDLED
        and (sessions_of(request, zone).value or 0) > request.done_in(zone.key)
    ]


def _gentler(request: Request) -> Alternative:
    choice = request.choice
    days = interval_of(request).value or 0
    if days < INTERVAL_HIGH.value:
        choice = replace(choice, interval_days=round(INTERVAL_HIGH.value))
    for zone in request.needled:
        choice = _gentler_in(request, choice, zone)
    found = choice if choice != request.choice else None
    left_out = "" if found else "the plan is as gentle as any text read proposes"
    return Alternative(
        key=GENTLER,
        label="Gentler",
        choice=found,
        why=GENTLE,
        left_out=left_out,
        sources=INTERVALS.sources,
    )


def _gentler_in(request: Request, choice: Choice, zone: Zone) -> Choice:
    """Depth at its start and the fewest passes in every session, where more was planned."""
    own, one = proposed_for(request, zone), choice.zone(zone.key)
    start, deepest = own.depth.start.value, own.depth.up_to.value or 0.0
    depths = list(one.depth_mm.values()) + ([] if since(one.depth_mm, 1) else [deepest])
    if start is not None and max(depths) > start:
        one = replace(one, depth_mm={1: start})
    later, fewest = own.passes[1], round(PASSES_FEWEST.value)
    usual = later.high or later.value or 0
    counts = list(one.passes.values()) + ([] if since(one.passes, 1) else [usual])
    if not later.evidence.entered_by_doctor and max(counts) > fewest:
        one = replace(one, passes={1: fewest})
    return choice if one == choice.zone(zone.key) else choice.but(zone.key, one)


def _apart(request: Request) -> Alternative:
    """Zones in two groups, each on visits of its own, where one visit is too much for all."""
    zones = _open(request)
    found = None
    if not request.choice.apart and zones:
        findings = screen(request.situation, request.zones).findings
        found = split_of(request, findings, zones)
    choice = None if found is None else replace(request.choice, apart=(found.apart,))
    within = "one visit is not too much for all zones, or nothing would be gained by two"
    left_out = "zones are on visits of their own already" if request.choice.apart else within
    return Alternative(
        key=APART,
        label="Zones on visits of their own",
        choice=choice,
        why=APART_WHY
        if found is None
        else f"{found}. On one visit: {found.at_once:g} minutes. {APART_WHY}",
        left_out="" if choice is not None else left_out,
        sources=(TIME_PAGES, AREA_MINUTES),
    )


def _nothing(request: Request) -> Alternative:
    kinds = dict.fromkeys(concern.kind for concern in request.concerns)
    known = [FADES[kind] for kind in kinds if kind in FADES]
    return Alternative(
        key=NOTHING,
        label="No treatment",
        choice=None,
        why=" ".join((*dict.fromkeys(text for text, _ in known), UNTREATED)),
        sources=tuple(dict.fromkeys(source for _, sources in known for source in sources)),
    )
