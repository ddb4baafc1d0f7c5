"""Pictures drawn from an answer: the course on a line of time, and healing day by day.

Both are narrow enough for a phone. Colours are attributes for print; classes let a page in the
dark choose its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten, wrap
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from percuta.days import MONTHS as NAMES
from percuta.days import date_in_words
from percuta.report.care import ExpectDoc
from percuta.report.document import PlanDoc

WIDTH = 360
LEFT, RIGHT = 14, 346
COLOURS = {
    "ink": "#1f2937",
    "pale": "#d1d5db",
    "mark": "#0f766e",
    "some": "#99d5cd",
    "red": "#f08c94",
    "own": "#7c3aed",
    "ground": "#ffffff",
}
LANE, BAND, MONTHS = 36, 54, 84  # heights of visits, red days, and names of months
LETTER = 5.8  # width of a letter in a legend
MOST_MONTHS = 11
DAYS_SHOWN = 14
SIGNS, ROW, FIRST_ROW = 116, 26, 30
NAME_LETTERS = 19
REDNESS = "redness"
LONGEST_NAME = 45


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing as SVG, with the words that say the same."""

    svg: str
    words: str
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, kw_only=True)
class Course:
    """What a line of time shows: visits, red days after each, an event, and the review."""

    plan: PlanDoc
    word: str
    red: ExpectDoc | None

    @property
    def first(self) -> date:
        """The day at the left end."""
        return min(day for day in (self.plan.sessions[0].day, self.event_on) if day is not None)

    @property
    def last(self) -> date:
        """The day at the right end."""
        return max(day for day in (self.plan.review_on, self.event_on) if day is not None)

    @property
    def event_on(self) -> date | None:
        """The day of the person's own event."""
        return self.plan.calendar.event_on if self.plan.calendar is not None else None

    @property
    def event(self) -> str:
        """What the event is called."""
        name = self.plan.calendar.event if self.plan.calendar is not None else ""
        return shorten(name, LONGEST_NAME, placeholder=" …") or "your day"

    @property
    def red_days(self) -> int:
        """The last day on which redness was reported after a visit; 0 where nothing says so."""
        if self.red is None:
            return 0
        return self.red.to_day if self.red.latest_day is None else self.red.latest_day

    def x(self, day: date) -> float:
        """Where a day stands."""
        span = max((self.last - self.first).days, 1)
        return LEFT + 10 + (RIGHT - LEFT - 20) * (day - self.first).days / span


def timeline(plan: PlanDoc, expect: Sequence[ExpectDoc] = (), *, word: str = "visit") -> Picture:
    """Sessions, days on which skin may be red, the review and an event, on one line of time."""
    red = next((sign for sign in expect if sign.key.endswith(REDNESS)), None)
    course = Course(plan=plan, word=word, red=red)
    words = ". ".join(_course_words(course))
    body = "".join((*_months(course), *_lanes(course)))
    legend, bottom = _legend(_shown(course), MONTHS + 20)
    return Picture(svg=svg(body + legend, bottom, f"Time line: {words}"), words=f"{words}.")


def _course_words(course: Course) -> Iterator[str]:
    word = course.word.capitalize()
    for session in course.plan.sessions:
        yield f"{word} {session.number} on {date_in_words(session.day)}"
    if course.red_days:
        yield f"Skin may be red up to day {course.red_days} after each {course.word}"
    yield f"Look at the result from {date_in_words(course.plan.review_on)}"
    if course.event_on is not None:
        event = course.event
        yield f"{event[:1].upper()}{event[1:]} on {date_in_words(course.event_on)}"


def _lanes(course: Course) -> Iterator[str]:
    yield f'<path d="M{LEFT} {LANE}H{RIGHT}" class="pale-line" stroke="#d1d5db" stroke-width="3"/>'
    if course.event_on is not None:
        x = course.x(course.event_on)
        line = f'class="own-line" stroke="{COLOURS["own"]}" stroke-width="1.5"'
        yield f'<path d="M{x:.1f} 14V{BAND + 12}" {line}/>{_sign("own", x, 10)}'
    for session in course.plan.sessions:
        x = course.x(session.day)
        if course.red_days:
            end = course.x(session.day + timedelta(days=course.red_days))
            yield _bar("red", (x, max(end, x + 4)), BAND, height=9)
        yield _sign("visit", x, LANE)
        yield text(f"{session.number}", x, LANE + 4, style="ground", size=11, bold=True)
    yield _sign("review", course.x(course.plan.review_on), LANE)


def _months(course: Course) -> Iterator[str]:
    """Ticks where months begin, and their names as far as there is room."""
    starts = []
    year, month = course.first.year, course.first.month
    while (start := date(year, month, 1)) <= course.last:
        starts.append(start)
        year, month = (year + 1, 1) if month == date.max.month else (year, month + 1)
    every = 1 + len(starts) // (MOST_MONTHS + 1)
    for number, start in enumerate(starts):
        x = course.x(max(start, course.first))
        if start >= course.first:
            line = f'class="pale-line" stroke="{COLOURS["pale"]}"'
            yield f'<path d="M{x:.1f} {LANE}V{MONTHS - 12}" {line}/>'
        after = starts[number + 1] if number + 1 < len(starts) else course.last
        room = course.x(min(after, course.last)) - x
        if number % every == 0 and room * every > LETTER * 4:
            yield text(NAMES[start.month - 1][:3], x + 3, MONTHS, anchor="start", size=11)


