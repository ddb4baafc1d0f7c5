"""The course as a calendar file: visits, checks and the first look at the result."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from percuta.days import day_in_words
from percuta.papers.handouts import planned
from percuta.planning.confirm import TEST_AREA
from percuta.report.document import Document, PlanDoc
from percuta.report.numbers import with_unit

CLINIC_ASKS = "The clinic looks or asks"
LOOK = "Look at the result together"
NOT_BOOKED = "Earliest day by the plan; not booked, and only once a doctor has agreed."


def calendar_file(document: Document) -> bytes:
    """An iCalendar file of whole days; the same answer gives the same file.

    Raises NoPlan where there is no plan.
    """
    plan = planned(document)
    calendar = Calendar()
    calendar.add("prodid", f"-//Percuta//{document.made_by.percuta}//EN")
    calendar.add("version", "2.0")
    seen: Counter[str] = Counter()
    for day, summary, text in _entries(document, plan):
        name = _name(plan, day, summary)
        seen[name] += 1
        event = _event(document, day, (summary, text))
        event.add("uid", f"{_digest(document, f'{name}|{seen[name]}')}@percuta.invalid")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _entries(document: Document, plan: PlanDoc) -> list[tuple[date, str, str]]:
    told = " ".join(r.patient for r in plan.confirmations if r.what == TEST_AREA)
    from_day = f"Planned from the answers of {day_in_words(document.answered_on)}."
    asked = " ".join(part for part in (NOT_BOOKED, told, from_day) if part)
    visits = [
        (s.day, f"Needling, visit {s.number} of {plan.sessions[-1].number}", asked)
        for s in plan.sessions
    ]
    care = document.care
    looks = care.follow_up if care is not None else ()
    checks = [(day, f"{CLINIC_ASKS}: {a.topic}", a.patient) for a in looks for day in a.days]
    text = f"At the earliest {with_unit(plan.review)} after the last visit."
    asked_then = any(day == plan.review_on for day, _, _ in checks)
    review = [] if asked_then else [(plan.review_on, LOOK, text)]
    own = plan.calendar
    event = (
        [(own.event_on, own.event or "Your event", "")]
        if own is not None and own.event_on is not None
        else []
    )
    return sorted([*visits, *checks, *review, *event])


def _event(document: Document, day: date, words: tuple[str, str]) -> Event:
    summary, text = words
    event = Event()
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", datetime.combine(document.planned_from, datetime.min.time(), UTC))
    event.add("transp", "TRANSPARENT")
    if text:
        event.add("description", text)
    return event


def _name(plan: PlanDoc, day: date, summary: str) -> str:
    """What an entry is, whatever its day: its words without the count, and the visit before it."""
    before = [session.number for session in plan.sessions if session.day <= day]
    what = summary.partition(" of ")[0]
    return f"{what}|{max(before, default=0) if what != LOOK else ''}"


def _digest(document: Document, name: str) -> str:
    """A stable name: a moved visit, imported again, replaces its entry and makes no second one."""
    case = document.made_by.case
    person = {key: case.get("person", {}).get(key) for key in ("birth_date", "age", "sex")}
    return sha256(f"{case.get('case')}|{person}|{name}".encode()).hexdigest()[:32]
