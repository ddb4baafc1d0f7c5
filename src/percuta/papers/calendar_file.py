"""The course as a calendar file: visits, checks and the first look at the result."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from percuta.days import day_in_words
from percuta.papers.handouts import NoPlan
from percuta.planning.confirm import TEST_AREA
from percuta.report.document import Document, PlanDoc

CLINIC_ASKS = "The clinic looks or asks"
NOT_BOOKED = "Earliest day by the plan; not booked, and only once a doctor has agreed."


def calendar_file(document: Document) -> bytes:
    """An iCalendar file of whole days; the same answer gives the same file.

    Raises NoPlan where there is no plan.
    """
    plan = document.plan
    if plan is None:
        raise NoPlan(document)
    calendar = Calendar()
    calendar.add("prodid", f"-//Percuta//{document.made_by.percuta}//EN")
    calendar.add("version", "2.0")
    for day, summary, text in _entries(document, plan):
        calendar.add_component(_event(document, day, (summary, text)))
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
    own = plan.calendar
    event = (
        [(own.event_on, own.event or "Your event", "")]
        if own is not None and own.event_on is not None
        else []
    )
    return sorted([*visits, *checks, *event])


def _event(document: Document, day: date, words: tuple[str, str]) -> Event:
    summary, text = words
    event = Event()
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", datetime.combine(document.planned_from, datetime.min.time(), UTC))
    event.add("uid", f"{_digest(document, day, summary)}@percuta.invalid")
    event.add("transp", "TRANSPARENT")
    if text:
        event.add("description", text)
    return event


def _digest(document: Document, day: date, summary: str) -> str:
    """A stable name for one entry, so that importing the file again makes no second one."""
    case = f"{document.made_by.case}|{document.planned_from}|{day}|{summary}"
    return sha256(case.encode()).hexdigest()[:32]
