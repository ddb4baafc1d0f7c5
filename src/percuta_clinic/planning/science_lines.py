"""What a plan comes to, line by line in words, to be compared with another version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from percuta.report.document import FigureDoc, PlanDoc, RemarkDoc, ZonePlanDoc
from percuta_clinic.planning.science import Made, points_of

POINT = "point "  # begins the key of a line about one


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a plan in words; ``asks``: a patient agrees to it."""

    label: str
    value: str
    asks: bool = False


def first_session_in(made: Made) -> int:
    """The number of the first session still to come in a plan."""
    return min((one.number for one in made.plan.sessions), default=1) if made.plan else 1


def lines_of(made: Made, *, since: int = 1) -> dict[str, Line]:
    """What a plan comes to from one session on, line by line, to be compared with another."""
    document, plan = made.document, made.plan
    if document is None or plan is None:
        return {}
    sessions = [one for one in plan.sessions if one.number >= since]
    days = ", ".join(f"{one.day:%-d %b %Y}" for one in sessions)
    found = {
        "device": Line(label="Device", value=document.device, asks=True),
        "sessions": Line(label="Sessions to come", value=f"{len(sessions)}", asks=True),
        "interval": Line(label="Days between sessions", value=words_of(plan.interval), asks=True),
        "numbing": Line(label="Numbing", value=_numbing(plan), asks=True),
        **_series(plan),
        "days": Line(label="Days of the sessions", value=days),
    }
    for zone in plan.zones:
        found |= _zone_lines(zone, since=since)
    return found | _point_lines(points_of(made))


def _series(plan: PlanDoc) -> dict[str, Line]:
    """Which places share their visits, where they do not all."""
    names = {zone.zone: zone.name for zone in plan.zones}
    groups = [", ".join(names[key] for key in group if key in names) for group in plan.apart]
    if not groups:
        return {}
    return {"apart": Line(label="Series of visits", value="; ".join(groups), asks=True)}


def _point_lines(points: Iterable[RemarkDoc]) -> dict[str, Line]:
    """One line for each kind of point, with what all of that kind say."""
    found: dict[str, Line] = {}
    for point in points:
        key, words = f"{POINT}{point.what}", point.patient or point.why
        told = found.get(key, Line(label=f"Point: {point.what}", value=""))
        value = "; ".join(part for part in (told.value, words) if part)
        found[key] = replace(told, value=value, asks=told.asks or bool(point.patient))
    return found


def _zone_lines(zone: ZonePlanDoc, *, since: int) -> dict[str, Line]:
    name = zone.name[:1].upper() + zone.name[1:]
    ahead = [one for one in zone.settings if one.session >= since]
    if not ahead:
        return {}
    depths = _by_session([(one.session, words_of(one.depth)) for one in ahead])
    passes = _by_session([(one.session, words_of(one.passes)) for one in ahead])
    numbers = ", ".join(f"{one.session}" for one in ahead)
    return {
        f"{zone.zone} for": Line(label=f"{name}: for", value=", ".join(zone.concerns), asks=True),
        f"{zone.zone} sessions": Line(label=f"{name}: sessions", value=numbers, asks=True),
        f"{zone.zone} depth": Line(label=f"{name}: depth", value=depths, asks=True),
        f"{zone.zone} passes": Line(label=f"{name}: passes", value=passes),
    }


def _by_session(told: Sequence[tuple[int, str]]) -> str:
    """What holds in each session; said once where it is the same in all."""
    if len({words for _, words in told}) == 1:
        return told[0][1]
    return "; ".join(f"session {number}: {words}" for number, words in told)


def words_of(figure: FigureDoc) -> str:
    """A figure with its unit, short."""
    unit = "" if figure.unit == "count" else f" {figure.unit}"
    if figure.value is not None:
        return f"{figure.value:g}{unit}"
    if figure.low is not None and figure.high is not None:
        return f"{figure.low:g} to {figure.high:g}{unit}"
    return "a doctor enters it"


def _numbing(plan: PlanDoc) -> str:
    cream = plan.numbing or plan.later_numbing
    return cream.cream if cream is not None else "no cream"
