"""The patient's paper: what we plan, what to do, what is normal, when to call. Plain words."""

from collections.abc import Iterable

from percuta.days import day_in_words
from percuta.papers.foot import foot
from percuta.papers.page import Box, Bullets, Page, Section, Table, Text, Tone, present, section
from percuta.papers.picture import healing_days, timeline
from percuta.papers.when import when
from percuta.report.care import AdviceDoc, CareDoc, FlagDoc
from percuta.report.document import Document, FindingDoc, PlanDoc
from percuta.screening.screen import Verdict

DECIDES = "A doctor decides, and you do. You may ask anything, and change your mind at any time."
TITLES = {
    Verdict.PLAN: "Your plan",
    Verdict.DOCTOR: "First a talk with a doctor",
    Verdict.ASK: "A few questions first",
    Verdict.NOT_NOW: "Not yet",
    Verdict.NO: "We do not advise needling",
}
PLAIN = {"phototype": "How does your skin react to the sun? We look at this with you."}
TONES: dict[str, Tone] = {"now": "stop", "today": "wait", "week": "note"}
OUTSIDE = "Outside what the device is cleared for"
LESS_KNOWN = "A doctor may use it all the same. Less is known about it then. Ask us."
WHEN = {"now": "Call the emergency number", "today": "Call us today", "week": "Call this week"}


def patient_page(document: Document) -> Page:
    """The answer in plain words: the plan, or what has to happen first."""
    plan, care = document.plan, document.care
    parts = _planned(document, plan, care) if plan is not None and care is not None else ()
    return Page(
        title=TITLES[document.verdict],
        subtitle=f"Made from your answers of {day_in_words(document.assessed_on)}",
        sections=present([_answer(document), *_findings(document), *parts, _last(document)]),
        foot=foot(document),
        for_patient=True,
    )


def _answer(document: Document) -> Section | None:
    answers: dict[Verdict, tuple[Tone, str, str]] = {
        Verdict.PLAN: ("good", "You may be treated", _may(document)),
        Verdict.DOCTOR: (
            "wait",
            "A doctor looks first",
            "We plan nothing before a doctor has talked with you about the points below.",
        ),
        Verdict.ASK: (
            "wait",
            "We still need some answers",
            "We need to know more before we can say yes or no. If you do not know, just say so.",
        ),
        Verdict.NOT_NOW: (
            "wait",
            "Not now, maybe later",
            f"It is too early.{_opens(document)} Below you read why, and what to do till then.",
        ),
        Verdict.NO: (
            "stop",
            "Not this treatment",
            "Needling could harm you. Below you read why, and what you can do.",
        ),
    }
    tone, title, text = answers[document.verdict]
    old = (Text(text=asked_when(document)),) if document.plan is not None else ()
    return section("In short", Box(tone=tone, title=title, text=text), *old)


def asked_when(document: Document) -> str:
    """From when the answers are, and that they are asked for again if that is not today."""
    day = day_in_words(document.answered_on)
    again = " Before the first visit we ask you everything again."
    return f"Made from what you told us on {day}.{again if older(document) else ''}"


def older(document: Document) -> bool:
    """Whether the first visit comes on a later day than the answers."""
    return document.plan is not None and document.plan.sessions[0].day > document.answered_on


def _may(document: Document) -> str:
    held = [z.name for z in document.zones if z.verdict is not Verdict.PLAN]
    but = f" We leave out for now: {', '.join(held)}." if held else ""
    return f"A doctor has to agree to this plan before we start.{but}"


def _opens(document: Document) -> str:
    days = [zone.opens_on for zone in document.zones if zone.opens_on is not None]
    return f" Come back to us from {day_in_words(min(days))}." if days else ""


def _findings(document: Document) -> Iterable[Section | None]:
    """Why, and what to do: kind words first, open questions after."""
    asked = tuple(("", PLAIN.get(q.key, q.text)) for q in document.questions)
    yield for_you(document)
    yield section("What we would like to know", Bullets(items=asked))


def for_you(document: Document) -> Section | None:
    """What rules say to this person; every paper of a plan carries it."""
    names = {zone.zone: zone.name for zone in document.zones}
    told = tuple((_lead(f, names), _told(f)) for f in document.findings)
    return section("What we saw in your answers", Bullets(items=told))


