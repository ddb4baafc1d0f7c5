"""What keeps sessions apart while visits are booked: the plan, or the shortest that is allowed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Service, Visit
from percuta_clinic.booking.signals import Reason
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.dates import (
    days_apart,
    held_as,
    plans_keeping_apart,
    rests_before,
    visits_counted,
)
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import apart_least, interval_floor
from percuta_clinic.planning.series import Held, sessions_of
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds


def too_near(
    *, patient: Patient, service: Service, day: date, clinic: Clinic, but: Visit | None = None
) -> Iterator[Reason]:
    """Why skin is not needled on a day, for another session that lies too near to it."""
    if not service.is_needling or service.is_test_area:
        return
    keeping = _keeping(patient, service)
    agreed, plan = keeping.agreed, keeping.longest
    near = _near(patient, day, agreed, clinic=clinic, but=but)
    due = [due_on(one, clinic, day=day, but=but) for one in (keeping.plans if near else ())]
    other = next((one for one in near if _days(one, day, clinic) < keeping.least(one, due)), None)
    if other is None:
        return
    lies = _lies(other, clinic)
    least = keeping.least(other, due)
    free = lies + timedelta(days=least)
    floor = min(interval_floor(), least)
    days = _days(other, day, clinic)
    yield Reason(
        words=(
            f"{_PATIENT[least < agreed]}: {least} days. The next free day after the session of "
            f"{lies:%-d %B} is {free:%A %-d %B %Y}."
        ),
        staff_words=f"{_in_order(days, day, lies)}: too near. {_whose(least, floor, plan)}.",
        not_before=free,
        for_staff=days < floor,
    )


_PATIENT = {
    False: "Your skin needs time between two sessions",
    True: "Some days lie between visits for different parts of your skin",
}


def next_too_near(visit: Visit, clinic: Clinic) -> str:
    """Where the next session is booked nearer to this one than planned, in words for staff."""
    service = visit.service
    if not service.is_needling or service.is_test_area or visit.treatment_began_at is None:
        return ""
    keeping = _keeping(visit.patient, service)
    agreed, plan = keeping.agreed, keeping.longest
    day = timezone.localdate(visit.treatment_began_at, clinic.zone)
    later = _sessions(visit.patient).filter(
        treatment_began_at=None,
        state__in=HOLDS,
        starts_at__gt=visit.treatment_began_at,
        starts_at__lt=day_bounds(day + timedelta(days=agreed), clinic)[0],
    )
    rows = list(later.exclude(pk=visit.pk).order_by("starts_at"))
    due = [due_on(one, clinic, visit=visit) for one in (keeping.plans if rows else ())]
    near = (one for one in rows if _days(one, day, clinic) < keeping.least(one, due))
    following = next(near, None)
    if following is None:
        return ""
    least = keeping.least(following, due)
    at = following.starts_at.astimezone(clinic.zone)
    days = (at.date() - day).days
    counted = "1 day" if days == 1 else f"{days} days"
    return (
        f"The next session is booked for {at:%A %-d %B %Y, %H:%M}: {counted} after this one, too "
        f"near. {_whose(least, min(interval_floor(), least), plan)}. It can be from "
        f"{day + timedelta(days=least):%-d %B %Y} on."
    )


@dataclass(frozen=True, kw_only=True)
class Due:
    """What one visit needles, and what others of its course do; None: anything."""

    zones: frozenset[str] | None = None
    of_visits: Mapping[UUID, frozenset[str]] = field(default_factory=dict)

    def least(self, other: Visit, agreed: int) -> int:
        """The days that lie between this visit and another at least."""
        there = self.of_visits.get(other.pk)
        if self.zones is None or there is None or self.zones & there:
            return agreed
        return apart_least()


SHARED = Due()


def due_on(
    plan: Plan,
    clinic: Clinic,
    *,
    day: date | None = None,
    but: Visit | None = None,
    visit: Visit | None = None,
) -> Due:
    """Where zones take turns, whose turn it is on a ``day`` that is asked for, or at a ``visit``.

    ``but`` is the visit that moves to that day.
    """
    doc = kept_of(plan).plan
    if doc is None or not doc.apart:
        return SHARED
    rows = [one for one in visits_counted(plan, clinic) if but is None or one.pk != but.pk]
    every: list[tuple[Held, UUID | None]] = [(held_as(one, clinic), one.pk) for one in rows]
    if day is not None:
        every.append((Held(day=day), None))
    every.sort(key=lambda one: one[0].day)  # stable: what is asked for comes last on its day
    found = sessions_of([held for held, _ in every], doc, rests_before(plan, doc, clinic))
    zones = {
        key: frozenset(held.zones or (session.zones if session is not None else ()))
        for (held, key), session in zip(every, found, strict=True)
        if not held.anywhere
    }
    known = {key: some for key, some in zones.items() if some}
    own = known.get(visit.pk if visit is not None else None)
    of_visits = {key: some for key, some in known.items() if key is not None}
    return Due(zones=own, of_visits={**_recorded(plan), **of_visits})


def _recorded(plan: Plan) -> dict[UUID, frozenset[str]]:
    """Where sessions of its service needled, those of an earlier version too."""
    rows = plan.patient.visits.filter(service=plan.service, treatment_began_at__isnull=False)
    told = rows.values_list("pk", "needled_in")
    return {key: frozenset(zones) for key, zones in told if zones}


@dataclass(frozen=True, kw_only=True)
class _Keeping:
    """The days that lie between two sessions at least, and the plans that say so."""

    agreed: int
    plans: tuple[Plan, ...]
    longest: Plan | None

    def least(self, other: Visit, due: Iterable[Due]) -> int:
        """The days to another visit that every one of the plans allows."""
        return max((one.least(other, self.agreed) for one in due), default=self.agreed)


def _keeping(patient: Patient, service: Service) -> _Keeping:
    plans = plans_keeping_apart(patient, service)
    days = [days_apart(one) for one in plans]
    most = max(days, default=0)
    longest = plans[days.index(most)] if plans else None
    return _Keeping(agreed=max(most, interval_floor()), plans=tuple(plans), longest=longest)


def _in_order(days: int, day: date, lies: date) -> str:
    if not days:
        return f"On the day of the session of {lies:%-d %B %Y}"
    counted = "1 day" if days == 1 else f"{days} days"
    return f"{counted} {'before' if day < lies else 'after'} the session of {lies:%-d %B %Y}"


def _whose(agreed: int, floor: int, plan: Plan | None) -> str:
    if plan is not None and agreed > floor:
        said = (
            "The plan agreed on" if plan.in_force else "The plan that is not accepted yet asks for"
        )
        return f"{said} {agreed} days between sessions; {floor} are the least of all"
    if agreed < interval_floor():
        return f"{agreed} days between visits for different places are the least"
    return f"{floor} days between sessions are the least"


def _near(
    patient: Patient, day: date, within: int, *, clinic: Clinic, but: Visit | None
) -> list[Visit]:
    """The sessions given or booked in so many days before or after a day, the last first."""
    first = day_bounds(day - timedelta(days=within - 1), clinic)[0]
    last = day_bounds(day + timedelta(days=within - 1), clinic)[1]
    begun = Q(treatment_began_at__gte=first, treatment_began_at__lt=last)
    booked = Q(treatment_began_at=None, state__in=HOLDS, starts_at__gte=first, starts_at__lt=last)
    rows = _sessions(patient).filter(begun | booked)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return list(rows.order_by("-starts_at"))


def _lies(visit: Visit, clinic: Clinic) -> date:
    return timezone.localdate(visit.treatment_began_at or visit.starts_at, clinic.zone)


def _days(visit: Visit, day: date, clinic: Clinic) -> int:
    return abs((day - _lies(visit, clinic)).days)


def _sessions(patient: Patient) -> QuerySet[Visit]:
    rows = patient.visits.filter(service__is_needling=True)
    return rows.exclude(service__is_test_area=True)
