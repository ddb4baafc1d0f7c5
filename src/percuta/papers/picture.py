"""Pictures drawn from an answer: the course on a line of time, and healing day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from percuta.days import date_in_words
from percuta.report.care import ExpectDoc
from percuta.report.document import PlanDoc

WIDTH = 640
LEFT, RIGHT = 20, 620
INK, PALE, ACCENT, RED, REDDISH = "#1f2937", "#d1d5db", "#0f766e", "#b91c1c", "#fca5a5"
EDGE = 60  # nearer to an end than this, words are set from it inwards
DAYS_SHOWN = 14


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing as SVG, with the words that say the same."""

    svg: str
    words: str
    told_below: bool = False  # a table beside it says the same; a narrow screen needs no drawing
    kind: Literal["picture"] = "picture"


def timeline(plan: PlanDoc) -> Picture:
    """Sessions, the first look at the result and an event, on one line of time."""
    marks = [(s.day, f"session {s.number}", "session") for s in plan.sessions]
    calendar = plan.calendar
    if calendar is not None and calendar.event_on is not None:
        marks.append((calendar.event_on, calendar.event or "event", "event"))
    marks.append((plan.review_on, "look at the result", "review"))
    marks.sort()
    words = "; ".join(f"{label} on {date_in_words(day)}" for day, label, _ in marks)
    body = "".join(_timeline_parts(marks))
    return Picture(svg=_svg(body, 130, f"Time line: {words}"), words=f"{words}.", told_below=True)


def _timeline_parts(marks: Sequence[tuple[date, str, str]]) -> Iterator[str]:
    first, last = marks[0][0], marks[-1][0]
    span = max((last - first).days, 1)
    yield _line(LEFT, RIGHT, 60)
    for number, (day, label, kind) in enumerate(marks):
        x = LEFT + 20 + (RIGHT - LEFT - 40) * (day - first).days / span
        above = number % 2 == 0
        yield _sign(kind, x)
        y = 26 if above else 92
        anchor = "end" if x > RIGHT - EDGE else "start" if x < LEFT + EDGE else "middle"
        at = RIGHT if anchor == "end" else LEFT if anchor == "start" else x
        yield _text(label, at, y, bold=True, anchor=anchor)
        yield _text(f"{day.day} {day:%b %Y}", at, y + 15, anchor=anchor)


def _sign(kind: str, x: float) -> str:
    if kind == "session":
        return f'<circle cx="{x:.0f}" cy="60" r="8" fill="{ACCENT}"/>'
    colour = RED if kind == "event" else "#ffffff"
    edge = RED if kind == "event" else ACCENT
    points = f"{x:.0f},50 {x + 10:.0f},60 {x:.0f},70 {x - 10:.0f},60"
    return f'<polygon points="{points}" fill="{colour}" stroke="{edge}" stroke-width="2"/>'


def healing_days(signs: Sequence[ExpectDoc]) -> Picture | None:
    """Bars of usual days, and pale ones to the last day reported, for each sign of healing."""
    if not signs:
        return None
    height = 46 + 26 * len(signs)
    words = "; ".join(_sign_words(sign) for sign in signs)
    body = "".join(_healing_parts(signs, height))
    return Picture(svg=_svg(body, height, f"Days after a session: {words}"), words=f"{words}.")


def _sign_words(sign: ExpectDoc) -> str:
    latest = sign.latest_day
    later = f", at times to day {latest}" if latest not in (None, sign.to_day) else ""
    return f"{sign.sign}: day {sign.from_day} to {sign.to_day}{later}"


def _healing_parts(signs: Sequence[ExpectDoc], height: int) -> Iterator[str]:
    start, step = 170, (RIGHT - 170) / (DAYS_SHOWN + 1)
    for day in range(DAYS_SHOWN + 1):
        x = start + step * (day + 0.5)
        yield _text("day 0" if day == 0 else f"{day}", x, 18)
        yield f'<path d="M{x:.1f} 26V{height - 8}" stroke="{PALE}" stroke-width="0.5"/>'
    for row, sign in enumerate(signs):
        y = 34 + 26 * row
        yield _text(sign.sign, LEFT, y + 12, anchor="start", bold=True)
        latest = sign.latest_day if sign.latest_day is not None else sign.to_day
        beyond = latest > DAYS_SHOWN
        yield _bar(start + step * sign.from_day, start + step * (min(latest, DAYS_SHOWN) + 1), y)
        end = start + step * (min(sign.to_day, DAYS_SHOWN) + 1)
        yield _bar(start + step * sign.from_day, end, y, colour=RED)
        if beyond:
            yield _text(f"to day {latest}", RIGHT - 4, y + 12, anchor="end")


def _bar(begin: float, end: float, y: float, *, colour: str = REDDISH) -> str:
    return (
        f'<rect x="{begin:.1f}" y="{y}" width="{end - begin:.1f}" height="16" rx="3" '
        f'fill="{colour}"/>'
    )


def _line(begin: float, end: float, y: float) -> str:
    return f'<path d="M{begin} {y}H{end}" stroke="{PALE}" stroke-width="4"/>'


def _text(text: str, x: float, y: float, *, bold: bool = False, anchor: str = "middle") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y}" font-size="12" font-family="sans-serif" fill="{INK}" '
        f'text-anchor="{anchor}"{weight}>{escape(text)}</text>'
    )


def _svg(body: str, height: int, words: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-label={quoteattr(words)}>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{body}</svg>'
    )
