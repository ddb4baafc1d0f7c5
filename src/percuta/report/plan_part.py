"""The plan's part of a document."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from percuta.assessment.concern import INDICATIONS
from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.planning.depth import Wall
from percuta.planning.figure import Figure, Remark
from percuta.planning.numbing import Numbing
from percuta.planning.plan import Plan, ZonePlan
from percuta.planning.schedule import Calendar
from percuta.planning.setting import Setting
from percuta.planning.visit import Visit
from percuta.report.document import (
    AwayDoc,
    CalendarDoc,
    FigureDoc,
    NumbingDoc,
    PlanDoc,
    RemarkDoc,
    SessionDoc,
    SettingDoc,
    VisitDoc,
    WallDoc,
    ZonePlanDoc,
)
from percuta.report.set_part import chosen_doc, house_doc, moved_doc, range_doc, ranges_doc

LEFT_ASIDE = ("zone", "limit", "ranges", "interval_range", "settings", "choice", "house")


def plan_doc(plan: Plan | None) -> PlanDoc | None:
    """The published form of a plan; None stays None."""
    if plan is None:
        return None
    return PlanDoc(
        zones=tuple(_zone(z) for z in plan.zones),
        interval=figure_doc(plan.interval_days),
        sessions=tuple(
            SessionDoc(
                number=s.number,
                day=s.day,
                zones=s.zones,
                minutes=figure_doc(s.minutes) if s.minutes is not None else None,
                cream=figure_doc(s.cream) if s.cream is not None else None,
            )
            for s in plan.sessions
        ),
        review=figure_doc(plan.review),
        review_on=plan.review_on,
        visit=_visit(plan.visit),
        numbing=_numbing(plan.numbing) if plan.numbing is not None else None,
        no_numbing_because=plan.no_numbing_because,
        no_numbing_patient=plan.no_numbing_patient,
        later_numbing=_numbing(plan.later_numbing) if plan.later_numbing is not None else None,
        confirmations=tuple(remark_doc(r) for r in plan.confirmations),
        baseline=tuple(remark_doc(r) for r in plan.baseline),
        known=tuple(remark_doc(r) for r in plan.known),
        calendar=_calendar(plan.calendar) if plan.calendar is not None else None,
        interval_range=range_doc(plan.interval_range),
        house=house_doc(plan.house),
        chosen_by=None if plan.choice.empty else plan.choice.by,
        apart=_apart(plan),
    )


def _apart(plan: Plan) -> tuple[tuple[str, ...], ...]:
    groups = plan.choice.grouped(zone.zone.key for zone in plan.zones)
    return groups if len(groups) > 1 else ()


def _calendar(calendar: Calendar) -> CalendarDoc:
    return CalendarDoc(
        event=calendar.event,
        event_on=calendar.event_on,
        fits=calendar.fits,
        last_before=calendar.last_before,
        red_until=calendar.red_until,
        away=tuple(AwayDoc(first=a.first, last=a.last, sun=a.sun) for a in calendar.away),
        said=tuple(remark_doc(r) for r in calendar.said),
    )


def keys(sources: Iterable[Source]) -> tuple[str, ...]:
    """Keys of sources."""
    return tuple(source.key for source in sources)


def figure_doc(figure: Figure) -> FigureDoc:
    """The published form of a figure."""
    return FigureDoc(
        unit=figure.unit,
        why=figure.why,
        status=figure.status,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        sources=keys(figure.sources),
        parameters=tuple(p.key for p in figure.parameters),
        moved=moved_doc(figure.moved),
        chosen=chosen_doc(figure.chosen),
    )


def plan_sources(plan: Plan | None) -> list[Source]:
    """Every source behind a plan, in the order met."""
    found = []
    for part in _parts(plan):
        if isinstance(part, Source):
            found.append(part)
        elif isinstance(part, Figure):
            found.extend(part.sources)
    return found


def parameters_in(plan: Plan | None) -> list[Parameter]:
    """Every parameter behind a figure or wall of a plan, in the order met."""
    return [part for part in _parts(plan) if isinstance(part, Parameter)]


def _parts(thing: object) -> Iterator[object]:
    """A plan and all it is made of, except the zone map behind it and how far it may be moved."""
    yield thing
    if isinstance(thing, tuple):
        for one in thing:
            yield from _parts(one)
    elif is_dataclass(thing) and not isinstance(thing, Parameter | Source):
        for field in fields(thing):
            if field.name not in LEFT_ASIDE:
                yield from _parts(getattr(thing, field.name))
    elif isinstance(thing, Parameter) and thing.source is not None:
        yield thing.source


def remark_doc(remark: Remark) -> RemarkDoc:
    """The published form of a remark."""
    return RemarkDoc(
        what=remark.what,
        why=remark.why,
        patient=remark.patient,
        sources=keys(remark.sources),
    )


def _zone(plan: ZonePlan) -> ZonePlanDoc:
    depth = plan.depth
    why = plan.endpoint_why
    return ZonePlanDoc(
        zone=plan.zone.key,
        name=plan.zone.name,
        concerns=tuple(INDICATIONS[kind].name for kind in plan.kinds),
        kinds=plan.kinds,
        area=figure_doc(plan.area_cm2),
        start=figure_doc(depth.start),
        first_session=figure_doc(depth.first_session),
        up_to=figure_doc(depth.up_to),
        cap=figure_doc(depth.cap),
        walls=tuple(_wall(wall) for wall in depth.walls),
        passes_first=figure_doc(plan.passes_first),
        passes=figure_doc(plan.passes),
        endpoint=RemarkDoc(what=plan.endpoint, why=why.why, sources=keys(why.sources)),
        sessions=figure_doc(plan.sessions),
        notes=tuple(remark_doc(note) for note in plan.notes),
        settings=tuple(_setting(one) for one in plan.settings),
        ranges=ranges_doc(plan.ranges),
    )


def _setting(one: Setting) -> SettingDoc:
    return SettingDoc(
        session=one.session,
        depth=figure_doc(one.depth),
        passes=figure_doc(one.passes),
        endpoint=one.endpoint,
    )


def _wall(wall: Wall) -> WallDoc:
    at = wall.at_mm
    return WallDoc(
        hardness=wall.hardness,
        at_mm=at.value,
        why=wall.why,
        status=at.status,
        sources=keys(wall.sources),
        parameter=at.key,
    )


def _visit(visit: Visit) -> VisitDoc:
    return VisitDoc(
        cleanse=figure_doc(visit.cleanse),
        numbing=figure_doc(visit.numbing),
        needle=figure_doc(visit.needle),
        finish=figure_doc(visit.finish),
        total=figure_doc(visit.total),
    )


def _numbing(numbing: Numbing) -> NumbingDoc:
    return NumbingDoc(
        cream=numbing.cream,
        area=figure_doc(numbing.area_cm2),
        grams=figure_doc(numbing.grams),
        minutes=figure_doc(numbing.minutes),
        latest=figure_doc(numbing.latest_minutes),
        lidocaine=figure_doc(numbing.lidocaine_mg),
        left=figure_doc(numbing.left_cm2),
        optional=numbing.optional,
        without=numbing.without,
        notes=numbing.notes,
        product=numbing.product.key,
        also=tuple(figure_doc(figure) for figure in numbing.also),
        barred=numbing.barred,
        others=numbing.others,
        label_fit=numbing.product.label_fit,
    )
