"""Who waits for a doctor: for a decision, or because something may not wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.booking.models import HOLDS, Visit
from percuta_clinic.intake.models import Fact, Form
from percuta_clinic.patients.access import open_charts, shut_charts
from percuta_clinic.patients.models import Patient, TeamMember
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today
from percuta_clinic.screening.queries import standings, standings_on
from percuta_clinic.screening.science import NO, URGENT_QUESTIONS
from percuta_clinic.screening.standing import Standing

ANSWERED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Awaiting:
    """A patient whom a doctor has to look at; with the next visit it is for, if one is booked."""

    patient: Patient
    standing: Standing
    visit: Visit | None = None


def waiting(account: Account) -> list[Awaiting]:
    """Everybody who waits, in charts this doctor may open; what may not wait first, then by visit.

    Worked out anew each time: a corrected birth date or another device leaves no run behind.
    """
    require(account, Right.DECIDE_FINDINGS)
    wait = [one for one in _stood(open_charts(account)) if one.standing.for_doctor]
    return sorted(wait, key=lambda one: not one.standing.urgent)


def pressing(account: Account) -> list[Awaiting]:
    """Who may not wait and is not referred yet, in charts this person may open."""
    require(account, Right.TAKE_ANSWERS)
    return _pressing(open_charts(account))


def pressing_behind_glass(account: Account) -> list[Patient]:
    """Who may not wait in a restricted chart without a doctor; what it is stays in the chart."""
    require(account, Right.DECIDE_FINDINGS)
    doctors = TeamMember.objects.filter(account__in=having(Role.DOCTOR))
    charts = shut_charts(account).exclude(pk__in=doctors.values("patient"))
    return [one.patient for one in _pressing(charts)]


def _pressing(charts: QuerySet[Patient]) -> list[Awaiting]:
    told = list(_told_pressing(charts))
    found = _stood(charts.filter(pk__in=told)) if told else []
    return [one for one in found if one.standing.urgent]


def _stood(charts: QuerySet[Patient]) -> list[Awaiting]:
    """How those stand who have a treatment booked, answered lately or told what may not wait."""
    clinic = Clinic.objects.get()
    now = today(clinic)
    visits = _next_visits(charts, since=day_bounds(now, clinic)[0])
    recent = Form.objects.filter(answered_on__gte=now - ANSWERED_WITHIN, patient__in=charts)
    near = {visit.patient_id for visit in visits}
    told = {*recent.values_list("patient_id", flat=True), *_told_pressing(charts)}
    stand = standings(visits)
    found = [
        Awaiting(patient=visit.patient, standing=stand[visit.pk], visit=visit) for visit in visits
    ]
    others = list(charts.filter(pk__in=told - near).order_by("family_name", "given_name"))
    later = standings_on(others, day=now)
    return found + [Awaiting(patient=one, standing=later[one.pk]) for one in others]


def _told_pressing(charts: QuerySet[Patient]) -> Iterable[UUID]:
    """Who ever told something that may not wait, or did not know."""
    facts = Fact.objects.filter(key__in=URGENT_QUESTIONS, patient__in=charts).exclude(value=NO)
    return facts.order_by().values_list("patient_id", flat=True).distinct()


def _next_visits(charts: QuerySet[Patient], *, since: datetime) -> list[Visit]:
    """The next treatment of each, the soonest first."""
    booked = Visit.objects.filter(
        patient__in=charts,
        state__in=HOLDS,
        service__is_needling=True,
        starts_at__gte=since,
    ).select_related("patient", "service", "specialist")
    nearest = {visit.patient_id: visit for visit in booked.order_by("-starts_at")}
    return sorted(nearest.values(), key=_starts)


def _starts(visit: Visit) -> datetime:
    return visit.starts_at
