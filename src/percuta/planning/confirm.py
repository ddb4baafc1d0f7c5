"""What a doctor has to confirm, enter or weigh before the first session of a plan."""

from collections.abc import Iterable, Sequence

from percuta.assessment.concern import INDICATIONS
from percuta.evidence.parameter import Status
from percuta.finding import Finding, Reach, Severity
from percuta.planning.beyond import beyond_bounds
from percuta.planning.clearance import outside_clearance
from percuta.planning.figure import Figure, Remark
from percuta.planning.local_law import country_remarks
from percuta.planning.numbing import area_alone, counted_whole
from percuta.planning.plan import ZonePlan
from percuta.planning.remaining import course_over
from percuta.planning.request import Request
from percuta.screening.catalogue import NOT_SCREENED, RULES
from percuta.screening.rules.pigment import PIGMENT_DIFFERS
from percuta.screening.screen import Screening
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

TEST_AREA = "test area first"
PLAIN = {
    "enter the depth": "no study says how deep to go. A doctor decides.",
    "enter the sessions": "nobody knows how many visits it takes. After one we look again.",
}


def confirmations(
    request: Request,
    screening: Screening,
    zone_plans: Sequence[ZonePlan],
    *,
    interval: Figure,
) -> tuple[Remark, ...]:
    """Every point that waits for a doctor, the most pressing first.

    ``interval`` are the days between sessions, as planned.
    """
    zones = [z.zone for z in zone_plans]
    return (
        *_urgent(screening),
        *outside_clearance(request, zones),
        *_first_weighed(zone_plans),
        *beyond_bounds(request, interval, zone_plans),
        *_decided(screening, zones),
        *_cautions(screening, zones),
        *_no_longer(request, zones),
        *_test_area(request, zones),
        *course_over(screening.treatable, zones),
        *_to_enter(zone_plans),
        *_to_measure(zone_plans),
        *_on_cream(request, screening),
        *_not_asked(request),
    )


def cream_dropped(
    request: Request, findings: Sequence[Finding], zones: Sequence[Zone], *, why: str
) -> tuple[Remark, ...]:
    """A wished cream that only its area keeps off: said first, since measuring may bring it back.

    ``why`` is the reason for no cream, empty where there is one.
    """
    if not why or request.numbing is not True or not area_alone(request, findings, zones):
        return ()
    whole = counted_whole(request, zones)
    back = "measure the skin and it may be possible" if whole else "a smaller area may allow it"
    return (Remark(what="numbing was wished but dropped", why=f"{back}: {why}"),)


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


def _first_weighed(zone_plans: Sequence[ZonePlan]) -> tuple[Remark, ...]:
    """Concerns that a doctor weighs before any needle."""
    kinds = dict.fromkeys(kind for z in zone_plans for kind in z.kinds)
    about = [INDICATIONS[kind] for kind in kinds if INDICATIONS[kind].confirm]
    return tuple(
        Remark(what=f"weigh first: {i.name}", why=i.confirm, patient=i.patient, sources=i.sources)
        for i in about
    )


def _decided(screening: Screening, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """What would hold a planned zone back, had a doctor not decided otherwise."""
    keys = [zone.key for zone in zones]
    return tuple(
        Remark(
            what=f"decided: {f.title}",
            why=f"{f.decided}; confirm that it still holds ({f.rule})",
            sources=f.sources,
        )
        for f in screening.findings
        if f.decided is not None and any(f.concerns(key) for key in keys)
    )


def _cautions(screening: Screening, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """Cautions of the rules that reach a planned zone."""
    keys = [zone.key for zone in zones]
    return tuple(
        Remark(what=f.title, why=f"{f.hint} ({f.rule})", sources=f.sources)
        for f in screening.findings
        if f.severity is Severity.CAUTION and any(f.concerns(key) for key in keys)
    )


def _no_longer(request: Request, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """What was said to be so at the assessment and is not any more, for the doctor to look at."""
    planned = {zone.key for zone in zones}
    return tuple(
        Remark(
            what="no longer so",
            why=f"{_asked_by(key)}: yes at the assessment, no now; ask what changed and who looked",
        )
        for key, where in request.no_longer
        if not where or planned & set(where)
    )


def _asked_by(key: str) -> str:
    """The condition that a question is about, as the first rule that asks it calls it."""
    titles: list[str] = [rule.title for rule in RULES if any(q.key == key for q in rule.asks)]
    return titles[0]


def _test_area(request: Request, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """A test area before the first session where pigment is at risk."""
    if not request.pigment_risk or all(request.done_in(zone.key) for zone in zones):
        return ()
    why = (
        f"{request.pigment_risk}: treat one and look again before the first session, whose "
        "day moves with it; where, how deep and how long to wait stands in no text read"
    )
    patient = "We test a small spot first and look again. The days of your visits move with it."
    sources = PIGMENT_DIFFERS.sources
    return (Remark(what=TEST_AREA, why=why, patient=patient, sources=sources),)


def _to_enter(zone_plans: Sequence[ZonePlan]) -> tuple[Remark, ...]:
    """What a doctor has to enter because no source read gives it."""
    depths = [z.zone.name for z in zone_plans if _open(s.depth for s in z.settings)]
    passes = [z.zone.name for z in zone_plans if _open(s.passes for s in z.settings)]
    sessions = [z.zone.name for z in zone_plans if z.sessions.entered_by_doctor]
    carried = [z.zone.name for z in zone_plans if z.sessions.evidence.status is Status.ASSUMED]
    return tuple(
        Remark(what=what, why=f"{', '.join(names)}: {why}", patient=_plain(what, names))
        for what, names, why in (
            ("enter the depth", depths, "no depth for needling there was read"),
            ("enter the passes", passes, "no number of passes for this wish here was read"),
            ("enter the sessions", sessions, "no number was read; one is planned, then look again"),
            ("confirm the sessions", carried, "their number was read for another part of the body"),
        )
        if names
    )


def _open(figures: Iterable[Figure]) -> bool:
    """Whether any of some figures is still to be entered."""
    return any(figure.entered_by_doctor for figure in figures)


def _plain(what: str, names: Sequence[str]) -> str:
    told = PLAIN.get(what)
    return f"{', '.join(names).capitalize()}: {told}" if told else ""


def _to_measure(zone_plans: Sequence[ZonePlan]) -> tuple[Remark, ...]:
    """Places of the body that count as a whole because nobody measured the skin to be treated."""
    whole = [z for z in zone_plans if z.zone.share is not None and not z.area_cm2.stated]
    if not whole:
        return ()
    names = ", ".join(f"{z.zone.name} {z.area_cm2.value:g} cm2" for z in whole)
    why = "minutes and cream are for all of it; enter the skin to be treated under area_cm2"
    return (Remark(what="measure the skin", why=f"{names}: {why}"),)


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
