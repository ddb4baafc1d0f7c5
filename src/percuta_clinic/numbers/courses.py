"""Courses, sessions, and visits that did not come to be."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from percuta_clinic.billing.models import TermsAgreed
from percuta_clinic.billing.terms import CANCEL_HOURS, terms_in_use
from percuta_clinic.booking.models import INSIDE, Service, State, Visit
from percuta_clinic.numbers.rows import Line, Row, Section, marks
from percuta_clinic.numbers.spans import Span
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.models import State as PlanState
from percuta_clinic.treatment.completeness import stopped_why
from percuta_clinic.treatment.folding import Said, fold
from percuta_clinic.treatment.models import Event
from percuta_clinic.treatment.stream import said

CAME = (State.ARRIVED, *INSIDE, State.FINISHED)


def courses(span: Span) -> tuple[Section, ...]:
    """What began and ended in these days; under way is as it stands now."""
    lines = (
        Line(mark="begun", words="Begun"),
        Line(mark="completed", words="Completed", of="ended", of_words="courses that ended"),
        Line(mark="stopped", words="Stopped", of="ended", of_words="courses that ended"),
        Line(mark="never", words="Agreed on, and ended before the first session"),
        Line(mark="under_way", words="Under way today, whenever they began"),
    )
    about = "A course begins with the first session under its plan."
    then = "A course begins when a treatment begins under a plan that was signed."
    rows = (*_ended_or_begun(span), *_under_way(span))
    return (
        Section(key="courses", title="Courses", rows=rows, lines=lines, about=about, then=then),
    )


def _ended_or_begun(span: Span) -> Iterator[Row]:
    wanted = (What.STARTED, What.COMPLETED, What.STOPPED)
    steps = Step.objects.filter(what__in=wanted, plan__patient__erased_at=None)
    found = steps.filter(**span.within("at")).order_by("at")
    begun = set(
        steps.filter(
            what=What.STARTED, plan__course__in=found.order_by().values("plan__course")
        ).values_list("plan__course", flat=True)
    )
    once: set[tuple[UUID, str]] = set()
    fields = ("plan_id", "plan__course", "plan__patient_id", "plan__service__name", "what")
    for plan, course, patient, service, what, at, why in found.values_list(*fields, "at", "why"):
        if (course, what) not in once:
            once.add((course, what))
            yield Row(
                page="plan",
                key=plan,
                day=span.day(at),
                what=f"{service}: {What(what).label}",
                detail=why,
                patient=patient,
                marks=_of_step(what, begun=course in begun),
            )


def _of_step(what: str, *, begun: bool) -> frozenset[str]:
    return marks(
        begun=what == What.STARTED,
        completed=what == What.COMPLETED,
        stopped=what == What.STOPPED and begun,
        ended=what == What.COMPLETED or (what == What.STOPPED and begun),
        never=what == What.STOPPED and not begun,
    )


def _under_way(span: Span) -> Iterator[Row]:
    rows = Plan.objects.filter(state=PlanState.ACTIVE, patient__erased_at=None)
    for key, patient, service, at in rows.values_list(
        "pk", "patient_id", "service__name", "made_at"
    ):
        yield Row(
            page="plan",
            key=key,
            day=span.day(at),
            what=f"{service}: under way, plan of this day",
            patient=patient,
            marks=marks(under_way=True),
        )


def sessions(span: Span) -> tuple[Section, ...]:
    """Every visit in which skin was needled."""
    rows = Visit.objects.filter(patient__erased_at=None, **span.within("treatment_began_at"))
    fields = ("pk", "session__pk", "patient_id", "treatment_began_at", "state")
    who = ("service_id", "service__name", "specialist_id", "specialist__name")
    found, stopped = list(rows.values(*fields, *who)), _stopped(span)
    finished = [one for one in found if one["state"] == State.FINISHED]
    services = {_of_service(one): f"Of “{one['service__name']}”" for one in finished}
    people = {_by_whom(one): f"Treated by {one['specialist__name']}" for one in finished}
    groups = [*_by_words(services), *_by_words(people)]
    lines = (
        Line(mark="given", words="Given"),
        Line(mark="stopped", words="Stopped early", of="kept", of_words="kept in the room"),
        Line(mark="open", words="Begun, and not finished on record"),
        *(Line(mark=mark, words=words) for words, mark in groups),
    )
    about = (
        "Visits in which skin was needled. Whether one was stopped early is known of those that "
        "were kept on a tablet in the room."
    )
    then = "Begin the treatment from the day's list, and it is counted here."
    kept = tuple(_session(span, one, stopped) for one in found)
    return (
        Section(key="sessions", title="Sessions", rows=kept, lines=lines, about=about, then=then),
    )


def _by_words(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted((words, mark) for mark, words in names.items())


def _of_service(row: dict[str, Any]) -> str:
    return f"service-{row['service_id']}"


def _by_whom(row: dict[str, Any]) -> str:
    return f"by-{row['specialist_id']}"


def _session(span: Span, row: dict[str, Any], stopped: dict[UUID, str]) -> Row:
    session, finished = row["session__pk"], row["state"] == State.FINISHED
    here = marks(
        given=finished, open=not finished, kept=session is not None, stopped=session in stopped
    )
    return Row(
        page="record" if session else "visit",
        key=session or row["pk"],
        day=span.day(row["treatment_began_at"]),
        what=f"{row['service__name']}, {row['specialist__name']}",
        detail=stopped.get(session, ""),
        patient=row["patient_id"],
        marks=here | {_of_service(row), _by_whom(row)} if finished else here,
    )


def _stopped(span: Span) -> dict[UUID, str]:
    """Why sessions of these days were stopped early."""
    rows = Event.objects.filter(
        slot="stop", late=False, **span.within("session__visit__treatment_began_at")
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
    rows = tuple(_visits(span))
    title = "No-shows and cancellations"
    return (Section(key="visits", title=title, rows=rows, lines=lines, about=about, then=then),)


def _visits(span: Span) -> Iterator[Row]:
    rows = Visit.objects.filter(patient__erased_at=None, **span.within("starts_at"))
    rows = rows.filter(starts_at__lt=timezone.now())
    cancelled = rows.filter(state=State.CANCELLED)
    agreed = dict(
        TermsAgreed.objects.filter(visit__in=cancelled.values("pk"))
        .order_by("at")
        .values_list("visit_id", "cancel_hours")
    )
    usual = _hours(set(cancelled.order_by().values_list("service_id", flat=True).distinct()))
    fields = ("pk", "patient_id", "service_id", "service__name", "specialist__name")
    for row in rows.values(*fields, "state", "state_since", "starts_at", "why_cancelled"):
        hours = agreed.get(row["pk"], usual.get(row["service_id"], CANCEL_HOURS))
        words = f"{row['service__name']}, {row['specialist__name']}: {State(row['state']).label}"
        yield Row(
            page="visit",
            key=row["pk"],
            day=span.day(row["starts_at"]),
            what=words,
            detail=row["why_cancelled"],
            patient=row["patient_id"],
            marks=_of_visit(row, free_until=row["starts_at"] - timedelta(hours=hours)),
        )


def _hours(services: set[UUID]) -> dict[UUID, int]:
    """Up to how many hours before a visit of each service it can be cancelled for nothing."""
    found = {one.pk: terms_in_use(one) for one in Service.objects.filter(pk__in=services)}
    return {key: terms.cancel_hours for key, terms in found.items() if terms is not None}


def _of_visit(row: dict[str, Any], *, free_until: datetime) -> frozenset[str]:
    state = row["state"]
    late = state == State.CANCELLED and row["state_since"] > free_until
    missed = state == State.MISSED
    return marks(
        known=state in CAME or missed or late,
        missed=missed,
        late=late,
        early=state == State.CANCELLED and not late,
        unsaid=state in (State.BOOKED, State.CONFIRMED),
    )
