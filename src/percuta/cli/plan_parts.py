"""The plan's parts of a page: zones, walls, course, numbing, things to confirm, reasons."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from percuta.cli.marks import Marks
from percuta.cli.shapes import bullets, heading, lines
from percuta.days import day_in_words
from percuta.evidence.parameter import Status
from percuta.papers.reasons import reasons
from percuta.planning.depth import Hardness
from percuta.report.document import (
    Document,
    FigureDoc,
    PlanDoc,
    WallDoc,
    ZonePlanDoc,
)
from percuta.report.numbers import BY_DOCTOR, LEGEND, number, with_unit
from percuta.report.set_words import (
    apart_in_words,
    protocol_in_words,
    set_by_people,
    who_set,
)
from percuta.report.words import which_session

COLUMNS = ("cm2", "start", "first session", "up to", "passes", "sessions")
ROOM_FOR_TABLE = 92


class ZoneTable:
    """The zones as a table, or a block for each where the screen is too narrow for that."""

    def __init__(self, zones: Sequence[ZonePlanDoc]) -> None:
        """Keep the zones until the width is known."""
        self._zones = zones

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Choose by the room there is; a number is never shortened."""
        yield self._table() if options.max_width >= ROOM_FOR_TABLE else self._blocks()

    def _table(self) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("zone", style="bold", no_wrap=True)
        table.add_column("for", min_width=10)
        for title in COLUMNS:
            table.add_column(title.replace(" ", "\n", 1), justify="right", no_wrap=True)
        for zone in self._zones:
            table.add_row(zone.name, ", ".join(zone.concerns), *_row(zone))
        return table

    def _blocks(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for zone in self._zones:
            table.add_row(Text(zone.name, style="bold"), ", ".join(zone.concerns))
            for title, cell in zip(COLUMNS, _row(zone), strict=True):
                table.add_row(f"  {title}", cell)
        return table


def zones_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """The zones with their numbers, endpoints and notes."""
    yield heading("Zones · depths are needle settings in mm")
    yield Padding(ZoneTable(plan.zones), (0, 2))
    yield lines(LEGEND)
    said = [(zone.name, f"endpoint: {zone.endpoint.what}") for zone in plan.zones]
    for zone in plan.zones:
        for note in zone.notes:
            said.append((zone.name, f"{note.what}: {note.why} {marks.of(note.sources)}".strip()))
    yield bullets(_merged(said))


def _row(zone: ZonePlanDoc) -> tuple[str, ...]:
    return (
        _cell(zone.area),
        _cell(zone.start),
        _cell(zone.first_session),
        f"{_cell(zone.up_to)} {zone.walls[0].hardness}",
        _passes(zone),
        _cell(zone.sessions),
    )


def _passes(zone: ZonePlanDoc) -> str:
    first, later = _cell(zone.passes_first), _cell(zone.passes)
    return later if first == later else f"{first}, then {later}"


def _cell(figure: FigureDoc) -> str:
    return "—" if number(figure) == BY_DOCTOR else number(figure)


def _merged(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Zones that say the same, said once."""
    names: dict[str, list[str]] = {}
    for name, text in pairs:
        names.setdefault(text, []).append(name)
    return [(", ".join(who), text) for text, who in names.items()]


def set_part(plan: PlanDoc) -> Iterator[RenderableType]:
    """What people set otherwise than the evidence proposes; nothing where nobody did."""
    protocol, pairs = protocol_in_words(plan), list(set_by_people(plan))
    if not protocol and not pairs:
        return
    yield heading("Set by people")
    if protocol:
        yield lines(protocol)
    if pairs:
        yield bullets(pairs)


def depth_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """What holds the depth back: the wall that does, and the hard one behind it."""
    yield heading("What holds the depth back")
    pairs = [(zone.name, _walls(zone, marks)) for zone in plan.zones]
    yield bullets(_merged(pairs))


def _walls(zone: ZonePlanDoc, marks: Marks) -> str:
    nearest = zone.walls[0]
    hard = next(wall for wall in zone.walls if wall.hardness is Hardness.HARD)
    said = [nearest] if nearest is hard else [nearest, hard]
    return "\n".join(_wall(wall, marks) for wall in said)


def _wall(wall: WallDoc, marks: Marks) -> str:
    return (
        f"{wall.hardness}, {wall.at_mm:.2f} mm: {wall.why}{marks.tail(wall.sources, wall.status)}"
    )


def course_part(plan: PlanDoc) -> Iterator[RenderableType]:
    """Sessions with their days, minutes and cream, and the day of review."""
    yield heading("Course")
    table = Table.grid(padding=(0, 2))
    everyone = tuple(zone.zone for zone in plan.zones)
    names = {zone.zone: zone.name for zone in plan.zones}
    for session in plan.sessions:
        where = ", ".join(names[key] for key in session.zones)
        table.add_row(
            f"session {session.number}",
            day_in_words(session.day),
            with_unit(session.minutes) if session.minutes is not None else "",
            f"cream {with_unit(session.cream)}" if session.cream is not None else "no cream",
            "all zones" if session.zones == everyone else where,
        )
    table.add_row("review", day_in_words(plan.review_on), "", "", "at the earliest")
    yield Padding(table, (0, 2))
    visit = plan.visit
    cream = f" · cream {number(visit.numbing)}" if visit.numbing.value else ""
    status = plan.interval.status
    plain = status is Status.MEASURED or who_set(plan.interval)
    standing = "" if plain else f" ({status})"
    yield lines(
        f"{'Each zone every' if plan.apart else 'Every'} {with_unit(plan.interval)}{standing}, "
        f"the days earliest ones: {plan.interval.why}.",
        *apart_in_words(plan),
        f"The {which_session(plan)} visit: cleanse {number(visit.cleanse)}{cream} · "
        f"needle {number(visit.needle)} · finish {number(visit.finish)} min.",
        f"Review: {plan.review.why}.",
    )


def numbing_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """Cream, grams, area and times, or why there is none."""
    yield heading("Numbing")
    if plan.numbing is None:
        yield lines(f"None in the {which_session(plan)} session: {plan.no_numbing_because}.")
    cream = plan.numbing or plan.later_numbing
    if cream is None:
        return
    names = {zone.zone: zone.name for zone in plan.zones}
    which = which_session(plan) if plan.numbing is not None else "later"
    without = ", ".join(names[key] for key in cream.without)
    yield bullets(
        [
            (
                "optional" if cream.optional else "offered",
                f"{cream.cream}: {with_unit(cream.grams)} on {with_unit(cream.area)} in the "
                f"{which} session{marks.tail(cream.grams.sources, cream.grams.status)}",
            ),
            (
                "time on the skin",
                f"{with_unit(cream.minutes)}, never over {with_unit(cream.latest)}",
            ),
            (
                "lidocaine",
                f"{with_unit(cream.lidocaine)}, {cream.lidocaine.why}"
                f"{marks.tail(cream.lidocaine.sources, cream.lidocaine.status)}",
            ),
            *(("", f"{with_unit(one)}, {one.why}") for one in cream.also),
            ("not to be used up", f"{with_unit(cream.left)}: {cream.left.why}"),
            *([("no cream near the eye", without)] if without else []),
        ]
    )
    yield lines(*cream.notes)


def baseline_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """What was seen before the course."""
    yield heading("Before the course")
    yield bullets([(r.what, f"{r.why} {marks.of(r.sources)}".strip()) for r in plan.baseline])


def confirm_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """What a doctor has to confirm or enter before the session to come."""
    count = len(plan.confirmations)
    yield heading(f"For the doctor, before the {which_session(plan)} session ({count})")
    yield bullets([(r.what, f"{r.why} {marks.of(r.sources)}".strip()) for r in plan.confirmations])
    yield lines(
        "What the doctor confirms goes into your own chart. What they enter or choose goes into "
        "the case as [chosen], a decision on a finding as a [[decision]]."
    )


def known_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """What can honestly be said about results."""
    yield heading("What is known about results")
    yield bullets([(r.what, f"{r.why} {marks.of(r.sources)}".strip()) for r in plan.known])


def paper_part(document: Document) -> Iterator[RenderableType]:
    """What the paper did beside what is planned."""
    published = document.published
    if published is None:
        return
    yield heading("Beside the paper")
    about = tuple(t for t in (published.people, published.result) if t)
    yield lines(published.source, "As entered in the case, not checked against the paper:", *about)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("", "the paper did", "Percuta plans"):
        table.add_column(title, overflow="fold")
    for row in published.rows:
        table.add_row(row.what, Text(row.paper or "not read"), Text(row.percuta))
    yield Padding(table, (0, 2))


def reasons_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """Every number with its reason; zones that share one are named together."""
    yield heading("Why each number")
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", width=22)
    table.add_column(overflow="fold")
    for title, reason in reasons(plan, marks):
        table.add_row(title, Text(reason))
    yield Padding(table, (0, 2))
