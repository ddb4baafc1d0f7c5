"""The days of an agreed course beside the visits that are booked for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta.report.document import FigureDoc, PlanDoc, VisitDoc
from percuta_clinic.booking.models import HOLDS, Part, Service, Visit
from percuta_clinic.booking.stages import Stage
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import IN_FORCE, Plan, State
from percuta_clinic.planning.science import interval_floor
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One session of a course: the day that was agreed on, and the visit there is for it.

    ``opens`` is the first day that keeps the agreed interval; ``apart`` says where the visit lies
    otherwise.
    """

    number: int
    planned: date
    opens: date
    visit: Visit | None = None
    day: date | None = None
    is_given: bool = False
    apart: str = ""


def plan_in_force(patient: Patient, service: Service) -> Plan | None:
    """The plan of this service that was agreed on and is not over."""
    rows = Plan.objects.filter(patient=patient, service=service, state__in=IN_FORCE)
    return rows.order_by("-made_at").first()


def plan_keeping_apart(patient: Patient, service: Service) -> Plan | None:
    """The plan with the longest interval, of that in force and what waits to be agreed on."""
    rows = Plan.objects.filter(
        patient=patient, service=service, state__in=(State.PROPOSED, State.APPROVED, *IN_FORCE)
    )
    return max(rows.order_by("-made_at"), key=days_apart, default=None)


def course_dates(plan: Plan, clinic: Clinic) -> list[Dated]:
    """Every session of the plan, in order."""
    made = kept_of(plan)
    if made.plan is None:
        return []
    return list(_dated(made.plan, _visits(plan, clinic), clinic))


def next_to_book(dates: Sequence[Dated]) -> Dated | None:
    """The first session without a visit."""
    return next((one for one in dates if one.visit is None), None)


def plans_to_book(patient: Patient, clinic: Clinic) -> list[Plan]:
    """Plans that were agreed on, of which a session has no visit yet."""
    rows = Plan.objects.filter(patient=patient, state__in=IN_FORCE).select_related("service")
    return [one for one in rows if next_to_book(course_dates(one, clinic)) is not None]


def stages_planned(
    *, patient: Patient, service: Service, usual: Sequence[Stage]
) -> tuple[Stage, ...]:
    """The usual stages of a service, as long as this patient's plan says; none without a plan."""
    plan = plan_in_force(patient, service) if service.is_needling else None
    made = kept_of(plan) if plan is not None else None
    if made is None or made.plan is None:
        return ()
    return tuple(_as_planned(one, usual, made.plan.visit) for one in usual)


def days_apart(plan: Plan) -> int:
    """The days between sessions that were agreed on."""
    made = kept_of(plan)
    return _interval(made.plan) if made.plan is not None else interval_floor()


def _dated(plan: PlanDoc, visits: Sequence[Visit], clinic: Clinic) -> Iterator[Dated]:
    before: tuple[date, date] | None = None  # planned and real day of the session before
    gap = timedelta(days=_interval(plan))
    for number, session in enumerate(plan.sessions):
        visit = visits[number] if number < len(visits) else None
        day = _day(visit, clinic) if visit else None
        opens = before[1] + gap if before else today(clinic)
        planned = session.day + (before[1] - before[0]) if before else session.day
        yield Dated(
            number=session.number,
            planned=session.day,
            opens=max(opens, today(clinic)) if visit is None else opens,
            visit=visit,
            day=day,
            is_given=visit is not None and visit.treatment_began_at is not None,
            apart=_apart(day, before[1] if before else None, agreed=gap.days) if day else "",
        )
        before = (session.day, day or max(planned, opens))


def _apart(day: date, before: date | None, *, agreed: int) -> str:
    """Where a visit follows sooner or much later on the one before than was agreed."""
    if before is None:
        return ""
    days = (day - before).days
    if days < agreed:
        return f"{days} days after the session before; {agreed} were agreed"
    if days > 2 * agreed:
        return f"{days} days after the session before, more than twice the {agreed} agreed"
    return ""


def given_before(visit: Visit, plan: Plan | None, clinic: Clinic) -> int:
    """How many treatments of its course began before this one; without a plan, of its service."""
    rows = visit.patient.visits.filter(service=visit.service_id)
    rows = visits_of_course(plan, clinic) if plan is not None else rows
    return rows.exclude(pk=visit.pk).filter(treatment_began_at__lt=visit.treatment_began_at).count()


def _visits(plan: Plan, clinic: Clinic) -> list[Visit]:
    """Sessions given under the plan and visits to come, in order."""
    rows = visits_of_course(plan, clinic)
    rows = rows.filter(Q(treatment_began_at__isnull=False) | Q(state__in=HOLDS))
    return list(rows.select_related("service", "specialist", "room").order_by("starts_at"))


def visits_of_course(plan: Plan, clinic: Clinic) -> QuerySet[Visit]:
    """Visits of its service since the day it plans from."""
    since = plan.planned_from or timezone.localdate(plan.made_at, clinic.zone)
    from_then = day_bounds(since, clinic)[0]
    return plan.patient.visits.filter(service=plan.service, starts_at__gte=from_then)


def _day(visit: Visit, clinic: Clinic) -> date:
    return timezone.localdate(visit.treatment_began_at or visit.starts_at, clinic.zone)


def _interval(plan: PlanDoc) -> int:
    value = plan.interval.value if plan.interval.value is not None else plan.interval.low
    return round(value) if value is not None else interval_floor()


_FIGURES: Mapping[Part, str] = {
    Part.CLEANSE: "cleanse",
    Part.NUMB: "numbing",
    Part.NEEDLE: "needle",
    Part.FINISH: "finish",
}


def _as_planned(stage: Stage, all_stages: Sequence[Stage], visit: VisitDoc) -> Stage:
    if len(all_stages) == 1:
        return _lasting(stage, visit.total)
    name = _FIGURES.get(stage.part)
    alone = sum(one.part == stage.part for one in all_stages) == 1
    return _lasting(stage, getattr(visit, name)) if name and alone else stage


def _lasting(stage: Stage, figure: FigureDoc) -> Stage:
    """As long as the plan says, at least; in steps of five minutes."""
    minutes = figure.high if figure.value is None else figure.value
    if not minutes:
        return stage
    return replace(stage, minutes=max(5, -(-round(minutes) // 5) * 5))
