"""The patient's paper: what we plan, what to do, what is normal, when to call. Plain words."""

from collections.abc import Iterator, Sequence
from datetime import date

from percuta.days import day_in_words
from percuta.finding import Reach, Severity
from percuta.papers.advice import by_time
from percuta.papers.cream import cream_or_none
from percuta.papers.everyday import concern, everyday, listed, place, sentence
from percuta.papers.foot import foot
from percuta.papers.looks import RESULT, looks
from percuta.papers.next_steps import TITLES, box, next_steps
from percuta.papers.page import Box, Bullets, Page, Section, Table, Text, Tone, present, section
from percuta.papers.picture import healing_days, timeline
from percuta.report.care import CareDoc, FlagDoc
from percuta.report.document import Document, FindingDoc, PlanDoc, SessionDoc
from percuta.report.set_words import set_for_patient
from percuta.report.words import which_session
from percuta.screening.screen import Verdict

DECIDES = "A doctor decides, and you do. You may ask anything, and change your mind at any time."
PLAIN = {"phototype": "How does your skin react to the sun? We look at this with you."}
TONES: dict[str, Tone] = {"now": "stop", "today": "wait", "week": "note"}
OUTSIDE = "Outside what the device is cleared for"
LESS_KNOWN = "A doctor may use it all the same. Less is known about it then. Ask us."
COME = "These days are planned. Your clinic books each visit with you."
NO_NEED = "You need not come for that."
WHEN = {"now": "Call the emergency number", "today": "Call us today", "week": "Call this week"}
LIFTED = "A doctor has looked at this and decided that we can go on."
HOLDING = frozenset({Severity.STOP, Severity.DEFER, Severity.DOCTOR, Severity.ASK})
NO_BREAK = "\u00a0"


