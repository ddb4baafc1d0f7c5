"""Screening's parts of a page: head, verdicts, open questions, findings, sources, foot."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from percuta.cli.marks import ICONS, Marks, verdict_sign
from percuta.cli.shapes import ACCENT, bullets, heading, lines
from percuta.days import day_in_words
from percuta.finding import Reach
from percuta.report.document import Document, FindingDoc, ZoneVerdictDoc
from percuta.report.words import decided_in_words, stale, what_it_does
from percuta.screening.screen import Verdict

NOT_KNOWN = "not known"
UNSIGNED = "no doctor has read and signed it"


def head_part(document: Document) -> Iterator[RenderableType]:
    """Title, answer, and the facts that most numbers hang on."""
    icon, style = ICONS[document.verdict]
    facts = " · ".join(
        (
            f"age {document.age if document.age is not None else NOT_KNOWN}",
            f"sex {document.sex or NOT_KNOWN}",
            f"phototype {document.phototype or NOT_KNOWN}",
            document.device,
        )
    )
    days = f"assessed {day_in_words(document.assessed_on)}"
    if document.again is not None:
        days += f" · asked again on {day_in_words(document.again.on)}"
    if document.planned_from != document.answered_on:
        days += f" · from {day_in_words(document.planned_from)}"
    warning = stale(document)
    answer = Text(f"{icon} {document.verdict.words.upper()}", style=style)
    body = Group(
        answer,
        Text(document.answer),
        *([Text(warning, style="yellow")] if warning else []),
        Text(""),
        Text(f"{facts}\n{days}", style="dim"),
    )
    title = Text(document.title or "Case without a title", style="bold")
    yield Panel(body, title=title, title_align="left", border_style=ACCENT, box=box.ROUNDED)


def verdicts_part(document: Document) -> Iterator[RenderableType]:
    """The verdict for each zone, when zones differ."""
    if len({(z.verdict, z.opens_on) for z in document.zones}) == 1:
        return
    yield heading("Zone by zone")
    table = Table.grid(padding=(0, 2))
    for zone in document.zones:
        table.add_row(Text(zone.name, style="bold"), verdict_sign(zone.verdict), _because(zone))
    yield Padding(table, (0, 2))


def _because(zone: ZoneVerdictDoc) -> str:
    if zone.verdict is Verdict.ASK:
        return "see the open questions"
    if zone.verdict is Verdict.PLAN:
        return f"but leave out spots: {', '.join(zone.rules)}" if zone.rules else ""
    when = f"assess again from {day_in_words(zone.opens_on)}; " if zone.opens_on else ""
    return f"{when}{', '.join(zone.rules)}"


def questions_part(document: Document) -> Iterator[RenderableType]:
    """Open questions with the key to answer them under."""
    if not document.questions:
        return
    yield heading(f"Open questions ({len(document.questions)})")
    names = {zone.zone: zone.name for zone in document.zones}
    rows = []
    for question in document.questions:
        where = [names[key] for key in question.zones]
        place = f" Here: {', '.join(where)}." if where else ""
        rows.append((question.key, f"{question.text}{place} ({question.answer_with})"))
    yield bullets(rows)


def findings_part(document: Document, marks: Marks) -> Iterator[RenderableType]:
    """What the rules found: for the clinician, for the patient, the way out."""
    if not document.findings:
        return
    yield heading("Findings")
    names = {zone.zone: zone.name for zone in document.zones}
    for finding in document.findings:
        where = f"{_where(finding, names)}: {finding.title} ({finding.rule})"
        yield Padding(Text.assemble((what_it_does(finding), "bold"), " · ", where), (0, 2))
        yield _told(finding, marks)


def _told(finding: FindingDoc, marks: Marks) -> Padding:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    sources = marks.tail(finding.sources, finding.status)
    table.add_row("clinician", Text(f"{finding.clinician}{sources}"))
    table.add_row("patient", Text(finding.patient))
    if finding.decided is None:
        table.add_row("way out", Text(finding.hint))
    else:
        table.add_row("decided", Text(decided_in_words(finding.decided)))
    return Padding(table, (0, 4))


def _where(finding: FindingDoc, names: dict[str, str]) -> str:
    if finding.reach is Reach.NUMBING:
        return "numbing cream only"
    return ", ".join(names[key] for key in finding.zones) or "whole person"


def unheard_part(document: Document) -> Iterator[RenderableType]:
    """Decisions in the case that lift nothing now, and why."""
    if not document.unheard:
        return
    yield heading("Decisions that lift nothing now")
    said = [(one.rule, f"{one.unheard}. {decided_in_words(one)}") for one in document.unheard]
    yield bullets(said)


def clearance_part(document: Document, marks: Marks) -> Iterator[RenderableType]:
    """What of the wish is outside the clearance, where no plan lists it for the doctor."""
    if document.plan is not None or not document.outside_clearance:
        return
    yield heading("Outside the clearance, for the doctor to know")
    said = [(r.what, f"{r.why} {marks.of(r.sources)}") for r in document.outside_clearance]
    yield bullets(said)


def disagreements_part(document: Document, marks: Marks) -> Iterator[RenderableType]:
    """Where sources disagree, and the choice made, which no clinician has approved yet."""
    if not document.disagreements:
        return
    yield heading("Where sources disagree")
    yield bullets(
        [
            (
                d.topic,
                f"{d.one_side} {d.other_side} Chosen: {d.decision} {marks.of(d.sources)}",
            )
            for d in document.disagreements
        ]
    )


def sources_part(document: Document) -> Iterator[RenderableType]:
    """The texts behind the marks, with their kind and how much was read."""
    if not document.sources:
        return
    yield heading("Sources")
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for position, source in enumerate(document.sources, start=1):
        kind = f"({source.grade}; read: {source.read})"
        table.add_row(f"{position}", Text(f"{source.citation} {kind}"))
    yield Padding(table, (0, 2))


def _answered(document: Document) -> str:
    """The day of the answers, and that of the older ones that were kept."""
    first = day_in_words(document.assessed_on)
    if document.again is None:
        return first
    kept = len(document.again.kept)
    return f"{day_in_words(document.again.on)}, {kept} lasting ones of {first}"


def foot_part(document: Document) -> Iterator[RenderableType]:
    """What was not asked, who has signed, what this paper is not, and the answer once more."""
    made = document.made_by
    icon, style = ICONS[document.verdict]
    yield heading("Before you use this")
    yield lines(
        f"The answers are those of {_answered(document)}: before every session ask "
        "again what may have changed.",
        f"No rule asks yet, so ask in person, among others: {'; '.join(document.not_screened)}.",
        f"Label: {document.label_unread}.",
        f"Percuta {made.percuta}, rule set {made.rule_set}: "
        f"{'signed by ' + made.rule_set_signed_by if made.rule_set_signed_by else UNSIGNED}.",
        "Percuta proposes; a named clinician decides. It is not a certified medical device.",
    )
    answer = Text(f"{icon} {document.verdict.words.upper()}", style=style)
    yield Padding(Text.assemble(answer, " · the whole answer stands at the top"), (1, 2, 0, 2))
