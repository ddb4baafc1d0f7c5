"""The clinician's paper: the whole answer with its reasons and sources, to print and to sign."""

from collections.abc import Iterable, Sequence

from percuta.days import day_in_words, days_in_words
from percuta.evidence.parameter import Status
from percuta.finding import Reach
from percuta.papers.foot import PROPOSES, foot
from percuta.papers.marks import Marks
from percuta.papers.page import (
    Box,
    Bullets,
    Lines,
    Page,
    Section,
    Table,
    Text,
    Tone,
    present,
    section,
)
from percuta.papers.picture import Picture, healing_days, timeline
from percuta.papers.published import beside_paper
from percuta.papers.reasons import reasons
from percuta.report.care import AdviceDoc, CareDoc, EffectDoc, ExpectDoc
from percuta.report.document import Document, FigureDoc, FindingDoc, PlanDoc, RemarkDoc, ZonePlanDoc
from percuta.report.numbers import BY_DOCTOR, LEGEND, hours, number, with_unit
from percuta.report.set_words import apart_in_words, protocol_in_words, set_by_people
from percuta.report.words import decided_in_words, stale, what_it_does, which_session
from percuta.screening.screen import Verdict

TONES: dict[Verdict, Tone] = {
    Verdict.PLAN: "good",
    Verdict.DOCTOR: "wait",
    Verdict.ASK: "wait",
    Verdict.NOT_NOW: "wait",
    Verdict.NO: "stop",
}
NOT_KNOWN = "not known"
WHOSE = "Name and date of birth of the patient"
COURSE_HEAD = ("Session", "Day", "Minutes", "Cream", "Zones")


class Marked(Marks):
    """Marks that are called with the sentence they stand behind."""

    def __call__(self, text: str, sources: Iterable[str], status: Status | None = None) -> str:
        """A text with its marks behind it, and whether it is derived or assumed."""
        return f"{text}{self.tail(sources, status)}"


def clinician_page(document: Document) -> Page:
    """Everything of an answer on paper: what is proposed, lines to decide and sign on, then why."""
    marked = Marked(document)
    expect = () if document.care is None else document.care.expect
    plan = () if document.plan is None else _plan(document.plan, expect, marked)
    care = () if document.care is None else _care(document.care, marked)
    return Page(
        title=document.title or "Plan",
        subtitle=_facts(document),
        sections=present(
            [
                section(
                    "Answer",
                    Lines(labels=(WHOSE,)),
                    _answer(document),
                ),
                _zone_by_zone(document),
                _questions(document),
                _findings(document, marked),
                *plan,
                _decision(document),
                _reasons(document, marked),
                beside_paper(document),
                *care,
                _disagreements(document, marked),
                _sources(document),
            ]
        ),
        foot=foot(document),
    )


def _answer(document: Document) -> Box:
    """The answer, with a warning where the answers are older than the day they are used for."""
    warning, tone = stale(document), TONES[document.verdict]
    return Box(
        tone="wait" if warning and tone == "good" else tone,
        title=document.verdict.words,
        text=f"{document.answer} {warning}".rstrip(),
    )


def _facts(document: Document) -> str:
    age = document.age if document.age is not None else NOT_KNOWN
    return (
        f"age {age} · sex {document.sex or NOT_KNOWN} · phototype "
        f"{document.phototype or NOT_KNOWN} · {document.device} · assessed "
        f"{day_in_words(document.assessed_on)} · from {day_in_words(document.planned_from)}"
    )


def _zone_by_zone(document: Document) -> Section | None:
    """The answer for each zone, where zones differ."""
    if len({(zone.verdict, zone.opens_on) for zone in document.zones}) == 1:
        return None
    rows = tuple(
        (
            zone.name,
            zone.verdict.words,
            f"from {day_in_words(zone.opens_on)}" if zone.opens_on is not None else "",
            ", ".join(zone.rules),
        )
        for zone in document.zones
    )
    head = ("Zone", "Answer", "Look again", "Rules")
    return section("Zone by zone", Table(head=head, rows=rows, widths=(3, 3, 4, 4)))


def _questions(document: Document) -> Section | None:
    items = tuple((question.key, question.text) for question in document.questions)
    return section("Open questions", Bullets(items=items))


def _findings(document: Document, marked: Marked) -> Section | None:
    names = {zone.zone: zone.name for zone in document.zones}
    rows = tuple(
        (
            f"{f.title} ({f.rule})",
            what_it_does(f),
            _where(f, names),
            marked(f"{f.clinician} {_way_out(f)}", f.sources, f.status),
        )
        for f in document.findings
    )
    head = ("Finding", "Does", "Where", "Why, and the way out")
    return section("Findings", Table(head=head, rows=rows, widths=(4, 3, 3, 9)))


def _way_out(finding: FindingDoc) -> str:
    return finding.hint if finding.decided is None else f"{decided_in_words(finding.decided)}."


