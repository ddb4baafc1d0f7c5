"""Whether somebody looked: urgent tasks until they were taken, check-ins until answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from statistics import median
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.duty.models import Task, TaskStep, Urgency, What
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.numbers.rows import Line, Row, Section, marks
from percuta_clinic.numbers.spans import Span

MINUTES, HOURS = 90, 48  # up to here a wait is said in minutes, in hours


def tasks(span: Span) -> tuple[Section, ...]:
    """Tasks opened in these days, and how long each waited for somebody to take it."""
    rows = Task.objects.filter(patient__erased_at=None, **span.within("opened_at"))
    taken = _taken(span)
    kept = list(rows)
    waits = [taken[one.pk] - one.opened_at for one in kept if one.pk in taken]
    whole = {"of": "all", "of_words": "tasks"}
    lines = (
        Line(mark="all", words="Tasks opened"),
        *(
            Line(mark=one.name.lower(), words=f"“{one.label.capitalize()}”", **whole)
            for one in reversed(Urgency)
        ),
        Line(mark="taken", words="Taken by somebody", **whole),
        Line(mark="waits", words="Until somebody took it, median", instead=_middle(waits)),
        Line(mark="longest", words="Until somebody took it, longest", instead=_most(waits)),
        Line(mark="untaken", words="Closed without being taken", **whole),
        Line(mark="nobody", words="Not taken, and still open", **whole),
    )
    longest = max(waits, default=None)
    about = "Waits count from opening until the first person took it, nights and holidays too."
    then = "A task opens by itself where a check-in says call today or now, or stays silent."
    found = tuple(_task(span, one, taken=taken.get(one.pk), longest=longest) for one in kept)
    title = "Urgent tasks"
    return (Section(key="tasks", title=title, rows=found, lines=lines, about=about, then=then),)


def _taken(span: Span) -> dict[UUID, datetime]:
    """When each task of these days was first taken."""
    rows = TaskStep.objects.filter(what=What.TAKEN, **span.within("task__opened_at"))
    return dict(rows.order_by("-at").values_list("task_id", "at"))


def _task(span: Span, task: Task, *, taken: datetime | None, longest: timedelta | None) -> Row:
    wait = taken - task.opened_at if taken is not None else None
    words = f"taken after {wait_words(wait)}" if wait is not None else "not taken"
    ended = "open" if task.is_open else "closed"
    return Row(
        page="task",
        key=task.pk,
        day=span.day(task.opened_at),
        what=f"“{Urgency(task.urgency).label.capitalize()}”, {words}, {ended}",
        detail=task.about,
        patient=task.patient_id,
        marks=marks(
            all=True,
            taken=wait is not None,
            waits=wait is not None,
            longest=wait is not None and wait == longest,
            untaken=wait is None and not task.is_open,
            nobody=wait is None and task.is_open,
        )
        | {Urgency(task.urgency).name.lower()},
    )


def _middle(waits: list[timedelta]) -> str:
    if not waits:
        return "none taken"
    return wait_words(timedelta(seconds=median(one.total_seconds() for one in waits)))


def _most(waits: list[timedelta]) -> str:
    return wait_words(max(waits)) if waits else "none taken"


def wait_words(wait: timedelta) -> str:
    """Minutes, hours or days."""
    minutes = round(wait.total_seconds() / 60)
    if not minutes:
        return "under 1 min"
    if minutes < MINUTES:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < HOURS else f"{round(hours / 24)} days"


def check_ins(span: Span) -> tuple[Section, ...]:
    """Check-ins asked in these days, and what came of them."""
    asked = {"of": "asked", "of_words": "check-ins asked"}
    answered = {"of": "answered", "of_words": "check-ins answered"}
    lines = (
        Line(mark="asked", words="Asked"),
        Line(mark="answered", words="Answered", **asked),
        Line(mark="missed", words="Missed", **asked),
        Line(mark="awaited", words="Not answered yet", **asked),
        Line(mark="warned", words="“Call today” or “now”", **answered),
        Line(mark="told", words="Told unasked"),
        Line(mark="unsent", words="Due, and no letter could be sent"),
    )
    about = "Asked is when the letter was made; an answer after the time for it still counts."
    then = "Check-ins are asked by themselves after a session, by letter, on the clinic's days."
    rows = (*_asked(span), *_unasked(span), *_unsent(span))
    title = "Check-ins"
    return (Section(key="checks", title=title, rows=rows, lines=lines, about=about, then=then),)


def _asked(span: Span) -> Iterator[Row]:
    rows = CheckIn.objects.exclude(kind=Kind.TOLD).filter(unsent="", **span.within("asked_at"))
    for one in _light(rows, "asked_at"):
        there, missed = one.answered is not None, one.answered is None and one.missed is not None
        marked = marks(
            asked=True,
            answered=there,
            missed=missed,
            awaited=not there and not missed,
            warned=there and (one.level or 0) >= Urgent.TODAY,
        )
        yield _row(span, one, marked)


def _unasked(span: Span) -> Iterator[Row]:
    rows = CheckIn.objects.filter(kind=Kind.TOLD, **span.within("answered_at"))
    for one in _light(rows, "answered_at"):
        yield _row(span, one, marks(told=True))


def _unsent(span: Span) -> Iterator[Row]:
    rows = CheckIn.objects.exclude(unsent="").filter(**span.within("due_at"))
    for one in _light(rows, "due_at"):
        yield _row(span, one, marks(unsent=True))


class _Told(NamedTuple):
    """What is counted of a check-in: there are many, and whole ones take long to read."""

    key: UUID
    patient: UUID
    kind: str
    day: int
    at: datetime
    answered: datetime | None
    missed: datetime | None
    level: int | None
    unsent: str


def _light(rows: QuerySet[CheckIn], at: str) -> Iterator[_Told]:
    found = (
        rows.filter(patient__erased_at=None)
        .order_by()
        .values_list(
            *("pk", "patient_id", "kind", "day", at),
            *("answered_at", "missed_at", "level", "unsent"),
        )
    )
    return (_Told(*one) for one in found)


def _row(span: Span, one: _Told, marked: frozenset[str]) -> Row:
    stands = "answered" if one.answered else "missed" if one.missed else "not answered"
    return Row(
        page="check_in",
        key=one.key,
        day=span.day(one.at),
        what=f"{_named(one.kind, one.day)}: {stands}",
        detail=Urgent(one.level).label if one.level is not None else one.unsent,
        patient=one.patient,
        marks=marked,
    )


@lru_cache(maxsize=1024)
def _named(kind: str, day: int) -> str:
    return str(CheckIn(kind=kind, day=day))
