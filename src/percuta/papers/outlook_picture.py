"""A forecast as a picture: channels close in hours, redness in days, improvement over months.

Doubt is drawn: the pale band holds nine of ten virtual people, the strong one half of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from percuta.days import MONTHS, date_in_words
from percuta.papers.picture import COLOURS, Picture, svg, text
from percuta.report.forecast_doc import CourseDoc, ForecastDoc
from percuta.report.healing_doc import HealingDoc
from percuta.response.study import DAYS_A_WEEK
from percuta.skin.red import REDNESS_MOST

LEFT, RIGHT = 44, 346
PANEL, GAP, TOP = 96, 52, 26
NINE, HALF = (0, 4), (1, 3)
MIDDLE = 2
MOST_TICKS = 8

Band = Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One plot: bands over positions from 0 to 1, heights from 0 to 1."""

    title: str
    at: Sequence[float]
    bands: Sequence[Band]
    ticks: Sequence[tuple[float, str]]
    levels: Sequence[tuple[float, str]]
    marks: Sequence[float] = ()
    measured: tuple[float, float] = (0.0, 1.0)


def outlook_picture(forecast: ForecastDoc | None, course: CourseDoc | None) -> Picture:
    """Healing, and improvement of one concern; either may be left out."""
    panels, words = [], []
    if forecast is not None:
        panels = [_channels(forecast.healing), _redness(forecast.healing)]
        words = [_healing_words(forecast.healing)]
    if course is not None:
        panels.append(_improvement(course))
        words.append(_course_words(course))
    body, y = [], float(TOP)
    for panel in panels:
        body.append(_drawn(panel, y))
        y += PANEL + GAP
    body.append(_legend(y - 8))
    said = " ".join(words)
    return Picture(svg=svg("".join(body), y + 14, said), words=said)


def _course_words(course: CourseDoc) -> str:
    """What the panel of one concern shows, as far as trials looked."""
    until = course.measured_until
    last = max(n for n, day in enumerate(course.days) if day <= until)
    low, _, middle, _, high = (f"{value:.0%}" for value in course.bands[last])
    return (
        f"How much of the {course.name} is gone: on {date_in_words(course.days[last])}, about the "
        f"last day on which a trial looked, the middle of people is at {middle}, nine in ten lie "
        f"between {low} and {high}."
    )


def _healing_words(healing: HealingDoc) -> str:
    low, _, middle, _, high = healing.red_until
    return (
        f"By the model, skin looks red for {middle:g} days after a session, "
        f"for nine in ten people {low:g} to {high:g} days."
    )


def _channels(healing: HealingDoc) -> Panel:
    last = healing.hours[-1]
    return Panel(
        title="Open channels, hours after a session",
        at=[hour / last for hour in healing.hours],
        bands=healing.open,
        ticks=[(hour / last, f"{hour}") for hour in range(0, last + 1, 24)],
        levels=[(0, "closed"), (1, "open")],
    )


def _redness(healing: HealingDoc) -> Panel:
    last = healing.days[-1]
    return Panel(
        title="Redness, days after a session",
        at=[day / last for day in healing.days],
        bands=[[value / REDNESS_MOST for value in band] for band in healing.red],
        ticks=[(day / last, f"{day}") for day in range(0, int(last) + 1, 2)],
        levels=[(0, "none"), (0.5, "some"), (1, "severe")],
    )


def _improvement(course: CourseDoc) -> Panel:
    first, last = course.days[0], course.days[-1]
    span = (last - first).days
    starts = [day for day in course.days if day.day <= DAYS_A_WEEK]  # the first of each month
    every = 1 + len(starts) // MOST_TICKS
    return Panel(
        title=f"How much of the {course.name} is gone",
        at=[(day - first).days / span for day in course.days],
        bands=course.bands,
        ticks=[((d - first).days / span, MONTHS[d.month - 1][:3]) for d in starts[::every]],
        levels=[(0, "none"), (0.25, "25%"), (0.5, "50%"), (1, "all")],
        marks=[(day - first).days / span for day in course.sessions],
        measured=(
            (course.measured_from - first).days / span,
            (course.measured_until - first).days / span,
        ),
    )