def _where(finding: FindingDoc, names: dict[str, str]) -> str:
    if finding.reach is Reach.NUMBING:
        return "cream only"
    return ", ".join(names[key] for key in finding.zones) or "whole person"


def _remarks(remarks: Sequence[RemarkDoc], marked: Marked) -> Bullets:
    return Bullets(items=tuple((r.what, marked(r.why, r.sources)) for r in remarks))


def _plan(
    plan: PlanDoc, expect: tuple[ExpectDoc, ...], marked: Marked
) -> tuple[Section | None, ...]:
    return (
        section(
            f"For the doctor, before the {which_session(plan)} session",
            _remarks(plan.confirmations, marked),
        ),
        _zones(plan, marked),
        section(
            "Set by people",
            Text(text=protocol_in_words(plan)),
            Bullets(items=tuple(set_by_people(plan))),
        ),
        _course(plan, timeline(plan, expect, word="session")),
        _numbing(plan, marked),
        section("Before the course", _remarks(plan.baseline, marked)),
        section("What is known about results", _remarks(plan.known, marked)),
    )


def _reasons(document: Document, marked: Marked) -> Section | None:
    rows = tuple(reasons(document.plan, marked)) if document.plan is not None else ()
    return section("Why each number", Table(head=("Number", "Reason"), rows=rows, widths=(1, 4)))


def _zones(plan: PlanDoc, marked: Marked) -> Section | None:
    head = ("Zone", "For", "cm2", "Start", "First", "Up to", "Cap", "Passes", "Sessions")
    rows = tuple(_zone_row(zone) for zone in plan.zones)
    walls = [(z.name, _walls(z, marked)) for z in plan.zones]
    ends = [(z.name, f"endpoint: {z.endpoint.what}; {z.endpoint.why}") for z in plan.zones]
    notes = [(z.name, marked(f"{n.what}: {n.why}", n.sources)) for z in plan.zones for n in z.notes]
    return section(
        "Zones; depths are needle settings in mm",
        Table(head=head, rows=rows, widths=(6, 5, 3, 3, 3, 3, 3, 4, 4)),
        Text(text=f"{LEGEND} Cap: the nearest hard limit."),
        Bullets(items=_merged([*walls, *ends, *notes])),
    )


