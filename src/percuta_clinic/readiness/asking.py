"""Whose questions are due before a visit, and why some of them cannot be sent."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.booking.queries import NO_SESSIONS, sessions_by
from percuta_clinic.intake.models import Form
from percuta_clinic.outbox.reach import reach
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.screening.science import answers_too_old

AHEAD = timedelta(days=5)  # answers given then are not yet too old on the day
SOON = timedelta(hours=2)  # nobody reads a message any more: they are asked in the clinic
BEFORE = (State.BOOKED, State.CONFIRMED)


def to_ask(
    now: datetime, *, soonest: timedelta = SOON, patient: Patient | None = None
) -> list[Visit]:
    """The next visit of everybody whose answers will be missing, too old or before a session.

    With ``patient``, of that one alone.
    """
    coming = _coming(now, soonest)
    visits = list(coming if patient is None else coming.filter(patient=patient))
    patients = {visit.patient_id for visit in visits}
    last, had = _last_answers(patients), sessions_by(patients)
    zone = Clinic.objects.get().zone
    by_patient: dict[UUID, Visit] = {}
    for visit in visits:
        day = timezone.localdate(visit.starts_at, zone)
        told, needled = last.get(visit.patient_id), had.get(visit.patient_id, NO_SESSIONS).last_at
        if told is None or _is_old(told, day, needled):
            by_patient.setdefault(visit.patient_id, visit)
    return list(by_patient.values())


def _coming(now: datetime, soonest: timedelta) -> QuerySet[Visit]:
    """Needling, and the first visit of somebody who never told anything."""
    been = Visit.objects.filter(
        patient=OuterRef("patient"),
        state__in=(*HOLDS, State.FINISHED),
        starts_at__lt=OuterRef("starts_at"),
    )
    told = Form.objects.filter(patient=OuterRef("patient")).exclude(sent_at=None)
    is_first = ~Exists(been) & ~Exists(told)
    return (
        Visit.objects.filter(
            Q(service__is_needling=True) | is_first,
            patient__in=live_patients(),
            state__in=BEFORE,
            starts_at__gt=now + soonest,
            starts_at__lte=now + AHEAD,
        )
        .select_related("patient", "service")
        .order_by("starts_at")
    )


def _last_answers(patients: Iterable[UUID]) -> dict[UUID, tuple[date, datetime]]:
    sent = Form.objects.filter(patient__in=list(patients)).exclude(sent_at=None)
    found = sent.exclude(answered_on=None).order_by().values_list("patient")
    last = found.annotate(Max("answered_on"), Max("sent_at"))
    return {patient: (day, at) for patient, day, at in last}


def _is_old(told: tuple[date, datetime], day: date, needled: datetime | None) -> bool:
    """Too old on the day, or from before skin was needled: nobody told how it went."""
    answered_on, at = told
    return answers_too_old(answered_on, day) or (needled is not None and needled > at)


def why_not_sent(patient: Patient) -> str:
    """Why questions cannot be sent to somebody; empty: they can."""
    if patient.birth_date is None:
        return "The birth date is missing; the private link asks for it."
    return reach(patient).why_not.strip()


def not_sent(now: datetime, *, most: int) -> list[tuple[Visit, str]]:
    """Visits whose questions cannot be sent, with the reason."""
    found = [
        (visit, why)
        for visit in to_ask(now, soonest=timedelta())
        if (why := why_not_sent(visit.patient))
    ]
    return found[:most]