def patient_page(document: Document) -> Page:
    """The answer in plain words: the plan, or what has to happen first."""
    plan, care = document.plan, document.care
    parts = _planned(document, plan, care or CareDoc()) if plan is not None else ()
    return Page(
        title=TITLES[document.verdict],
        subtitle=asked_when(document),
        sections=present(
            [
                section("In short", box(document)),
                *_why(document),
                section("What you can do now", Bullets(items=next_steps(document))),
                *parts,
                _last(document),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


def asked_when(document: Document) -> str:
    """From when the answers are, and that they are asked for again if that is not today."""
    day = day_in_words(document.answered_on)
    which = which_session(document.plan) if document.plan is not None else "first"
    again = f" Before the {which} visit we ask you everything again."
    return f"Made from what you told us on {day}.{again if older(document) else ''}"


def older(document: Document) -> bool:
    """Whether the next visit comes on a later day than the answers."""
    return document.plan is not None and document.plan.sessions[0].day > document.answered_on


def for_you(document: Document) -> Section | None:
    """What rules say to this person; every paper of a plan carries it."""
    told = told_of(document)
    return section("About you", Bullets(items=(*told[True], *told[False])))


def _why(document: Document) -> Iterator[Section | None]:
    """What holds a treatment back, what to mind, and what is still to be asked."""
    told = told_of(document)
    holds = "Where we wait, and why" if document.verdict is Verdict.PLAN else "Why"
    asked = tuple(("", PLAIN.get(q.key, q.text)) for q in document.questions)
    yield section(holds, Bullets(items=tuple(told[True])))
    yield section("What we would like to know", Bullets(items=asked))
    yield section("Good to know about your skin", Bullets(items=tuple(told[False])))


def told_of(document: Document) -> dict[bool, list[tuple[str, str]]]:
    """What the findings say to the patient: those that hold back (True), and the others.

    Waits that are over by the first visit are left out: before it everything is asked again.
    """
    names = {zone.zone: place(zone.name) for zone in document.zones}
    told: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for finding in (one for one in document.findings if not one.over):
        wide = finding.reach in (Reach.ZONE, Reach.PERSON)
        held = wide and finding.severity in HOLDING and finding.decided is None
        lead = listed(names[zone] for zone in finding.zones) if finding.zones else ""
        told[held].append((lead, _told(finding)))
    return told


def _told(finding: FindingDoc) -> str:
    if finding.decided is not None:
        return f"{finding.patient} {LIFTED}"
    if finding.until_on is not None:
        return f"{finding.patient} We can look again from {finding.until}."
    if finding.until_event:
        return f"{finding.patient} We wait until {everyday(finding.until_event)}."
    return finding.patient


def _planned(document: Document, plan: PlanDoc, care: CareDoc) -> tuple[Section | None, ...]:
    return (
        section("What we treat", treated(plan), uncleared(document), first_of_all(document, plan)),
        visits(plan, care),
        section("What nobody can tell you", *said(care)),
        section("Before each visit", by_time(care.preparation)),
        section("During the visit", Bullets(items=tuple(("", a.patient) for a in care.during))),
        section("After each visit", *after(care)),
        section("What is normal", healing_days(care.expect), _normal(care)),
        section("When to call", *(flag_box(flag) for flag in care.flags)),
        section(
            "What can go wrong",
            Bullets(items=tuple((sentence(e.effect)[:-1], e.patient) for e in care.effects)),
        ),
        section("Other ways", others(care)),
    )


def after(care: CareDoc) -> tuple[Table | Text, ...]:
    """What to do and to leave after a visit, by time, and what to ask about."""
    do = by_time([one for one in care.aftercare if one.does == "do"], "Do")
    leave = by_time([one for one in care.aftercare if one.does == "avoid"], "Leave out")
    asked = " ".join(one.patient for one in care.aftercare if one.does == "ask")
    return do, leave, Text(text=asked)


def treated(plan: PlanDoc) -> Table:
    """What is treated where; places with the same concerns stand together."""
    where: dict[str, list[str]] = {}
    for zone in plan.zones:
        concerns = listed(concern(name) for name in zone.concerns)
        where.setdefault(concerns, []).append(place(zone.name))
    rows = tuple((sentence(listed(names))[:-1], what) for what, names in where.items())
    return Table(head=("Where", "What for"), rows=rows, widths=(2, 1))


def uncleared(document: Document) -> Box | None:
    """What of the wish no authority has cleared the device for."""
    said = everyday(" ".join(remark.patient for remark in document.outside_clearance))
    return Box(tone="note", title=OUTSIDE, text=f"{said} {LESS_KNOWN}") if said else None


def first_of_all(document: Document, plan: PlanDoc) -> Bullets:
    """What a doctor weighs or does before the first visit, as far as the patient reads it."""
    in_box = {remark.patient for remark in document.outside_clearance}
    told = dict.fromkeys(remark.patient for remark in plan.confirmations)
    return Bullets(
        items=tuple(("", everyday(text)) for text in told if text and text not in in_box)
    )


def counted(plan: PlanDoc) -> str:
    """How many visits are planned; after earlier ones, which numbers they have and why."""
    first, last = plan.sessions[0].number, plan.sessions[-1].number
    day = day_in_words(plan.sessions[0].day)
    if first == 1:
        many = "one visit" if last == 1 else f"{last} visits"
        return f"We plan {many}, the first from {day}."
    done = first - 1
    had = "one visit" if done == 1 else f"{done} visits"
    which = f"visit {first}" if first == last else f"visits {first} to {last}"
    return f"You had {had} with needles before, so we count on: we plan {which}, from {day}."


def visits(plan: PlanDoc, care: CareDoc) -> Section | None:
    """Every day to come, how long it takes, and the own days of the person."""
    everyone = tuple(zone.zone for zone in plan.zones)
    differ = any(session.zones != everyone for session in plan.sessions)
    columns = 4 if differ else 3
    head = ("Visit", "Day", "How long", "Where")[:columns]
    rows = tuple(row[:columns] for _, row in sorted(_days(plan, care)))
    own = tuple(("", one.what) for one in plan.calendar.said) if plan.calendar else ()
    return section(
        "Your visits",
        timeline(plan, care.expect),
        Text(text=counted(plan) if plan.sessions[0].number > 1 else ""),
        Table(head=head, rows=rows, widths=(4, 6, 4, 5)[:columns]),
        Text(
            text=f"{COME} The days are the earliest ones; we agree on them together. "
            f"{cream_or_none(plan)}"
        ),
        Text(text=_asked(plan, care)),
        Bullets(items=tuple(("", everyday(one)) for one in set_for_patient(plan))),
        Bullets(items=own),
    )


def _days(plan: PlanDoc, care: CareDoc) -> Iterator[tuple[date, tuple[str, str, str, str]]]:
    """Every day to come: visits, and looks at the skin and at the result."""
    for session in plan.sessions:
        yield session.day, _visit(session, plan)
    for look in looks(plan, care):
        if look.come and look.key != RESULT:
            yield look.day, (f"Look at {look.at_what}", _day(look.day), "", "")
    yield plan.review_on, ("Look at the result", f"from {_day(plan.review_on)}", "", "")


def _asked(plan: PlanDoc, care: CareDoc) -> str:
    """The days after a visit on which nobody has to come."""
    days = sorted({one.days_after for one in looks(plan, care) if one.come is False})
    if not days:
        return ""
    return (
        f"After each visit, look at your skin on {listed(f'day {day}' for day in days)}. "
        f"{NO_NEED} Call us if something worries you."
    )


def _visit(session: SessionDoc, plan: PlanDoc) -> tuple[str, str, str, str]:
    names = {zone.zone: place(zone.name) for zone in plan.zones}
    long = (
        f"about {session.minutes.value:g} min" if session.minutes and session.minutes.value else ""
    )
    where = "all of it" if set(session.zones) == set(names) else ""
    where = where or listed(names[key] for key in session.zones)
    return f"Visit {session.number}", _day(session.day), long.replace(" ", NO_BREAK), where


def _day(day: date) -> str:
    return day_in_words(day).replace(" ", NO_BREAK)


def said(care: CareDoc) -> tuple[Bullets | Text, ...]:
    """What nobody knows, and when to stop."""
    stop = (Text(text=care.stop.patient),) if care.stop is not None else ()
    return (Bullets(items=tuple(("", one.patient) for one in care.unknown)), *stop)


def _normal(care: CareDoc) -> Bullets:
    return Bullets(items=tuple((sentence(one.sign)[:-1], one.patient) for one in care.expect))


def flag_box(flag: FlagDoc) -> Box:
    """Signs to watch for, and what to do then."""
    return Box(
        tone=TONES[flag.urgency], title=WHEN[flag.urgency], text=f"{signs(flag)} {flag.patient}"
    )


def signs(flag: FlagDoc) -> str:
    """The signs of a flag, each as a short sentence."""
    return " ".join(sentence(sign) for sign in flag.signs)


def others(care: CareDoc, columns: Sequence[str] = ("downtime", "sessions")) -> Table:
    """Other treatments beside this one."""
    titles = {"downtime": "You see it for", "sessions": "How often", "pigment": "Dark marks"}
    rows = tuple(
        (sentence(a.treatment)[:-1], *(everyday(getattr(a, name)) for name in columns))
        for a in care.alternatives
    )
    head = ("Treatment", *(titles[name] for name in columns))
    return Table(head=head, rows=rows, widths=(4, *(3 for _ in columns)))


def _last(document: Document) -> Section | None:
    return section("Who decides", Text(text=DECIDES), Text(text=_made(document)))


def _made(document: Document) -> str:
    signed = document.made_by.rule_set_signed_by
    who = f"{signed} has signed its rules" if signed else "No doctor has signed its rules yet"
    return (
        f"A computer program, Percuta, proposed this. {who}. It does not decide, and it is not "
        "a certified medical device."
    )
