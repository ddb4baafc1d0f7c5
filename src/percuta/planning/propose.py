"""The one door of planning: from a request to a proposal."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from percuta.assessment.concern import ICEPICK_NOTE, ICEPICK_SOURCES, INDICATIONS, Kind
from percuta.assessment.scales import ScarType
from percuta.country.catalogue import LAWS_DIFFER
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.reviews import SOC_CHAPTER
from percuta.evidence.sources.studies import DOGRA2014
from percuta.finding import Reach
from percuta.planning.baseline import baseline
from percuta.planning.bounds import interval_range
from percuta.planning.clearance import outside_clearance
from percuta.planning.confirm import confirmations, cream_dropped
from percuta.planning.course import (
    ENDPOINTS_DIFFER,
    Series,
    Session,
    plan_dates,
    plan_endpoint,
    plan_review,
)
from percuta.planning.cream_debates import COVER_AND_AREA, NUMB_BEFORE_NEEDLING, NUMBING_NEEDED
from percuta.planning.depth import CHARTS_DIFFER, THICKNESS_DIFFERS
from percuta.planning.figure import Figure, Remark
from percuta.planning.numbing import (
    Numbing,
    no_cream_in_words,
    plan_numbing,
    why_no_cream,
)
from percuta.planning.otherwise import otherwise
from percuta.planning.plan import Plan, Proposal, ZonePlan
from percuta.planning.remaining import after_first_session, sessions_left
from percuta.planning.request import Request
from percuta.planning.schedule import calendar, own_days
from percuta.planning.series import opening, series_of
from percuta.planning.setting import depth_as_set, passes_as_set, settings
from percuta.planning.settle import interval_of, proposed_for, require_inside, sessions_of
from percuta.planning.split import needled, split_of, work
from percuta.planning.visit import WORK_MOST, Visit, plan_visit, too_long
from percuta.screening.rules.recovery import INTERVALS
from percuta.screening.screen import Screening, Verdict, screen
from percuta.zones.body import surface_m2
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone


def propose(request: Request, *, planned: bool = True) -> Proposal:
    """Screen a person and plan every zone that may be treated.

    The plan is None when no zone may be treated now, or when no plan is wanted; the screening
    says why and what to do. Values of ``request.choice`` go before those of ``request.house``,
    and both before the evidence's own; a chosen value outside an absolute bound raises
    OutsideLimit, which names zone, value, wall and reason, whether or not the zone is open now.
    """
    require_inside(request)
    screening = screen(request.situation, request.zones)
    opens = opening(request, screening)
    zones = [zone for zone in request.zones if zone.key in opens and sessions_left(request, zone)]
    due = any(zone.key in screening.treatable for zone in zones)
    planned_from = {zone.key: opens[zone.key] for zone in zones}
    return Proposal(
        screening=screening,
        plan=_plan(request, screening, planned_from) if due and planned else None,
        course_over=tuple(key for key in screening.treatable if key not in planned_from),
        outside_clearance=outside_clearance(
            request, [zone for zone in request.needled if sessions_left(request, zone)]
        ),
        otherwise=otherwise(request) if screening.verdict is Verdict.NO else (),
    )


def _plan(request: Request, screening: Screening, opens: Mapping[str, date]) -> Plan:
    """The plan of zones, each from the day on which it may first be needled."""
    interval, series = interval_of(request), series_of(request, opens)
    left = {zone: sessions_left(request, ZONES[zone]) for zone in opens}
    dates = _dates(request, left, series, given=_given(request, opens))
    zone_plans = _zone_plans(request, screening, dates)
    review, review_on = plan_review(dates[-1].day, request.away)
    treated = [[z for z in zone_plans if z.zone.key in session.zones] for session in dates]
    visits = _visits(request, screening, treated)
    (first, numbing), later = visits[0], _later_cream(visits)
    zones = [one.zone for one in treated[0]]
    used = request.cream_used_cm2 or 0.0
    no_cream = why_no_cream(request, screening.findings, zones, used_cm2=used)
    return Plan(
        zones=zone_plans,
        interval_days=interval,
        sessions=_sessions(dates, visits),
        review=review,
        review_on=review_on,
        calendar=calendar(request, dates, review_on=review_on, left=left, series=series),
        interval_range=interval_range(request.person),
        choice=request.choice,
        house=request.house,
        visit=first,
        numbing=numbing,
        later_numbing=later,
        no_numbing_because=no_cream,
        no_numbing_patient=no_cream_in_words(request, screening.findings, zones, why=no_cream),
        confirmations=(
            *cream_dropped(request, screening.findings, zones, why=no_cream),
            *confirmations(request, screening, zone_plans, interval=interval),
            *too_long((visit for visit, _ in visits), _instead(request, screening, treated)),
        ),
        baseline=baseline(request, (*screening.treatable, *opens)),
        known=_known(zone_plans),
        disagreements=_disagreements(request, zone_plans, numbing or later),
    )


def _dates(
    request: Request, left: Mapping[str, int], series: Sequence[Series], *, given: int
) -> tuple[Session, ...]:
    """The days of the sessions to come; ``given`` were before."""
    return plan_dates(
        first=request.day,
        interval_days=interval_of(request).value or 0.0,
        sessions_by_zone=left,
        done=given,
        days=own_days(request),
        series=series,
    )


def _instead(request: Request, screening: Screening, treated: Sequence[Sequence[ZonePlan]]) -> str:
    """What visits of their own would give, of the longest visit; empty where nothing."""
    visits = ([one.zone for one in some] for some in treated)
    longest = max(visits, key=lambda zones: work(request, zones))
    if work(request, longest) <= WORK_MOST.value:  # then nothing is said of it
        return ""
    split = split_of(request, screening.findings, longest)
    return f"treat zones on visits of their own, such as {split}" if split is not None else ""


def _later_cream(visits: Sequence[tuple[Visit, Numbing | None]]) -> Numbing | None:
    """The cream of the first session that has any, where the very first has none."""
    (_, at_first), *rest = visits
    creams = (cream for _, cream in rest if cream is not None)
    return None if at_first is not None else next(creams, None)


def _sessions(
    dates: Sequence[Session], visits: Sequence[tuple[Visit, Numbing | None]]
) -> tuple[Session, ...]:
    """The sessions with their minutes and cream."""
    return tuple(
        replace(session, minutes=visit.total, cream=cream.grams if cream else None)
        for session, (visit, cream) in zip(dates, visits, strict=True)
    )


def _visits(
    request: Request, screening: Screening, treated: Sequence[Sequence[ZonePlan]]
) -> list[tuple[Visit, Numbing | None]]:
    """Length and cream of every session; only the first can follow other cream on its day."""
    used = [request.cream_used_cm2 or 0.0, *(0.0 for _ in treated[1:])]
    return [
        _visit(request, screening, treated=zones_then, used_cm2=used_then)
        for zones_then, used_then in zip(treated, used, strict=True)
    ]


def _visit(
    request: Request, screening: Screening, *, treated: Sequence[ZonePlan], used_cm2: float
) -> tuple[Visit, Numbing | None]:
    """Length and cream of one session, for the zones treated in it."""
    zones = [z.zone for z in treated]
    no_cream = why_no_cream(request, screening.findings, zones, used_cm2=used_cm2)
    deepest = max(z.depth.deepest_mm for z in treated)
    numbing = (
        None
        if no_cream
        else plan_numbing(request, screening.findings, zones, deepest_mm=deepest, used_cm2=used_cm2)
    )
    return plan_visit(needled=needled(request, zones), numbing=numbing), numbing


def _given(request: Request, zones: Collection[str]) -> int:
    """Sessions of this course that were given before; dates and depths both count from there."""
    if request.sessions_in and request.choice.apart:
        return request.sessions_done
    return max(request.done_in(zone) for zone in zones)


def _zone_plans(
    request: Request, screening: Screening, dates: Sequence[Session]
) -> tuple[ZonePlan, ...]:
    planned = {key for session in dates for key in session.zones}
    return tuple(
        _zone_plan(
            request, screening, zone, numbers=[one.number for one in dates if zone.key in one.zones]
        )
        for zone in request.zones
        if zone.key in planned
    )


def _zone_plan(
    request: Request, screening: Screening, zone: Zone, *, numbers: Sequence[int]
) -> ZonePlan:
    """``numbers`` are those of the visits on which the zone is needled."""
    kinds = request.kinds_in(zone.key)
    proposed = proposed_for(request, zone)
    passes, depth = proposed.passes, proposed.depth
    if request.done_in(zone.key):
        passes, depth = (passes[1], passes[1]), after_first_session(depth)
    endpoint, endpoint_why = plan_endpoint(request.pigment_risk, zone, kinds)
    each = settings(
        numbers,
        depth=depth,
        passes=passes,
        endpoint=endpoint,
        choice=request.choice.zone(zone.key),
        by=request.choice.by,
    )
    passes_first, passes_later = passes_as_set(passes, each)
    return ZonePlan(
        zone=zone,
        kinds=kinds,
        area_cm2=_area(request, zone),
        depth=depth_as_set(depth, each),
        passes_first=passes_first,
        passes=passes_later,
        endpoint=endpoint,
        endpoint_why=endpoint_why,
        sessions=sessions_of(request, zone),
        notes=(*_left_out(screening, zone), *_notes(request, zone)),
        settings=each,
        ranges=proposed.ranges,
    )


def _area(request: Request, zone: Zone) -> Figure:
    measured = request.areas_cm2.get(zone.key)
    if measured is not None:
        return Figure(unit="cm2", value=measured, why="entered with the case", stated=True)
    return Figure(
        unit="cm2",
        value=request.area_cm2(zone),
        why=_area_why(request, zone),
        parameters=request.area_parameters((zone,)),
    )


def _area_why(request: Request, zone: Zone) -> str:
    if zone.share is None:
        return "our share of the face of 200 cm2 on the cream's label; measure where it matters"
    whose = f"a body of {surface_m2(request.person):.2f} m2"
    return f"the whole zone, our share of {whose}; measure the skin to be treated"


def _left_out(screening: Screening, zone: Zone) -> tuple[Remark, ...]:
    """Spots inside the zone that are not needled."""
    on_spots = [f for f in screening.on(zone.key) if f.reach is Reach.SPOT]
    spots = [f for f in on_spots if f.decided is None]
    return tuple(
        Remark(what=f"leave out ({f.rule})", why=f"{f.title}: {f.hint}", sources=f.sources)
        for f in spots
    )


def _notes(request: Request, zone: Zone) -> tuple[Remark, ...]:
    notes = []
    if zone.over_bone:
        why = "track marks were reported with rollers"
        notes.append(
            Remark(what="over bone: light pressure", why=why, sources=(SOC_CHAPTER, DOGRA2014))
        )
    types = {t for c in request.concerns if zone.key in c.zones for t in c.scar_types}
    if ScarType.ICEPICK in types:
        notes.append(Remark(what="icepick scars", why=ICEPICK_NOTE, sources=ICEPICK_SOURCES))
    return tuple(notes)


def _known(zone_plans: Sequence[ZonePlan]) -> tuple[Remark, ...]:
    kinds = dict.fromkeys(kind for z in zone_plans for kind in z.kinds)
    about = [INDICATIONS[kind] for kind in kinds]
    return tuple(Remark(what=i.name, why=i.known, sources=i.sources) for i in about)


def _disagreements(
    request: Request, zone_plans: Sequence[ZonePlan], numbing: Numbing | None
) -> tuple[Disagreement, ...]:
    found = [CHARTS_DIFFER, THICKNESS_DIFFERS, *request.device.disagreements, INTERVALS]
    if any(Kind.ACNE_SCARS in z.kinds for z in zone_plans):
        found.append(ENDPOINTS_DIFFER)
    if request.country is not None:
        found.append(LAWS_DIFFER)
    if numbing is not None:
        found += [NUMBING_NEEDED, COVER_AND_AREA, NUMB_BEFORE_NEEDLING]
    return tuple(found)
