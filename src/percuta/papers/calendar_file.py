"""The course as a calendar file: visits, checks and the first look at the result."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from percuta.days import day_in_words
from percuta.papers.handouts import planned
from percuta.papers.looks import RESULT, looks
from percuta.planning.confirm import TEST_AREA
from percuta.report.document import Document, PlanDoc
from percuta.report.numbers import with_unit

LOOK = "Look at the result together: please come"
NOT_BOOKED = "Earliest day by the plan; not booked, and only once a doctor has agreed."
AGREED = "Earliest day by the plan; not booked."


def calendar_file(document: Document, *, agreed: bool = False) -> bytes:
    """An iCalendar file of whole days; the same answer gives the same file.

    ``agreed``: a doctor has approved the plan. Raises NoPlan where there is no plan.
    """
    plan = planned(document)
    calendar = Calendar()
    calendar.add("prodid", f"-//Percuta//{document.made_by.percuta}//EN")
    calendar.add("version", "2.0")
    seen: Counter[str] = Counter()
    for entry in _entries(document, plan, AGREED if agreed else NOT_BOOKED):
        seen[entry.name] += 1
        event = _event(document, entry)
        name = f"{entry.name}|{seen[entry.name]}"
        event.add("uid", f"{_digest(document, name)}@percuta.invalid")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry; ``name`` is what it is, whatever its day and its words."""

    day: date
    name: str
    summary: str
    text: str = ""


def _entries(document: Document, plan: PlanDoc, stands: str) -> list[Entry]:
    told = " ".join(r.patient for r in plan.confirmations if r.what == TEST_AREA)
    from_day = f"Planned from the answers of {day_in_words(document.answered_on)}."
    asked = " ".join(part for part in (stands, told, from_day) if part)
    visits = [
        Entry(
            day=s.day,
            name=f"visit|{s.number}",
            summary=f"Needling, visit {s.number} of {plan.sessions[-1].number}",
            text=asked,
        )
        for s in plan.sessions
    ]
    checks = [
        Entry(day=one.day, name=f"{one.key}|{one.visit}", summary=one.title, text=one.patient)
        for one in looks(plan, document.care)
    ]
    entries = [*visits, *checks, *_review(plan, checks), *_own(plan)]
    return sorted(entries, key=lambda entry: (entry.day, entry.name))


def _review(plan: PlanDoc, checks: Sequence[Entry]) -> Iterator[Entry]:
    """The first look at the result, where no check is on its day."""
    if all(check.day != plan.review_on for check in checks):
        text = f"At the earliest {with_unit(plan.review)} after the last visit."
        yield Entry(day=plan.review_on, name=f"{RESULT}|{None}", summary=LOOK, text=text)


def _own(plan: PlanDoc) -> Iterator[Entry]:
    own = plan.calendar
    if own is not None and own.event_on is not None:
        yield Entry(day=own.event_on, name="event", summary=own.event or "Your event")


def _event(document: Document, entry: Entry) -> Event:
    event = Event()
    event.add("summary", entry.summary)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("dtstamp", datetime.combine(document.planned_from, datetime.min.time(), UTC))
    event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    return event


def _digest(document: Document, name: str) -> str:
    """A stable name: a moved visit, imported again, replaces its entry and makes no second one."""
    case = document.made_by.case
    person = {key: case.get("person", {}).get(key) for key in ("birth_date", "age", "sex")}
    return sha256(f"{case.get('case')}|{person}|{name}".encode()).hexdigest()[:32]
