"""The one door of planning: from a request to a proposal."""

from collections.abc import Sequence
from dataclasses import replace

from percuta.assessment.concern import ICEPICK_NOTE, ICEPICK_SOURCES, INDICATIONS, Kind
from percuta.assessment.scales import ScarType
from percuta.country.catalogue import LAWS_DIFFER
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.reviews import SOC_CHAPTER
from percuta.evidence.sources.studies import DOGRA2014
from percuta.finding import Reach, Severity
from percuta.planning.baseline import baseline
from percuta.planning.clearance import outside_clearance
from percuta.planning.course import (
    ENDPOINTS_DIFFER,
    plan_dates,
    plan_endpoint,
    plan_interval,
    plan_passes,
    plan_review,
    plan_sessions,
)
from percuta.planning.depth import CHARTS_DIFFER, THICKNESS_DIFFERS, plan_depth
from percuta.planning.figure import Figure, Remark
from percuta.planning.local_law import country_remarks, country_walls
from percuta.planning.numbing import (
    COVER_AND_AREA,
    NUMB_BEFORE_NEEDLING,
    NUMBING_NEEDED,
    Numbing,
    plan_numbing,
    why_no_cream,
)
from percuta.planning.otherwise import otherwise
from percuta.planning.plan import Plan, Proposal, ZonePlan
from percuta.planning.remaining import after_first_session, course_over, sessions_left
from percuta.planning.request import Request
from percuta.planning.visit import Visit, plan_visit
from percuta.screening.catalogue import NOT_SCREENED
from percuta.screening.rules.pigment import PIGMENT_DIFFERS
from percuta.screening.rules.recovery import INTERVALS
from percuta.screening.screen import Screening, Verdict, screen
from percuta.zones.face import ZONES
from percuta.zones.zone import Zone


def propose(request: Request, *, planned: bool = True) -> Proposal:
    """Screen a person and plan every zone that may be treated.

    The plan is None when no zone may be treated now, or when no plan is wanted; the screening
    says why and what to do.
    """
    screening = screen(request.situation, request.zones)
    open_now = [zone for zone in request.zones if zone.key in screening.treatable]
    zones = [zone for zone in open_now if sessions_left(request, zone)]
    return Proposal(
        screening=screening,
        plan=_plan(request, screening, zones) if zones and planned else None,
        course_over=tuple(zone.key for zone in open_now if zone not in zones),
        outside_clearance=outside_clearance(request, request.needled),
        otherwise=otherwise(request) if screening.verdict is Verdict.NO else (),
    )


def _plan(request: Request, screening: Screening, zones: Sequence[Zone]) -> Plan:
    zone_plans = tuple(_zone_plan(request, screening, zone) for zone in zones)
    interval = plan_interval(request.person)
    dates = plan_dates(
        first=request.day,
        interval_days=interval.value or 0.0,
        sessions_by_zone={z.zone.key: sessions_left(request, z.zone) for z in zone_plans},
        done=request.sessions_done,
    )
    review, review_on = plan_review(dates[-1].day)
    treated = [[z for z in zone_plans if z.zone.key in session.zones] for session in dates]
    used = [request.cream_used_cm2 or 0.0, *(0.0 for _ in dates[1:])]
    visits = [
        _visit(request, screening, treated=zones_then, used_cm2=used_then)
        for zones_then, used_then in zip(treated, used, strict=True)
    ]
    first, numbing = visits[0]
    return Plan(
        zones=zone_plans,
        interval_days=interval,
        sessions=tuple(
            replace(session, minutes=visit.total, cream=cream.grams if cream else None)
            for session, (visit, cream) in zip(dates, visits, strict=True)
        ),
        review=review,
        review_on=review_on,
        visit=first,
        numbing=numbing,
        no_numbing_because=why_no_cream(request, screening.findings, zones, used_cm2=used[0]),
        confirmations=(
            *_urgent(screening),
            *outside_clearance(request, zones),
            *_on_course(request, screening, zones),
            *_to_enter(zone_plans),
            *_on_cream(request, screening),
            *_not_asked(request),
        ),
        baseline=baseline(request, screening.treatable),
        known=_known(zone_plans),
        disagreements=_disagreements(request, zone_plans, numbing),
    )


def _visit(
    request: Request, screening: Screening, *, treated: Sequence[ZonePlan], used_cm2: float
) -> tuple[Visit, Numbing | None]:
    """Length and cream of one session, for the zones treated in it."""
    zones = [z.zone for z in treated]
    no_cream = why_no_cream(request, screening.findings, zones, used_cm2=used_cm2)
    deepest = max(z.depth.deepest_mm for z in treated)
    numbing = (
        None if no_cream else plan_numbing(request, zones, deepest_mm=deepest, used_cm2=used_cm2)
    )
    area = round(sum(request.area_cm2(zone) for zone in zones), 1)
    areas = request.area_parameters(zones)
    return plan_visit(area_cm2=area, areas=areas, numbing=numbing), numbing


