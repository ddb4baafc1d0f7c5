"""The days of an agreed course beside the visits that are booked for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta.report.document import FigureDoc, PlanDoc, SessionDoc
from percuta_clinic.booking.models import HOLDS, Part, Service, Visit
from percuta_clinic.booking.stages import Stage
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import IN_FORCE, Plan, State
from percuta_clinic.planning.science import interval_floor
from percuta_clinic.planning.series import Held, Rests, by_number, days_agreed, sessions_of
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One session of a course: the day that was agreed on, and the visit there is for it.

    ``opens`` is the first day that keeps the agreed interval; ``apart`` says where the visit lies
    otherwise. ``zones`` are what it needles, where zones have visits of their own.
    """

    number: int
    planned: date
    opens: date
    visit: Visit | None = None
    day: date | None = None
    is_given: bool = False
    apart: str = ""
    zones: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """What it needles in words, where zones have visits of their own."""
        return ", ".join(place_words(zone) for zone in self.zones)


def plan_in_force(patient: Patient, service: Service) -> Plan | None:
    """The plan of this service that was agreed on and is not over."""
    rows = Plan.objects.filter(patient=patient, service=service, state__in=IN_FORCE)
    return rows.order_by("-made_at").first()


def plans_keeping_apart(patient: Patient, service: Service) -> list[Plan]:
    """The plan in force and what waits to be agreed on, the newest first."""
    rows = Plan.objects.filter(
        patient=patient, service=service, state__in=(State.PROPOSED, State.APPROVED, *IN_FORCE)
    )
    return list(rows.order_by("-made_at"))


def course_dates(plan: Plan, clinic: Clinic) -> list[Dated]:
    """Every session of the plan, in order."""
    made = kept_of(plan)
    if made.plan is None:
        return []
    return list(_dated(plan, made.plan, clinic))


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
    return tuple(_as_planned(one, usual, made.plan) for one in usual)


def days_apart(plan: Plan) -> int:
    """The days between sessions that were agreed on."""
    made = kept_of(plan)
    return days_agreed(made.plan) if made.plan is not None else interval_floor()


def _dated(plan: Plan, doc: PlanDoc, clinic: Clinic) -> Iterator[Dated]:
    visits = visits_counted(plan, clinic)
    held = [held_as(one, clinic) for one in visits]
    rests = rests_before(plan, doc, clinic)
    found = sessions_of(held, doc, rests.copy())
    at, given = by_number(found), rests.copy()
    for past, its, there in zip(held, found, visits, strict=True):
        if there.treatment_began_at is not None:
            given.held(past, its)
    before: tuple[date, date] | None = None  # planned and real day of the session before
    for session in doc.sessions:
        visit = visits[at[session.number]] if session.number in at else None
        day = _day(visit, clinic) if visit else None
        opens = rests.opens(session.zones) or today(clinic)
        if visit is None and (after := given.opens(session.zones)) is not None:
            opens = max(opens, after)
        planned = session.day + (before[1] - before[0]) if before else session.day
        yield Dated(
            number=session.number,
            planned=session.day,
            opens=max(opens, today(clinic)) if visit is None else opens,
            visit=visit,
            day=day,
            is_given=visit is not None and visit.treatment_began_at is not None,
            apart=_apart(day, rests.since(session.zones), agreed=rests.gap.days) if day else "",
            zones=session.zones if doc.apart else (),
        )
        before = (session.day, day or max(planned, opens))
        rests.held(held[at[session.number]] if visit else Held(day=before[1]), session)


def held_as(visit: Visit, clinic: Clinic) -> Held:
    """A visit as the sessions of a plan are held against it.

    A record is signed in the course of the day: until then its session counts as it was planned.
    """
    day = _day(visit, clinic)
    is_given = visit.treatment_began_at is not None and day < today(clinic)
    zones = tuple(visit.needled_in)
    return Held(day=day, zones=zones, anywhere=is_given and not zones)


def rests_before(plan: Plan, doc: PlanDoc, clinic: Clinic) -> Rests:
    """When zones were needled before the first visit of a course."""
    rests = Rests.of(doc)
    if not rests.take_turns:
        return rests
    earlier = plan.patient.visits.filter(
        treatment_began_at__lt=_since(plan, clinic), service__is_needling=True
    ).order_by("treatment_began_at")
    for visit in earlier:
        rests.note(visit.needled_in or rests.every, _day(visit, clinic))
    return rests


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


