"""The pages of the command line, each a run of printable parts."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from percuta.casefile.reader import parse_case
from percuta.cli.calendar_part import calendar_part
from percuta.cli.called import CALLED
from percuta.cli.care_parts import care_part
from percuta.cli.marks import STANDING, Marks
from percuta.cli.plan_parts import (
    baseline_part,
    confirm_part,
    course_part,
    depth_part,
    known_part,
    numbing_part,
    paper_part,
    reasons_part,
    set_part,
    zones_part,
)
from percuta.cli.screen_parts import (
    clearance_part,
    disagreements_part,
    findings_part,
    foot_part,
    head_part,
    questions_part,
    sources_part,
    unheard_part,
    verdicts_part,
)
from percuta.cli.shapes import ACCENT, heading, lines
from percuta.report.document import Document, FigureDoc, FindingDoc, QuestionDoc, RemarkDoc
from percuta.report.fields import Explainable, explainable
from percuta.report.numbers import with_unit
from percuta.report.set_words import instead_of, who_set
from percuta.report.words import decided_in_words
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Zone


def plan_page(document: Document) -> Iterator[RenderableType]:
    """The whole answer: what is proposed, why, and who says so."""
    marks = Marks(document)
    yield from _proposal(document, marks)
    if document.plan is not None:
        yield from baseline_part(document.plan, marks)
        yield from known_part(document.plan, marks)
        yield from care_part(document.care, marks)
        yield from paper_part(document)
        yield from reasons_part(document.plan, marks)
    yield from disagreements_part(document, marks)
    yield from sources_part(document)
    yield from foot_part(document)


def brief_page(document: Document) -> Iterator[RenderableType]:
    """Only what is proposed and what waits for the doctor; reasons and sources are left out."""
    yield from _proposal(document, Marks(document, numbered=False))
    yield from foot_part(document)


def _proposal(document: Document, marks: Marks) -> Iterator[RenderableType]:
    yield from head_part(document)
    yield from verdicts_part(document)
    yield from questions_part(document)
    yield from findings_part(document, marks)
    yield from unheard_part(document)
    yield from clearance_part(document, marks)
    if document.plan is not None:
        plan = document.plan
        yield from confirm_part(plan, marks)
        yield from zones_part(plan, marks)
        yield from set_part(plan)
        yield from depth_part(plan, marks)
        yield from course_part(plan)
        yield from calendar_part(plan, marks)
        yield from numbing_part(plan, marks)


def screen_page(document: Document) -> Iterator[RenderableType]:
    """Only the answer to "may this person be treated", with its findings and open questions."""
    marks = Marks(document)
    yield from head_part(document)
    yield from verdicts_part(document)
    yield from questions_part(document)
    yield from findings_part(document, marks)
    yield from unheard_part(document)
    yield from clearance_part(document, marks)
    yield from disagreements_part(document, marks)
    yield from sources_part(document)
    yield from foot_part(document)


def fields_page(document: Document) -> Iterator[RenderableType]:
    """Everything of an answer that can be explained."""
    yield heading("Fields of this answer")
    table = Table.grid(padding=(0, 2))
    for path, field in explainable(document).items():
        table.add_row(path, _value(field))
    yield Padding(table, (0, 2))


def explain_page(document: Document, path: str, field: Explainable) -> Iterator[RenderableType]:
    """One field: its value, why, how sure, from which numbers and texts."""
    yield Padding(Text(path, style=f"bold {ACCENT}"), (1, 0, 0, 0))
    if isinstance(field, QuestionDoc):
        yield lines(
            field.text, f"Answer with: {field.answer_with}", f"Asked because of: {field.why}"
        )
        yield lines(f"Rules: {', '.join(field.rules)} (docs/science/rules.md)")
        return
    if isinstance(field, FindingDoc):
        yield lines(f"{field.severity.words}: {field.clinician}", _way_out(field))
    else:
        yield lines(_value(field), f"Why: {field.why}")
    if isinstance(field, FigureDoc):
        yield lines(f"Standing: {_standing(field)}", *_set(field))
        yield from _numbers(document, field)
    yield from _walls(document, path)
    yield from _texts(document, field.sources)


def _standing(field: FigureDoc) -> str:
    standing = STANDING[field.status] if field.status else "a doctor enters it"
    return who_set(field) or standing


def _set(field: FigureDoc) -> list[str]:
    """What a number that somebody set was proposed as, and what the evidence says."""
    said = []
    if field.chosen is not None:
        said.append(f"Proposed: {instead_of(field)}: {field.chosen.why}")
    if field.moved is not None:
        by = f"by {field.moved.by} on {field.moved.on}: {field.moved.reason}"
        said.append(f"House protocol {field.moved.number}, {by}")
    return said


def _way_out(finding: FindingDoc) -> str:
    if finding.decided is not None:
        return f"Decided: {decided_in_words(finding.decided)}"
    return f"Way out: {finding.hint}"


def _value(field: Explainable) -> str:
    if isinstance(field, FigureDoc):
        return with_unit(field)
    if isinstance(field, QuestionDoc):
        return f"open: {field.text}"
    return field.what if isinstance(field, RemarkDoc) else f"{field.severity.words}: {field.title}"


def _numbers(document: Document, field: FigureDoc) -> Iterator[RenderableType]:
    known = {p.key: p for p in document.parameters}
    table = Table.grid(padding=(0, 2))
    for key in field.parameters:
        number = known[key]
        table.add_row(key, f"{number.value:g} {number.unit}", number.status, number.source or "")
    if field.parameters:
        yield lines("Made from:")
        yield Padding(table, (0, 4))


def _walls(document: Document, path: str) -> Iterator[RenderableType]:
    zone, _, part = path.partition(".")
    found = [z for z in document.plan.zones if z.zone == zone] if document.plan else []
    if part not in ("start", "first_session", "up_to", "cap") or not found:
        return
    yield lines("Everything that holds the depth back here, nearest first:")
    table = Table.grid(padding=(0, 2))
    for wall in found[0].walls:
        table.add_row(f"{wall.at_mm:.2f} mm", wall.hardness, wall.why, wall.status)
    yield Padding(table, (0, 4))


def _texts(document: Document, keys: tuple[str, ...]) -> Iterator[RenderableType]:
    known = {s.key: s for s in document.sources}
    if not keys:
        yield lines("No text read says more.")
        return
    yield lines("Who says so:")
    for key in keys:
        source = known[key]
        where = source.identifier or source.address
        text = f"{source.citation} ({source.grade}; read: {source.read}) {where}"
        yield Padding(Text(text), (0, 4))


def examples_page(examples: Mapping[str, str]) -> Iterator[RenderableType]:
    """The packaged cases with their titles, and how to start from one."""
    yield heading("Example cases")
    table = Table.grid(padding=(0, 2))
    for name, text in examples.items():
        table.add_row(Text(name, style="bold"), parse_case(text, name).title)
    yield Padding(table, (0, 2))
    yield lines(
        "",
        f"Plan one:        {CALLED} plan --example NAME",
        f"Start your own:  {CALLED} blank > cases/mine.toml",
    )


def zones_page() -> Iterator[RenderableType]:
    """Every zone with its key, area, skin and charted depths; and those never needled."""
    yield heading("Zones")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("key", "name", "cm2", "skin,\nwomen", "skin,\nmen", "charts"):
        table.add_column(title, no_wrap=title != "name")
    for key, zone in ZONES.items():
        table.add_row(Text(key, style="bold"), zone.name, *_known_of(zone))
    yield Padding(table, (0, 2))
    yield lines(
        "Areas are assumed shares, of a face in cm2, of the whole body in per cent. Skin, in mm: "
        "on the face mean epidermis and dermis in the thinner-reading series, on the body the "
        "mean less one standard deviation where it was read. Charts: span of vendor charts, in mm."
    )


def _known_of(zone: Zone) -> tuple[str, ...]:
    if zone.place in NEVER_NEEDLED:
        return ("never", "needled")
    skin, chart = zone.thickness, zone.chart
    means = ("—", "—")
    if skin is not None:
        means = (f"{skin.female_mm.value:.2f}", f"{skin.male_mm.value:.2f}")
    span = "—" if chart is None else f"{chart.low_mm.value:g} to {chart.high_mm.value:g}"
    if zone.share is not None:
        return (f"{zone.share.value:.1%}", *means, span)
    return (f"{zone.area_cm2.value:g}" if zone.area_cm2 is not None else "", *means, span)
