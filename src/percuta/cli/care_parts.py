"""Care's parts of a page: before, after, what to expect, side effects, when to call."""

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from percuta.cli.marks import Marks
from percuta.cli.shapes import bullets, heading
from percuta.days import days_in_words
from percuta.report.care import AdviceDoc, CareDoc, EffectDoc
from percuta.report.numbers import hours

URGENCY = {"now": "NOW: EMERGENCY NUMBER", "today": "TODAY", "week": "WITHIN A WEEK"}
DOES = {"do": "do", "avoid": "avoid", "ask": "ask"}


def care_part(care: CareDoc | None, marks: Marks) -> Iterator[RenderableType]:
    """Everything that goes with a plan, in a clinician's words."""
    if care is None:
        return
    yield from _advice("Before each session", care.preparation, marks)
    yield from _advice("On the skin during the session", care.during, marks)
    yield from _advice("After each session, from the last needle", care.aftercare, marks)
    yield from _expected(care, marks)
    yield heading("Unwanted effects, counted where somebody counted")
    yield bullets([(effect.effect, _effect(effect, marks)) for effect in care.effects])
    yield heading("When to call")
    yield bullets([(URGENCY[f.urgency], _flag(f.signs, f.clinician)) for f in care.flags])
    yield heading("Who looks again, and when")
    yield bullets([(a.topic, f"{a.clinician} {days_in_words(a.days)}") for a in care.follow_up])
    yield from _beside(care, marks)
    yield heading("What nobody knows")
    yield bullets([(_lead(s.key), f"{s.clinician} {marks.of(s.sources)}") for s in care.unknown])
    if care.stop is not None:
        yield heading("When to stop")
        yield bullets([("stop", f"{care.stop.clinician} {marks.of(care.stop.sources)}")])


def _advice(title: str, advice: Iterable[AdviceDoc], marks: Marks) -> Iterator[RenderableType]:
    yield heading(title)
    table = Table.grid(padding=(0, 2))
    for style in ("bold", "", ""):
        table.add_column(style=style, overflow="fold")
    for one in advice:
        said = f"{one.topic}: {one.clinician}{marks.tail(one.sources, one.status)}"
        table.add_row(hours(one.from_hour, one.to_hour), DOES[one.does], Text(said))
    yield Padding(table, (0, 2))


def _expected(care: CareDoc, marks: Marks) -> Iterator[RenderableType]:
    yield heading("What to expect, by day (0 is the session)")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("sign", "usual", "latest", "how sure"):
        table.add_column(title, overflow="fold")
    for sign in care.expect:
        latest = "" if sign.latest_day is None else f"day {sign.latest_day}"
        sure = f"{sign.sure}{marks.tail(sign.sources, sign.status)}"
        usual = f"day {sign.from_day} to {sign.to_day}"
        table.add_row(Text(sign.sign, style="bold"), usual, latest, Text(sure))
    yield Padding(table, (0, 2))


def _effect(effect: EffectDoc, marks: Marks) -> str:
    counts = "; ".join(f"{c.text} ({c.who}) {marks.of(c.sources)}".strip() for c in effect.counts)
    said = f"{effect.clinician}{marks.tail(effect.sources, effect.status)}"
    return f"{counts}. {said}" if counts else said


def _flag(signs: Iterable[str], clinician: str) -> str:
    return f"{'; '.join(signs)}. {clinician}"


def _beside(care: CareDoc, marks: Marks) -> Iterator[RenderableType]:
    yield heading("Beside other treatments")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("treatment", "seen for", "sessions", "dark marks", "how sure"):
        table.add_column(title, overflow="fold")
    for one in care.alternatives:
        sure = f"{one.grade} {marks.of(one.sources)}"
        name = Text(one.treatment, style="bold")
        table.add_row(name, one.downtime, one.sessions, one.pigment, Text(sure))
    yield Padding(table, (0, 2))


def _lead(key: str) -> str:
    return key.partition(".")[2].replace("_", " ")