def session_number(visit: Visit, plan: Plan | None, clinic: Clinic) -> int:
    """Which session a treatment that began is: of its plan, or else of its service."""
    made = kept_of(plan) if plan is not None else None
    if plan is None or made is None or made.plan is None:
        rows = visit.patient.visits.filter(service=visit.service_id).exclude(pk=visit.pk)
        return rows.filter(treatment_began_at__lt=visit.treatment_began_at).count() + 1
    before, session = _session_at(visit, plan, clinic, doc=made.plan)
    if session is not None:
        return session.number
    return made.plan.sessions[-1].number + before + 1 - len(made.plan.sessions)


def zones_due(visit: Visit, plan: Plan, clinic: Clinic) -> tuple[str, ...]:
    """What a visit needles, where zones have visits of their own; else empty: all of them."""
    doc = kept_of(plan).plan
    if doc is None or not doc.apart:
        return ()
    session = _session_at(visit, plan, clinic, doc=doc)[1]
    return session.zones if session is not None else ()


def _session_at(
    visit: Visit, plan: Plan, clinic: Clinic, *, doc: PlanDoc
) -> tuple[int, SessionDoc | None]:
    """How many visits of the course come before one, and the session that it is."""
    others = [one for one in visits_counted(plan, clinic) if one.pk != visit.pk]
    rows = [one for one in others if _is_before(one, visit, clinic)]
    held = [held_as(one, clinic) for one in (*rows, visit)]
    return len(rows), sessions_of(held, doc, rests_before(plan, doc, clinic))[-1]


def _is_before(one: Visit, visit: Visit, clinic: Clinic) -> bool:
    """Given before it; or still to come, from today on, where it is to come itself."""
    begun = visit.treatment_began_at
    if one.treatment_began_at is not None:
        return one.treatment_began_at < (begun or visit.starts_at)
    first = day_bounds(today(clinic), clinic)[0]
    return begun is None and first <= one.starts_at < visit.starts_at


def visits_counted(plan: Plan, clinic: Clinic) -> list[Visit]:
    """Sessions given under the plan and visits to come, in order."""
    rows = visits_of_course(plan, clinic)
    rows = rows.filter(Q(treatment_began_at__isnull=False) | Q(state__in=HOLDS))
    return list(rows.select_related("service", "specialist", "room").order_by("starts_at"))


def visits_of_course(plan: Plan, clinic: Clinic) -> QuerySet[Visit]:
    """Visits of its service since the day it plans from."""
    return plan.patient.visits.filter(service=plan.service, starts_at__gte=_since(plan, clinic))


def _since(plan: Plan, clinic: Clinic) -> datetime:
    since = plan.planned_from or timezone.localdate(plan.made_at, clinic.zone)
    return day_bounds(since, clinic)[0]


def _day(visit: Visit, clinic: Clinic) -> date:
    return timezone.localdate(visit.treatment_began_at or visit.starts_at, clinic.zone)


_FIGURES: Mapping[Part, str] = {
    Part.CLEANSE: "cleanse",
    Part.NUMB: "numbing",
    Part.NEEDLE: "needle",
    Part.FINISH: "finish",
}


def _longer(plan: PlanDoc) -> float:
    """Minutes that the longest session needles longer than the first."""
    each = [one.minutes.value for one in plan.sessions if one.minutes is not None]
    first = plan.visit.total.value
    known = [minutes for minutes in each if minutes is not None]
    return max(0.0, max(known, default=0.0) - first) if first is not None else 0.0


def _as_planned(stage: Stage, all_stages: Sequence[Stage], plan: PlanDoc) -> Stage:
    longer = _longer(plan)
    if len(all_stages) == 1:
        return _lasting(stage, plan.visit.total, longer)
    name = _FIGURES.get(stage.part)
    alone = sum(one.part == stage.part for one in all_stages) == 1
    if not name or not alone:
        return stage
    return _lasting(stage, getattr(plan.visit, name), longer * (stage.part == Part.NEEDLE))


def _lasting(stage: Stage, figure: FigureDoc, longer: float) -> Stage:
    """As long as the plan says, at least; in steps of five minutes."""
    minutes = figure.high if figure.value is None else figure.value
    if not minutes:
        return stage
    return replace(stage, minutes=max(5, -(-round(minutes + longer) // 5) * 5))
