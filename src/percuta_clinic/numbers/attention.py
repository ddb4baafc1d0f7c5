"""Whether somebody looked: urgent tasks until they were taken, check-ins until answered."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from percuta_clinic.duty.models import Task, TaskStep, Urgency, What
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.numbers.found import Stored
from percuta_clinic.numbers.rows import Line, Row
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span

MINUTES, HOURS = 90, 48  # up to here a wait is said in minutes, in hours
OPEN = Q(closed_at=None)
UNTAKEN = Q(taken=None)


def tasks(span: Span) -> tuple[Section, ...]:
    """Tasks opened in these days, and how long each waited for somebody to take it."""
    rows = _waiting(span)
    middle, longest = _waits(rows)
    whole = {"of": "all", "of_words": "tasks"}
    lines = (
        Line(mark="all", words="Tasks opened"),
        *(
            Line(mark=one.name.lower(), words=f"“{one.label.capitalize()}”", **whole)
            for one in reversed(Urgency)
        ),
        Line(mark="taken", words="Taken by somebody", **whole),
        Line(mark="waits", words="Until somebody took it, median", instead=_said(middle)),
        Line(mark="longest", words="Until somebody took it, longest", instead=_said(longest)),
        Line(mark="untaken", words="Closed without being taken", **whole),
        Line(mark="nobody", words="Not taken, and still open", **whole),
    )
    about = "Waits count from opening until the first person took it, nights and holidays too."
    then = "A task opens by itself where a check-in says call today or now, or stays silent."
    found, title = (_tasks(span, rows, longest),), "Urgent tasks"
    return (Section(key="tasks", title=title, sources=found, lines=lines, about=about, then=then),)


def _waiting(span: Span) -> QuerySet[Any]:
    """Tasks of these days with when each was first taken, and after how long."""
    first = TaskStep.objects.filter(task=OuterRef("pk"), what=What.TAKEN).order_by("at")
    rows = Task.objects.filter(patient__erased_at=None, **span.within("opened_at"))
    rows = rows.annotate(taken=Subquery(first.values("at")[:1]))
    wait = ExpressionWrapper(F("taken") - F("opened_at"), output_field=DurationField())
    return rows.annotate(wait=wait)


def _waits(rows: QuerySet[Any]) -> tuple[timedelta | None, timedelta | None]:
    """The median and the longest wait; two rows in the middle where they are even."""
    ordered = rows.filter(~UNTAKEN).order_by("wait").values_list("wait", flat=True)
    count = ordered.count()
    middle = list(ordered[(count - 1) // 2 : count // 2 + 1]) if count else []
    last = ordered.reverse().first()
    return (sum(middle, timedelta()) / len(middle) if middle else None), last


def _tasks(span: Span, rows: QuerySet[Any], longest: timedelta | None) -> Stored:
    levels = {one.name.lower(): Q(urgency=one) for one in Urgency}
    return Stored(
        rows=rows,
        at="opened_at",
        marks={
            "all": Q(),
            **levels,
            "taken": ~UNTAKEN,
            "waits": ~UNTAKEN,
            "longest": Q(wait=longest) & ~UNTAKEN,
            "untaken": UNTAKEN & ~OPEN,
            "nobody": UNTAKEN & OPEN,
        },
        fields=("pk", "patient", "urgency", "about", "closed_at", "wait"),
        row=lambda one: _task(span, one),
    )


def _task(span: Span, one: Mapping[str, Any]) -> Row:
    words = f"taken after {wait_words(one['wait'])}" if one["wait"] is not None else "not taken"
    ended = "open" if one["closed_at"] is None else "closed"
    return Row(
        page="task",
        key=one["pk"],
        day=span.day(one["opened_at"]),
        what=f"“{Urgency(one['urgency']).label.capitalize()}”, {words}, {ended}",
        detail=one["about"],
        patient=one["patient"],
    )


def _said(wait: timedelta | None) -> str:
    return wait_words(wait) if wait is not None else "none taken"


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
    unasked = {"of": "told", "of_words": "told unasked"}
    lines = (
        Line(mark="asked", words="Asked"),
        Line(mark="answered", words="Answered", **asked),
        Line(mark="missed", words="Missed", **asked),
        Line(mark="awaited", words="Not answered yet", **asked),
        Line(mark="warned", words="“Call today” or “now”", **answered),
        Line(mark="told", words="Told unasked"),
        Line(mark="alarmed", words="“Call today” or “now”, told unasked", **unasked),
        Line(mark="unsent", words="Due, and no letter could be sent"),
    )
    about = "Asked is when the letter was made; an answer after the time for it still counts."
    then = "Check-ins are asked by themselves after a session, by letter, on the clinic's days."
    found, title = (_asked(span), _unasked(span), _unsent(span)), "Check-ins"
    return (Section(key="checks", title=title, sources=found, lines=lines, about=about, then=then),)


def _asked(span: Span) -> Stored:
    there = Q(answered_at__isnull=False)
    marks = {
        "asked": Q(),
        "answered": there,
        "missed": Q(answered_at=None, missed_at__isnull=False),
        "awaited": Q(answered_at=None, missed_at=None),
        "warned": there & Q(level__gte=Urgent.TODAY),
    }
    rows = CheckIn.objects.exclude(kind=Kind.TOLD).filter(unsent="")
    return _told(span, rows, at="asked_at", marks=marks)


def _unasked(span: Span) -> Stored:
    rows = CheckIn.objects.filter(kind=Kind.TOLD)
    return _told(
        span, rows, at="answered_at", marks={"told": Q(), "alarmed": Q(level__gte=Urgent.TODAY)}
    )


def _unsent(span: Span) -> Stored:
    rows = CheckIn.objects.exclude(unsent="")
    return _told(span, rows, at="due_at", marks={"unsent": Q()})


def _told(span: Span, rows: QuerySet[CheckIn], *, at: str, marks: Mapping[str, Q]) -> Stored:
    told = ("pk", "patient", "kind", "day", "answered_at", "missed_at", "level", "unsent")
    return Stored(
        rows=rows.filter(patient__erased_at=None, **span.within(at)),
        at=at,
        marks=marks,
        fields=told,
        row=lambda one: _row(span, one, at),
    )


def _row(span: Span, one: Mapping[str, Any], at: str) -> Row:
    stands = "missed" if one["missed_at"] else "not answered"
    stands = "answered" if one["answered_at"] else stands
    return Row(
        page="check_in",
        key=one["pk"],
        day=span.day(one[at]),
        what=f"{_named(one['kind'], one['day'])}: {stands}",
        detail=Urgent(one["level"]).label if one["level"] is not None else one["unsent"],
        patient=one["patient"],
    )


@lru_cache(maxsize=1024)
def _named(kind: str, day: int) -> str:
    return str(CheckIn(kind=kind, day=day))