def _drawn(panel: Panel, top: float) -> str:
    def x(part: float) -> float:
        return LEFT + (RIGHT - LEFT) * part

    def y(part: float) -> float:
        return top + PANEL * (1 - part)

    parts = [text(panel.title, 0, top - 12, anchor="start", bold=True)]
    for level, name in panel.levels:
        line = f'class="pale-line" stroke="{COLOURS["pale"]}"'
        parts.append(f'<path d="M{LEFT} {y(level):.1f}H{RIGHT}" {line}/>')
        parts.append(text(name, LEFT - 4, y(level) + 4, anchor="end", size=10))
    parts.append(_area(panel, NINE, style="some", place=(x, y)))
    parts.append(_area(panel, HALF, style="mark", place=(x, y), faint=True))
    points = " ".join(
        f"{x(at):.1f},{y(band[MIDDLE]):.1f}" for at, band in zip(panel.at, panel.bands, strict=True)
    )
    ink = f'class="ink-line" stroke="{COLOURS["ink"]}"'
    parts.append(f'<polyline points="{points}" fill="none" {ink} stroke-width="2"/>')
    parts += _unmeasured(panel, x, top)
    parts += [
        f'<circle cx="{x(mark):.1f}" cy="{y(0):.1f}" r="4" class="own" fill="{COLOURS["own"]}"/>'
        for mark in panel.marks
    ]
    parts += [text(name, x(at), top + PANEL + 16, size=10) for at, name in panel.ticks]
    return "".join(parts)


def _unmeasured(panel: Panel, x: Callable[[float], float], top: float) -> Iterator[str]:
    """Lines between which trials looked, and words outside them."""
    dash = f'class="ink-line" stroke="{COLOURS["ink"]}" stroke-dasharray="3 3"'
    begin, end = panel.measured
    if begin > 0:
        yield f'<path d="M{x(begin):.1f} {top}V{top + PANEL}" {dash}/>'
        yield text("not measured", x(begin) - 3, top + 9, anchor="end", size=9)
    if end < 1:
        yield f'<path d="M{x(end):.1f} {top}V{top + PANEL}" {dash}/>'
        yield text("not measured", x(end) + 3, top + 9, anchor="start", size=9)


def _area(
    panel: Panel,
    ends: tuple[int, int],
    *,
    style: str,
    place: tuple[Callable[[float], float], Callable[[float], float]],
    faint: bool = False,
) -> str:
    x, y = place
    pairs = list(zip(panel.at, panel.bands, strict=True))
    there = [f"{x(at):.1f},{y(band[ends[1]]):.1f}" for at, band in pairs]
    back = [f"{x(at):.1f},{y(band[ends[0]]):.1f}" for at, band in reversed(pairs)]
    fill = f'class="{style}" fill="{COLOURS[style]}"'
    return f'<polygon points="{" ".join(there + back)}" {fill} opacity="{0.55 if faint else 1}"/>'


def _legend(y: float) -> str:
    parts = []
    for place, (style, faint, name) in enumerate(
        (("some", 1.0, "nine in ten people"), ("mark", 0.55, "half of people"))
    ):
        left = 6 + 130 * place
        fill = f'class="{style}" fill="{COLOURS[style]}" opacity="{faint}"'
        parts.append(f'<rect x="{left}" y="{y - 9}" width="14" height="10" {fill}/>')
        parts.append(text(name, left + 19, y, anchor="start"))
    parts.append(f'<circle cx="250" cy="{y - 4}" r="4" class="own" fill="{COLOURS["own"]}"/>')
    parts.append(text("session", 259, y, anchor="start"))
    return "".join(parts)