def _lead(finding: FindingDoc, names: dict[str, str]) -> str:
    return ", ".join(names[zone] for zone in finding.zones)


def _told(finding: FindingDoc) -> str:
    until = f" That is {finding.until}." if finding.until_on is not None else ""
    return f"{finding.patient}{until}"


def _planned(document: Document, plan: PlanDoc, care: CareDoc) -> tuple[Section | None, ...]:
    return (
        what(document, plan),
        _visits(plan),
        section("What nobody can tell you", *_said(care)),
        section("Before each visit", _advice(care.preparation)),
        section("During the visit", Bullets(items=tuple(("", a.patient) for a in care.during))),
        section("After each visit", _advice(care.aftercare)),
        section("What is normal", healing_days(care.expect), _normal(care)),
        section(
            "What can go wrong",
            Bullets(items=tuple((effect.effect, effect.patient) for effect in care.effects)),
        ),
        section("When to call", *(_flag(flag) for flag in care.flags)),
        section("Other ways", _others(care)),
    )


def what(document: Document, plan: PlanDoc, *also: Text) -> Section | None:
    """Where and what for, and what of it no authority has cleared the device for."""
    rows = tuple((zone.name, ", ".join(zone.concerns)) for zone in plan.zones)
    uncleared = " ".join(remark.patient for remark in document.outside_clearance)
    box = (Box(tone="note", title=OUTSIDE, text=f"{uncleared} {LESS_KNOWN}"),) if uncleared else ()
    table = Table(head=("Where", "What for"), rows=rows, widths=(1, 2))
    return section("What we treat", table, *also, *box)


def _visits(plan: PlanDoc) -> Section | None:
    names = {zone.zone: zone.name for zone in plan.zones}
    everyone = tuple(zone.zone for zone in plan.zones)
    rows = tuple(
        (
            f"Visit {session.number}",
            day_in_words(session.day),
            f"about {session.minutes.value:g} minutes" if session.minutes is not None else "",
            "all of it"
            if session.zones == everyone
            else ", ".join(names[key] for key in session.zones),
        )
        for session in plan.sessions
    )
    look = ("We look at it", day_in_words(plan.review_on), "", "with the photos from before")
    numbing = (
        "A cream can make the skin numb first." if plan.numbing is not None else "We use no cream."
    )
    calendar = tuple(("", one.what) for one in plan.calendar.said) if plan.calendar else ()
    return section(
        "Your visits",
        timeline(plan),
        Table(head=("", "Day", "How long", "Where"), rows=(*rows, look), widths=(3, 5, 4, 5)),
        Text(text=f"The days are the earliest ones; we agree on them together. {numbing}"),
        Bullets(items=calendar),
    )


def _said(care: CareDoc) -> tuple[Bullets | Text, ...]:
    stop = (Text(text=care.stop.patient),) if care.stop is not None else ()
    return (Bullets(items=tuple(("", said.patient) for said in care.unknown)), *stop)


def _advice(advice: tuple[AdviceDoc, ...]) -> Table:
    rows = tuple((when(a.from_hour, a.to_hour), a.patient) for a in advice)
    return Table(head=("When", "What"), rows=rows, widths=(2, 7))


def _normal(care: CareDoc) -> Bullets:
    return Bullets(items=tuple((sign.sign, sign.patient) for sign in care.expect))


def _flag(flag: FlagDoc) -> Box:
    signs = "; ".join(flag.signs)
    text = f"{signs[:1].upper()}{signs[1:]}. {flag.patient}"
    return Box(tone=TONES[flag.urgency], title=WHEN[flag.urgency], text=text)


def _others(care: CareDoc) -> Table:
    rows = tuple((a.treatment, a.downtime, a.sessions) for a in care.alternatives)
    return Table(head=("Treatment", "You see it for", "How often"), rows=rows, widths=(4, 5, 2))


def _last(document: Document) -> Section | None:
    return section("Good to know", Text(text=DECIDES), Text(text=_made(document)))


def _made(document: Document) -> str:
    signed = document.made_by.rule_set_signed_by
    who = f"{signed} has signed its rules" if signed else "no doctor has signed its rules yet"
    return f"A computer program, Percuta, proposed this; {who}. It does not decide."
