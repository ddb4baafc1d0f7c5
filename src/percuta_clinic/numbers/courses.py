"""Courses: what began, what ended and how, and what is under way."""

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from percuta_clinic.numbers.found import Stored
from percuta_clinic.numbers.rows import Line, Row
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.models import State as PlanState


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
    found = (_ended_or_begun(span), _under_way(span))
    return (
        Section(key="courses", title="Courses", sources=found, lines=lines, about=about, then=then),
    )


def _ended_or_begun(span: Span) -> Stored:
    """The first step of each kind in a course; one that never began is no stopped one."""
    wanted = (What.STARTED, What.COMPLETED, What.STOPPED)
    steps = Step.objects.filter(what__in=wanted, plan__patient__erased_at=None)
    began = Step.objects.filter(what=What.STARTED, plan__course=OuterRef("plan__course"))
    rows = steps.filter(**span.within("at")).annotate(begun=Exists(began))
    once = Window(
        RowNumber(), partition_by=[F("plan__course"), F("what")], order_by=[F("at"), F("pk")]
    )
    completed, stopped = Q(what=What.COMPLETED), Q(what=What.STOPPED)
    return Stored(
        rows=rows.annotate(turn=once).filter(turn=1),
        at="at",
        marks={
            "begun": Q(what=What.STARTED),
            "completed": completed,
            "stopped": stopped & Q(begun=True),
            "ended": completed | (stopped & Q(begun=True)),
            "never": stopped & Q(begun=False),
        },
        fields=("plan_id", "plan__patient_id", "plan__service__name", "what", "why"),
        row=lambda one: Row(
            page="plan",
            key=one["plan_id"],
            day=span.day(one["at"]),
            what=f"{one['plan__service__name']}: {What(one['what']).label}",
            detail=one["why"],
            patient=one["plan__patient_id"],
        ),
        patient="plan__patient",
    )


def _under_way(span: Span) -> Stored:
    return Stored(
        rows=Plan.objects.filter(state=PlanState.ACTIVE, patient__erased_at=None),
        at="made_at",
        marks={"under_way": Q()},
        fields=("pk", "patient_id", "service__name"),
        row=lambda one: Row(
            page="plan",
            key=one["pk"],
            day=span.day(one["made_at"]),
            what=f"{one['service__name']}: under way, plan of this day",
            patient=one["patient_id"],
        ),
    )
