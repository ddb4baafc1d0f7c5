"""Sessions, and visits that did not come to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from percuta_clinic.billing.models import TermsAgreed
from percuta_clinic.billing.terms import CANCEL_HOURS, terms_in_use
from percuta_clinic.booking.models import INSIDE, Service, State, Visit
from percuta_clinic.numbers.found import Stored
from percuta_clinic.numbers.rows import Line, Row
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span
from percuta_clinic.treatment.completeness import stopped_why
from percuta_clinic.treatment.folding import Said, fold
from percuta_clinic.treatment.models import Event
from percuta_clinic.treatment.stream import said

CAME = (State.ARRIVED, *INSIDE, State.FINISHED)
GIVEN, CANCELLED = Q(state=State.FINISHED), Q(state=State.CANCELLED)


def sessions(span: Span) -> tuple[Section, ...]:
    """Every visit in which skin was needled."""
    rows = Visit.objects.filter(patient__erased_at=None, **span.within("treatment_began_at"))
    services = _grouped(rows, "service", "Of “{}”")
    people = _grouped(rows, "specialist", "Treated by {}")
    lines = (
        Line(mark="given", words="Given"),
        Line(mark="stopped", words="Stopped early", of="kept", of_words="kept in the room"),
        Line(mark="open", words="Begun, and not finished on record"),
        *(one.line for one in (*services, *people)),
    )
    about = (
        "Visits in which skin was needled. Whether one was stopped early is known of those that "
        "were kept on a tablet in the room."
    )
    then = "Begin the treatment from the day's list, and it is counted here."
    found = (_sessions(span, rows, (*services, *people)),)
    return (
        Section(
            key="sessions", title="Sessions", sources=found, lines=lines, about=about, then=then
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Group:
    """Sessions of one service or one person, with their number."""

    line: Line
    rows: Q
    count: int


def _grouped(rows: QuerySet[Visit], by: str, words: str) -> list[Group]:
    """Counted by the database, in the order of their names."""
    mark = {"service": "service", "specialist": "by"}[by]
    found = rows.filter(GIVEN).order_by().values_list(f"{by}_id", f"{by}__name")
    return [
        Group(
            line=Line(mark=f"{mark}-{key}", words=words.format(name)),
            rows=GIVEN & Q(**{f"{by}_id": key}),
            count=count,
        )
        for key, name, count in sorted(
            found.annotate(count=Count("pk")), key=lambda one: (one[1], str(one[0]))
        )
    ]


def _sessions(span: Span, rows: QuerySet[Visit], groups: tuple[Group, ...]) -> Stored:
    stopped = _stopped(span)
    names = {one.line.mark: one for one in groups}
    return Stored(
        rows=rows,
        at="treatment_began_at",
        marks={
            "given": GIVEN,
            "open": ~GIVEN,
            "kept": Q(session__isnull=False),
            "stopped": Q(session__in=[*stopped]),
            **{mark: one.rows for mark, one in names.items()},
        },
        fields=("pk", "patient_id", "session__pk", "service__name", "specialist__name"),
        row=lambda one: _session(span, one, stopped),
        counted={"stopped": len(stopped)} | {mark: one.count for mark, one in names.items()},
    )


def _session(span: Span, one: Mapping[str, Any], stopped: Mapping[UUID, str]) -> Row:
    session = one["session__pk"]
    return Row(
        page="record" if session else "visit",
        key=session or one["pk"],
        day=span.day(one["treatment_began_at"]),
        what=f"{one['service__name']}, {one['specialist__name']}",
        detail=stopped.get(session, ""),
        patient=one["patient_id"],
    )


def _stopped(span: Span) -> dict[UUID, str]:
    """Why sessions of these days were stopped early; what was taken back is no stop."""
    rows = Event.objects.filter(
        slot="stop",
        late=False,
        session__patient__erased_at=None,
        **span.within("session__visit__treatment_began_at"),
    )
    found: dict[UUID, list[Said]] = {}
    for row in rows.order_by("number"):
        found.setdefault(row.session_id, []).append(said(row))
    why = {key: stopped_why(fold(events)) for key, events in found.items()}
    return {key: f"Stopped early: {words}" for key, words in why.items() if words}


def visits(span: Span) -> tuple[Section, ...]:
    """Visits whose time has come, and whether anybody came."""
    whole = {"of": "known", "of_words": "visits that were kept, missed or cancelled late"}
    lines = (
        Line(mark="missed", words="Did not come", **whole),
        Line(mark="late", words="Cancelled late", **whole),
        Line(mark="early", words="Cancelled in time"),
        Line(mark="unsaid", words="Past, and nobody said whether they came"),
    )
    about = (
        "Late is later than the terms that were agreed to allow for nothing; without any, than "
        "those of the service today. Who cancelled is not kept, so it may have been the clinic."
    )
    then = "Book visits in the calendar, and say on the day who came."
    found, title = (_visits(span),), "No-shows and cancellations"
    return (Section(key="visits", title=title, sources=found, lines=lines, about=about, then=then),)


def _visits(span: Span) -> Stored:
    rows = Visit.objects.filter(patient__erased_at=None, **span.within("starts_at"))
    rows = rows.filter(starts_at__lt=timezone.now())
    rows, late = _late(rows)
    missed = Q(state=State.MISSED)
    return Stored(
        rows=rows,
        at="starts_at",
        marks={
            "known": Q(state__in=CAME) | missed | (CANCELLED & late),
            "missed": missed,
            "late": CANCELLED & late,
            "early": CANCELLED & ~late,
            "unsaid": Q(state__in=(State.BOOKED, State.CONFIRMED)),
        },
        fields=("pk", "patient_id", "service__name", "specialist__name", "state", "why_cancelled"),
        row=lambda one: _visit(span, one),
    )


def _visit(span: Span, one: Mapping[str, Any]) -> Row:
    who = f"{one['service__name']}, {one['specialist__name']}"
    return Row(
        page="visit",
        key=one["pk"],
        day=span.day(one["starts_at"]),
        what=f"{who}: {State(one['state']).label}",
        detail=one["why_cancelled"],
        patient=one["patient_id"],
    )


def _late(rows: QuerySet[Visit]) -> tuple[QuerySet[Visit], Q]:
    """The same with ``hours``: up to when each could be cancelled for nothing; and who was late.

    Both databases take whole hours from a time only where they are written into the question.
    """
    cancelled = rows.filter(CANCELLED).order_by()
    agreed = TermsAgreed.objects.filter(visit__in=cancelled.values("pk"))
    usual = _hours(set(cancelled.values_list("service_id", flat=True).distinct()))
    known = {CANCEL_HOURS, *usual.values()}
    known |= set(agreed.order_by().values_list("cancel_hours", flat=True).distinct())
    late = Q()
    for hours in sorted(known):
        free_until = F("starts_at") - timedelta(hours=hours)
        late |= Q(hours=hours, state_since__gt=free_until)
    newest = TermsAgreed.objects.filter(visit=OuterRef("pk")).order_by("-at")
    told = Coalesce(
        Subquery(newest.values("cancel_hours")[:1]),
        Case(
            *(When(service=key, then=hours) for key, hours in usual.items()),
            default=CANCEL_HOURS,
            output_field=IntegerField(),
        ),
    )
    return rows.annotate(hours=Case(When(CANCELLED, then=told), default=None)), late


def _hours(services: set[UUID]) -> dict[UUID, int]:
    """Up to how many hours before a visit of each service it can be cancelled for nothing."""
    found = {one.pk: terms_in_use(one) for one in Service.objects.filter(pk__in=services)}
    return {key: terms.cancel_hours for key, terms in found.items() if terms is not None}