def _zone_plan(request: Request, screening: Screening, zone: Zone) -> ZonePlan:
    kinds = request.kinds_in(zone.key)
    person = request.person
    passes_first, passes = plan_passes(person, zone, kinds)
    depth = plan_depth(
        person=person,
        device=request.device,
        zone=zone,
        kinds=kinds,
        law=country_walls(request.country),
    )
    if request.done_in(zone.key):
        passes_first, depth = passes, after_first_session(depth)
    endpoint, endpoint_why = plan_endpoint(person, zone, kinds)
    return ZonePlan(
        zone=zone,
        kinds=kinds,
        area_cm2=_area(request, zone),
        depth=depth,
        passes_first=passes_first,
        passes=passes,
        endpoint=endpoint,
        endpoint_why=endpoint_why,
        sessions=plan_sessions(kinds, request.device),
        notes=(*_left_out(screening, zone), *_notes(request, zone)),
    )


def _area(request: Request, zone: Zone) -> Figure:
    measured = request.areas_cm2.get(zone.key)
    if measured is not None:
        return Figure(unit="cm2", value=measured, why="entered with the case", stated=True)
    known = () if zone.area_cm2 is None else (zone.area_cm2,)
    return Figure(
        unit="cm2",
        value=request.area_cm2(zone),
        why="our share of the face of 200 cm2 on the cream's label; measure where it matters",
        parameters=known,
    )


def _left_out(screening: Screening, zone: Zone) -> tuple[Remark, ...]:
    """Spots inside the zone that are not needled."""
    spots = [f for f in screening.on(zone.key) if f.reach is Reach.SPOT]
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


def _to_enter(zone_plans: Sequence[ZonePlan]) -> tuple[Remark, ...]:
    """What a doctor has to enter because no source read gives it."""
    depths = [z.zone.name for z in zone_plans if z.depth.start.entered_by_doctor]
    passes = [z.zone.name for z in zone_plans if z.passes.entered_by_doctor]
    return tuple(
        Remark(what=what, why=f"{', '.join(names)}: {why}")
        for what, names, why in (
            ("enter the depth", depths, "no depth for needling there was read"),
            ("enter the passes", passes, "no number of passes for this wish here was read"),
        )
        if names
    )


def _on_cream(request: Request, screening: Screening) -> tuple[Remark, ...]:
    """Decisions on the cream that rules leave to a doctor; none where nobody wants cream."""
    if request.numbing is False:
        return ()
    held = [f for f in screening.findings if f.reach is Reach.NUMBING]
    return (
        *(
            Remark(what="decide on the cream", why=f"{f.title}: {f.clinician}", sources=f.sources)
            for f in held
            if f.severity is Severity.DOCTOR
        ),
        *(
            Remark(what="ask before any cream", why=f"not answered yet: {', '.join(f.asks)}")
            for f in held
            if f.severity is Severity.ASK
        ),
    )


def _on_course(request: Request, screening: Screening, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """What to do before the first session, and zones whose course is over."""
    return (*_test_area(request, zones), *course_over(screening.treatable, zones))


def _test_area(request: Request, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """A test area before the first session where pigment is at risk."""
    if not request.person.may_be_darker() or all(request.done_in(zone.key) for zone in zones):
        return ()
    why = (
        "phototype IV to VI or not known: treat one and look again before the first session, whose "
        "day moves with it; where, how deep and how long to wait stands in no text read"
    )
    return (Remark(what="test area first", why=why, sources=PIGMENT_DIFFERS.sources),)


def _urgent(screening: Screening) -> tuple[Remark, ...]:
    """What may not wait although other zones can be treated."""
    return tuple(
        Remark(
            what="refer first",
            why=f"{', '.join(ZONES[zone].name for zone in f.zones)}: {f.title}; {f.urgent}. "
            "Confirm that needling elsewhere may go on before it has been seen (our caution)",
            sources=f.sources,
        )
        for f in screening.findings
        if f.urgent
    )


def _not_asked(request: Request) -> tuple[Remark, ...]:
    """Law that is not looked at, what no rule asks, what of the label nobody read."""
    device = request.device
    unstated = "its tolerance was in no text read, so nothing is taken off its settings"
    return (
        *country_remarks(request.country),
        *(
            [Remark(what="mind the tolerance", why=f"{device.name}: {unstated}")]
            if device.tolerance_mm is None
            else []
        ),
        Remark(
            what="ask in person", why=f"no rule asks yet, among others: {'; '.join(NOT_SCREENED)}"
        ),
        Remark(what="read the label", why=f"{device.name}: {device.label.unread}"),
    )


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
