"""A frozen plan as a page shows it: zones by session, each number with the path to its reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from percuta.report.document import FigureDoc, PlanDoc, SourceDoc, WallDoc, ZonePlanDoc
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import Made, deepest_in
from percuta_clinic.planning.science_lines import words_of


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number in words; ``at`` is its path in the document, ``mark`` who set it.

    ``mark``: chosen, house, open (a doctor enters it), or nothing where the evidence gives it.
    """

    words: str
    at: str
    mark: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of the strip at the head."""

    label: str
    number: Number | None = None
    words: str = ""
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One zone in one session; without numbers, that session leaves the zone out."""

    session: int
    day: date
    depth: Number | None = None
    passes: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One zone through the course."""

    zone: ZonePlanDoc
    cells: tuple[Cell, ...]
    sessions: Number

    @property
    def walls(self) -> list[WallDoc]:
        """What holds the depth back, the nearest first."""
        return sorted(self.zone.walls, key=lambda wall: wall.at_mm)


def number(figure: FigureDoc, at: str) -> Number:
    """A figure with the path to its reason."""
    mark, title = _mark(figure)
    return Number(words=words_of(figure), at=at, mark=mark, title=title)


def _mark(figure: FigureDoc) -> tuple[str, str]:
    if figure.value is None and figure.low is None and figure.high is None:
        return "open", "no source read gives it"
    if figure.chosen is not None:
        return "chosen", f"chosen by {figure.chosen.by or 'a clinician'}"
    if figure.moved is not None:
        return "house", f"house protocol {figure.moved.number}"
    return "", ""


def rows_of(made: Made) -> list[Row]:
    """Zones in rows, sessions in columns."""
    plan = made.plan
    if plan is None:
        return []
    return [
        Row(
            zone=zone,
            cells=tuple(_cells(plan, zone)),
            sessions=number(zone.sessions, f"zones/{zone.zone}/sessions"),
        )
        for zone in plan.zones
    ]


def _cells(plan: PlanDoc, zone: ZonePlanDoc) -> Iterator[Cell]:
    settings = {one.session: one for one in zone.settings}
    for session in plan.sessions:
        at = f"zones/{zone.zone}/settings/{session.number}"
        cell = Cell(session=session.number, day=session.day)
        if (one := settings.get(session.number)) is not None:
            cell = Cell(
                session=session.number,
                day=session.day,
                depth=number(one.depth, f"{at}/depth"),
                passes=number(one.passes, f"{at}/passes"),
            )
        yield cell


def facts_of(plan: Plan, made: Made) -> list[Fact]:
    """What a plan comes to, at a glance."""
    found = made.plan
    if found is None:
        return []
    return [
        Fact(label="Sessions", words=_sessions(found)),
        Fact(label="Between them", number=number(found.interval, "interval")),
        Fact(label="Deepest", words=f"{deepest_in(made):g} mm" if deepest_in(made) else "open"),
        Fact(label="Numbing", words=_numbing(found)),
        Fact(label="A visit takes", number=number(found.visit.total, "visit/total")),
        Fact(label="First session", day=found.sessions[0].day if found.sessions else None),
        Fact(label="Price of the course", number=_price(plan)),
    ]


def _sessions(plan: PlanDoc) -> str:
    places = "1 zone" if len(plan.zones) == 1 else f"{len(plan.zones)} zones"
    return f"{len(plan.sessions)} in {places}"


def _numbing(plan: PlanDoc) -> str:
    cream = plan.numbing or plan.later_numbing
    if cream is None:
        return "no cream"
    return cream.cream if plan.numbing is not None else f"{cream.cream}, in later sessions"


def _price(plan: Plan) -> Number:
    prices = plan.prices
    words = f"{prices.get('total', '')} {prices.get('currency', '')}".strip()
    return Number(words=words or "not known", at="prices/total")


def cited_in(made: Made, keys: Collection[str]) -> list[SourceDoc]:
    """The texts behind a remark, as the document names them."""
    known = made.document.sources if made.document is not None else ()
    return [one for one in known if one.key in keys]
