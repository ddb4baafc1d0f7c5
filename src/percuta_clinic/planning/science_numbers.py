"""Every number of a plan by its path, as it stands in the document and forecast."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from percuta.report.band import Band
from percuta.report.document import (
    FigureDoc,
    NumbingDoc,
    PlanDoc,
    RemarkDoc,
    SessionDoc,
    VisitDoc,
    ZonePlanDoc,
)
from percuta.report.forecast_doc import CourseDoc, ForecastDoc
from percuta.report.numbers import with_unit

DEPTH, PASSES, SESSIONS, INTERVAL = "depth", "passes", "sessions", "interval"
AREA, ENDPOINT, REVIEW, DAY = "area", "endpoint", "review", "day"
MINUTES, CREAM, FORECAST, HEALING = "minutes", "cream", "forecast", "healing"

IN_ZONE: Mapping[str, tuple[str, str]] = {
    "sessions": ("sessions", SESSIONS),
    "start": ("depth to begin with", DEPTH),
    "first_session": ("deepest in the first session", DEPTH),
    "up_to": ("deepest without a doctor's word", DEPTH),
    "cap": ("deepest that can be planned", DEPTH),
    "passes_first": ("passes in the first session", PASSES),
    "passes": ("passes", PASSES),
    "endpoint": ("when to stop", ENDPOINT),
    "area": ("area", AREA),
}
IN_VISIT: Mapping[str, str] = {
    "cleanse": "cleaning and photographs",
    "numbing": "numbing",
    "needle": "needling",
    "finish": "finishing",
    "total": "in all",
}
IN_CREAM: Mapping[str, str] = {
    "area": "area under cream",
    "grams": "cream",
    "minutes": "how long it stays on",
    "latest": "longest it may stay on",
    "lidocaine": "numbing drug in it",
    "left": "area still free for cream that day",
}


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number, or one word of advice, that can be explained; ``zone`` empty: the whole plan."""

    path: str
    label: str
    family: str
    value: str
    zone: str = ""
    figure: FigureDoc | None = None
    remark: RemarkDoc | None = None
    course: CourseDoc | None = None
    session: SessionDoc | None = None


def numbers_in(plan: PlanDoc | None, forecast: ForecastDoc | None) -> dict[str, Number]:
    """All of them, in the order of a plan."""
    found = [*_of_plan(plan)] if plan is not None else []
    if forecast is not None:
        found += _of_forecast(forecast)
    return {one.path: one for one in found}


def _of_plan(plan: PlanDoc) -> Iterator[Number]:
    for zone in plan.zones:
        yield from _of_zone(zone)
    yield _figure(plan.interval, path="interval", label="Days between sessions", family=INTERVAL)
    for session in plan.sessions:
        yield from _of_session(session)
    yield from _of_visit(plan.visit)
    if plan.numbing is not None:
        yield from _of_cream("numbing", "Cream, first session", plan.numbing)
    if plan.later_numbing is not None:
        yield from _of_cream("later_numbing", "Cream, later session", plan.later_numbing)
    yield _figure(
        plan.review, path="review", label="From the last session to the review", family=REVIEW
    )


def _figure(figure: FigureDoc, *, path: str, label: str, family: str, zone: str = "") -> Number:
    value = with_unit(figure)
    return Number(path=path, label=label, family=family, value=value, zone=zone, figure=figure)


def _of_zone(zone: ZonePlanDoc) -> Iterator[Number]:
    stem, name = f"zones/{zone.zone}", zone.name[:1].upper() + zone.name[1:]
    for one in zone.settings:
        where, when = f"{stem}/settings/{one.session}", f"session {one.session}"
        depth, passes = f"{name}: depth, {when}", f"{name}: passes, {when}"
        yield _figure(one.depth, path=f"{where}/depth", label=depth, family=DEPTH, zone=zone.zone)
        yield _figure(
            one.passes, path=f"{where}/passes", label=passes, family=PASSES, zone=zone.zone
        )
    for field, (words, family) in IN_ZONE.items():
        value = getattr(zone, field)
        path, label = f"{stem}/{field}", f"{name}: {words}"
        if isinstance(value, FigureDoc):
            yield _figure(value, path=path, label=label, family=family, zone=zone.zone)
        else:
            yield Number(
                path=path,
                label=label,
                family=family,
                value=value.what,
                zone=zone.zone,
                remark=value,
            )


def _of_session(session: SessionDoc) -> Iterator[Number]:
    stem, name = f"sessions/{session.number}", f"Session {session.number}"
    yield Number(
        path=f"{stem}/day",
        label=f"{name}: day",
        family=DAY,
        value=f"{session.day:%-d %B %Y}",
        session=session,
    )
    if session.minutes is not None:
        yield _figure(
            session.minutes, path=f"{stem}/minutes", label=f"{name}: length", family=MINUTES
        )
    if session.cream is not None:
        yield _figure(session.cream, path=f"{stem}/grams", label=f"{name}: cream", family=CREAM)


def _of_visit(visit: VisitDoc) -> Iterator[Number]:
    for field in fields(visit):
        label = f"Length of the first session: {IN_VISIT[field.name]}"
        yield _figure(
            getattr(visit, field.name), path=f"visit/{field.name}", label=label, family=MINUTES
        )


def _of_cream(stem: str, name: str, cream: NumbingDoc) -> Iterator[Number]:
    for field, words in IN_CREAM.items():
        yield _figure(
            getattr(cream, field), path=f"{stem}/{field}", label=f"{name}: {words}", family=CREAM
        )


def _of_forecast(forecast: ForecastDoc) -> Iterator[Number]:
    for course in forecast.courses:
        yield from _of_course(course)
    red = forecast.healing.red_until
    yield Number(
        path="forecast/redness",
        label="Red days after a session",
        family=HEALING,
        value=f"{red[2]:g} days, in nine of ten people {red[0]:g} to {red[4]:g}",
    )


def _of_course(course: CourseDoc) -> Iterator[Number]:
    name = course.name[:1].upper() + course.name[1:]
    chances = {
        "little": ("hardly any gain", of_a_hundred(course.little)),
        "quarter": ("a quarter better or more", of_a_hundred(course.quarter)),
        "half": ("half better or more", of_a_hundred(course.half)),
        "band": (f"better by {course.at:%-d %B %Y}", band_words(course.at_band)),
    }
    for key, (words, value) in chances.items():
        yield Number(
            path=f"forecast/{course.concern}/{key}",
            label=f"{name}: {words}",
            family=FORECAST,
            value=value,
            course=course,
        )


def of_a_hundred(part: float) -> str:
    """A chance in natural numbers, never as sure as 0 or 100."""
    count = round(part * 100)
    if count < 1:
        return "fewer than 1 in 100 people"
    return "more than 99 in 100 people" if count > 99 else f"about {count} in 100 people"


def band_words(band: Band) -> str:
    """Half and nine of ten people."""
    low, first, _, third, high = (f"{part:.0%}" for part in band)
    return f"half of people {first} to {third}, nine in ten {low} to {high}"