def _merged(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Zones that say the same, said once."""
    names: dict[str, list[str]] = {}
    for name, text in pairs:
        names.setdefault(text, []).append(name)
    return tuple((", ".join(who), text) for text, who in names.items())


def _zone_row(zone: ZonePlanDoc) -> tuple[str, ...]:
    first, later = _cell(zone.passes_first), _cell(zone.passes)
    passes = later if first == later else f"{first}, then {later}"
    cells = (zone.area, zone.start, zone.first_session, zone.up_to, zone.cap)
    names = ", ".join(zone.concerns)
    return (zone.name, names, *(_cell(c) for c in cells), passes, _cell(zone.sessions))


def _cell(figure: FigureDoc) -> str:
    return "—" if number(figure) == BY_DOCTOR else number(figure)


def _walls(zone: ZonePlanDoc, marked: Marked) -> str:
    nearest = zone.walls[0]
    held = f"held by ({nearest.hardness}, {nearest.at_mm:.2f} mm): {nearest.why}"
    return marked(held, nearest.sources, nearest.status)


def _course(plan: PlanDoc, drawn: Picture) -> Section | None:
    names = {zone.zone: zone.name for zone in plan.zones}
    rows = tuple(
        (
            f"{session.number}",
            day_in_words(session.day),
            with_unit(session.minutes) if session.minutes is not None else "",
            with_unit(session.cream) if session.cream is not None else "none",
            ", ".join(names[key] for key in session.zones),
        )
        for session in plan.sessions
    )
    calendar = plan.calendar
    own = (
        tuple((one.what.rstrip("."), one.why) for one in calendar.said)
        if calendar is not None
        else ()
    )
    return section(
        "Course",
        drawn,
        Table(head=COURSE_HEAD, rows=rows, widths=(2, 5, 2, 3, 7)),
        Text(
            text=f"{'Each zone every' if plan.apart else 'Every'} {with_unit(plan.interval)}: "
            f"{plan.interval.why}. Review from {day_in_words(plan.review_on)}: {plan.review.why}."
        ),
        Text(text=" ".join(apart_in_words(plan))),
        Bullets(items=own),
    )


def _numbing(plan: PlanDoc, marked: Marked) -> Section | None:
    cream = plan.numbing or plan.later_numbing
    if cream is None:
        return section("Numbing", Text(text=f"None: {plan.no_numbing_because}."))
    which = f"{which_session(plan)} session"
    if plan.numbing is None:
        which = f"later sessions; none in the {which}: {plan.no_numbing_because}"
    dose = f"{cream.cream}: {with_unit(cream.grams)} on {with_unit(cream.area)}"
    items = (
        ("dose", marked(dose, cream.grams.sources, cream.grams.status)),
        ("time", f"{with_unit(cream.minutes)}, never over {with_unit(cream.latest)}"),
        ("lidocaine", f"{with_unit(cream.lidocaine)}, {cream.lidocaine.why}"),
        *(("", f"{with_unit(one)}, {one.why}") for one in cream.also),
        *(("", note) for note in cream.notes),
    )
    return section(f"Numbing, {which}", Bullets(items=items))


def _care(care: CareDoc, marked: Marked) -> tuple[Section | None, ...]:
    calls = tuple((f.urgency, f"{'; '.join(f.signs)}. {f.clinician}") for f in care.flags)
    looks = tuple((a.topic, f"{a.clinician} {days_in_words(a.days)}") for a in care.follow_up)
    said = (*care.unknown, *((care.stop,) if care.stop is not None else ()))
    return (
        section("Before each session", _advice(care.preparation, marked)),
        section("On the skin", _advice(care.during, marked)),
        section("After each session", _advice(care.aftercare, marked)),
        section("What to expect", healing_days(care.expect), _expected(care, marked)),
        section("Unwanted effects", _effects(care.effects, marked)),
        section("When to call", Bullets(items=calls)),
        section("Who looks again", Bullets(items=looks)),
        _beside(care, marked),
        section(
            "What nobody knows, and when to stop",
            Bullets(items=tuple(("", marked(s.clinician, s.sources, s.status)) for s in said)),
        ),
    )


def _advice(advice: Sequence[AdviceDoc], marked: Marked) -> Table:
    rows = tuple(
        (
            hours(a.from_hour, a.to_hour),
            a.does,
            marked(f"{a.topic}: {a.clinician}", a.sources, a.status),
        )
        for a in advice
    )
    return Table(head=("When", "", "What"), rows=rows, widths=(3, 1, 9))


def _expected(care: CareDoc, marked: Marked) -> Table:
    rows = tuple(
        (
            e.sign,
            f"day {e.from_day} to {e.to_day}",
            "" if e.latest_day is None else f"day {e.latest_day}",
            marked(f"{e.clinician} How sure: {e.sure}.", e.sources, e.status),
        )
        for e in care.expect
    )
    return Table(head=("Sign", "Usual", "Latest", "What is known"), rows=rows, widths=(3, 3, 2, 9))


def _effects(effects: Sequence[EffectDoc], marked: Marked) -> Table:
    rows = tuple(
        (
            effect.effect,
            "; ".join(marked(f"{c.text} ({c.who})", c.sources) for c in effect.counts) or "unknown",
            marked(effect.clinician, effect.sources, effect.status),
        )
        for effect in effects
    )
    return Table(head=("Effect", "Counted", "What is known"), rows=rows, widths=(3, 6, 8))


def _beside(care: CareDoc, marked: Marked) -> Section | None:
    rows = tuple(
        (a.treatment, a.downtime, a.sessions, a.pigment, marked(a.grade, a.sources))
        for a in care.alternatives
    )
    head = ("Treatment", "Seen for", "Sessions", "Dark marks", "How sure")
    return section("Beside other treatments", Table(head=head, rows=rows, widths=(4, 4, 2, 4, 4)))


def _disagreements(document: Document, marked: Marked) -> Section | None:
    items = tuple(
        (d.topic, marked(f"{d.one_side} {d.other_side} Chosen: {d.decision}", d.sources))
        for d in document.disagreements
    )
    return section("Where sources disagree", Bullets(items=items))


def _sources(document: Document) -> Section | None:
    rows = tuple(
        (f"{n}", f"{s.citation} ({s.grade}; read: {s.read}) {s.identifier or s.address}")
        for n, s in enumerate(document.sources, start=1)
    )
    return section("Sources", Table(head=("", "Text"), rows=rows, widths=(1, 20)))


def _decision(document: Document) -> Section | None:
    unasked = f"No rule asks: {'; '.join(document.not_screened)}. Label: {document.label_unread}."
    plan = document.plan
    entered = () if plan is None else tuple(_to_write(zone) for zone in plan.zones)
    return section(
        "Decision",
        Text(text=unasked),
        Text(text=PROPOSES),
        Lines(labels=tuple(label for label in entered if label)),
        Lines(labels=("Decided (as proposed / changed / refused)", "Changed, and why")),
        Lines(labels=("Name of the doctor", "Day and signature")),
    )


def _to_write(zone: ZonePlanDoc) -> str:
    """A line for what a doctor enters because no text gives it; empty where nothing is missing."""
    figures = (("start mm", zone.start), ("first session mm", zone.first_session))
    counted = (("passes", zone.passes), ("sessions", zone.sessions))
    missing = [name for name, one in (*figures, *counted) if number(one) == BY_DOCTOR]
    return f"{zone.name}, entered by a doctor: {', '.join(missing)}" if missing else ""
