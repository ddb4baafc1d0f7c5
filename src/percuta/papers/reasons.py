"""Why each number of a plan is as it is, in the order in which a plan is read."""

from collections.abc import Iterator

from percuta.papers.marks import Marks
from percuta.report.document import FigureDoc, PlanDoc
from percuta.report.numbers import with_unit
from percuta.report.set_words import who_set

FIGURES = (
    ("start", "start"),
    ("first_session", "first session"),
    ("up_to", "up to"),
    ("cap", "hard cap"),
    ("passes_first", "passes, first session"),
    ("passes", "passes, later"),
    ("sessions", "sessions"),
    ("area", "area"),
)


def reasons(plan: PlanDoc, marks: Marks) -> Iterator[tuple[str, str]]:
    """Titles with reasons; zones that share a reason are named together, all of them not at all."""
    rows: dict[tuple[str, str], list[str]] = {}
    for field, title in FIGURES:
        for zone in plan.zones:
            rows.setdefault((title, _reason(getattr(zone, field), marks)), []).append(zone.name)
    for zone in plan.zones:
        reason = f"{zone.endpoint.why}{marks.tail(zone.endpoint.sources, None)}"
        rows.setdefault(("endpoint", reason), []).append(zone.name)
    for (title, reason), names in rows.items():
        who = "" if len(names) == len(plan.zones) else f"{', '.join(names)}: "
        yield title, who + reason
    for title, figure in _course_figures(plan):
        yield title, _reason(figure, marks)


def _course_figures(plan: PlanDoc) -> list[tuple[str, FigureDoc]]:
    visit = plan.visit
    return [
        ("interval", plan.interval),
        ("review after", plan.review),
        ("cleanse", visit.cleanse),
        ("cream", visit.numbing),
        ("needle", visit.needle),
        ("finish", visit.finish),
        ("visit", visit.total),
    ]


def _reason(figure: FigureDoc, marks: Marks) -> str:
    status = None if who_set(figure) else figure.status
    return f"{with_unit(figure)}: {figure.why}{marks.tail(figure.sources, status)}"
