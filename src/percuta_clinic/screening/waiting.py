"""Who waits for a doctor's decision."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from percuta_clinic.booking.models import HOLDS, Visit
from percuta_clinic.intake.models import Fact, Form
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today
from percuta_clinic.screening.queries import standings, standings_on
from percuta_clinic.screening.science import NO, URGENT_QUESTIONS
from percuta_clinic.screening.standing import Standing

ANSWERED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Awaiting:
    """A patient on whom a doctor has to decide; with the next visit it is for, if one is booked."""

    patient: Patient
    standing: Standing
    visit: Visit | None = None


def waiting(account: Account) -> list[Awaiting]:
    """Everybody who waits, in charts this doctor may open; what may not wait first, then by visit.

    Worked out anew each time: a corrected birth date or another device leaves no run behind.
    """
    require(account, Right.DECIDE_FINDINGS)
    clinic = Clinic.objects.get()
    now = today(clinic)
    charts = open_charts(account)
    visits = list(
        Visit.objects.filter(
            patient__in=charts,
            state__in=HOLDS,
            service__is_needling=True,
            starts_at__gte=day_bounds(now, clinic)[0],
        )
        .select_related("patient", "service", "specialist")
        .order_by("-starts_at")
    )
    visits = sorted({visit.patient_id: visit for visit in visits}.values(), key=_starts)
    recent = Form.objects.filter(answered_on__gte=now - ANSWERED_WITHIN, patient__in=charts)
    near = {visit.patient_id for visit in visits}
    pressing = Fact.objects.filter(key__in=URGENT_QUESTIONS, patient__in=charts)
    told = {
        *recent.values_list("patient_id", flat=True),
        *pressing.exclude(value=NO).values_list("patient_id", flat=True),
    }
    stand = standings(visits)
    found = [
        Awaiting(patient=visit.patient, standing=stand[visit.pk], visit=visit) for visit in visits
    ]
    others = list(charts.filter(pk__in=told - near).order_by("family_name", "given_name"))
    later = standings_on(others, day=now)
    found += [Awaiting(patient=one, standing=later[one.pk]) for one in others]
    wait = [one for one in found if one.standing.for_doctor]
    return sorted(wait, key=lambda one: not one.standing.urgent)


def _starts(visit: Visit) -> datetime:
    return visit.starts_at