def _shown(course: Course) -> list[tuple[str, str]]:
    shown = [("visit", course.word)]
    if course.red_days:
        shown.append(("red", f"skin may be red, to day {course.red_days}"))
    shown.append(("review", "look at the result"))
    if course.event_on is not None:
        shown.append(("own", course.event))
    return shown


def _sign(kind: str, x: float, y: float) -> str:
    if kind == "visit":
        return f'<circle cx="{x:.1f}" cy="{y}" r="9" {_fill("mark")}/>'
    if kind in COLOURS and kind != "own":
        return _bar(kind, (x - 8, x + 8), y - 5, height=10)
    size = 8 if kind == "review" else 6
    points = f"{x:.1f},{y - size} {x + size:.1f},{y} {x:.1f},{y + size} {x - size:.1f},{y}"
    if kind == "own":
        return f'<polygon points="{points}" {_fill("own")}/>'
    edge = f'stroke="{COLOURS["mark"]}" stroke-width="2"'
    return f'<polygon points="{points}" class="hollow" fill="{COLOURS["ground"]}" {edge}/>'


def healing_days(signs: Sequence[ExpectDoc]) -> Picture | None:
    """Bars of usual days, and pale ones to the last day reported, for each sign of healing."""
    if not signs:
        return None
    words = "; ".join(_sign_words(sign) for sign in signs)
    end = FIRST_ROW + ROW * len(signs)
    body = "".join((*_days(end), *_bars(signs)))
    legend, bottom = _legend([("mark", "usual"), ("some", "some people")], end + 16)
    said = f"Days after a visit: {words}"
    return Picture(svg=svg(body + legend, bottom, said), words=f"{said}.")


def _sign_words(sign: ExpectDoc) -> str:
    latest = sign.latest_day
    later = f", at times to day {latest}" if latest not in (None, sign.to_day) else ""
    return f"{sign.sign}, day {sign.from_day} to {sign.to_day}{later}"


def _day_x(day: float) -> float:
    return SIGNS + (RIGHT - SIGNS) / (DAYS_SHOWN + 1) * day


def _days(end: float) -> Iterator[str]:
    yield text("days after a visit", 0, 14, anchor="start", size=11)
    for day in range(DAYS_SHOWN + 1):
        x = _day_x(day + 0.5)
        yield text(f"{day}", x, 14, size=10)
        line = f'class="pale-line" stroke="{COLOURS["pale"]}" stroke-width="0.5"'
        yield f'<path d="M{x:.1f} 20V{end}" {line}/>'


def _bars(signs: Sequence[ExpectDoc]) -> Iterator[str]:
    for row, sign in enumerate(signs):
        y = FIRST_ROW + ROW * row
        lines = wrap(sign.sign, NAME_LETTERS)
        for number, line in enumerate(lines):
            yield text(line, 0, y + 12 + 11 * (number - (len(lines) - 1) / 2), anchor="start")
        latest = sign.to_day if sign.latest_day is None else sign.latest_day
        begin = _day_x(min(sign.from_day, DAYS_SHOWN))
        if latest > sign.to_day:
            yield _bar("some", (begin, _day_x(min(latest, DAYS_SHOWN) + 1)), y)
        yield _bar("mark", (begin, _day_x(min(sign.to_day, DAYS_SHOWN) + 1)), y)
        if latest > DAYS_SHOWN:
            over = "ground" if sign.to_day >= DAYS_SHOWN else "on-some"
            yield text(f"to day {latest}", RIGHT - 4, y + 12, anchor="end", size=10, style=over)


def _bar(style: str, ends: tuple[float, float], y: float, *, height: int = 16) -> str:
    begin, end = ends
    size = f'width="{end - begin:.1f}" height="{height}" rx="3"'
    return f'<rect x="{begin:.1f}" y="{y}" {size} {_fill(style)}/>'


def _legend(shown: Sequence[tuple[str, str]], y: float) -> tuple[str, float]:
    """The signs with their names, in as many lines as they need; and where they end."""
    parts, x = [], 0.0
    for kind, name in shown:
        wide = 26 + LETTER * len(name) + 10
        if x and x + wide > WIDTH:
            x, y = 0.0, y + 22
        parts.append(_sign(kind, x + 10, y) + text(name, x + 25, y + 4, anchor="start", size=11))
        x += wide
    return "".join(parts), y + 14


def _fill(style: str) -> str:
    return f'class="{style}" fill="{COLOURS[style]}"'


def text(
    text: str,
    x: float,
    y: float,
    *,
    anchor: str = "middle",
    size: int = 11,
    bold: bool = False,
    style: str = "ink",
) -> str:
    """Words at a place of a drawing."""
    weight = ' font-weight="bold"' if bold else ""
    fill = f'class="{style}" fill="{COLOURS.get(style, COLOURS["ink"])}"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" {fill} font-family="Libertinus Serif, '
        f'system-ui, sans-serif" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
    )


def svg(body: str, height: float, words: str) -> str:
    """A whole drawing; ``words`` say the same."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'role="img" aria-label={quoteattr(words)}>{body}</svg>'
    )
