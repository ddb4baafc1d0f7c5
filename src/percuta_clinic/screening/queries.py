"""How patients stand before their visits, worked out from the answers each time it is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.queries import NO_SESSIONS, Sessions, sessions_by
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import Answered, answered_by, device_for, seen_phototype
from percuta_clinic.intake.science.request import About
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.screening.models import Decision
from percuta_clinic.screening.science import run_of
from percuta_clinic.screening.standing import MISSING, WAITING, Standing, standing_of


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What is kept about some patients, read at once."""

    country: str
    answers: Mapping[UUID, list[Answered]]
    decisions: Mapping[UUID, list[Decision]] = field(default_factory=dict)
    sessions: Mapping[UUID, Sessions] = field(default_factory=dict)
    waiting: frozenset[UUID] = frozenset()

    def standing(self, patient: Patient, *, device: str, day: date) -> Standing:
        answers = self.answers.get(patient.pk)
        if not answers:
            return WAITING if patient.pk in self.waiting else MISSING
        had = self.sessions.get(patient.pk, NO_SESSIONS)
        known = About(
            birth_date=patient.birth_date,
            sex=patient.sex,
            device=device,
            country=self.country,
            sessions_done=had.done,
            last_session_on=had.last_on,
            seen_phototype=seen_phototype(answers),
        )
        decisions = self.decisions.get(patient.pk, [])
        run = run_of(answers, known=known, decisions=decisions, day=day)
        return MISSING if run is None else standing_of(run)


def standing(patient: Patient, *, day: date, visit: Visit | None = None) -> Standing:
    """How a patient stands if treated on ``day``."""
    held = _held([patient.pk], Clinic.objects.get())
    return held.standing(patient, device=device_for(patient, visit), day=day)


def standings(visits: Sequence[Visit]) -> dict[UUID, Standing]:
    """The same for many visits, each for its own day, by the key of the visit; in six queries.

    Give visits with their patient and service, or each asks for them.
    """
    if not visits:
        return {}
    clinic = Clinic.objects.get()
    held = _held({visit.patient_id for visit in visits}, clinic)
    return {
        visit.pk: held.standing(
            visit.patient,
            device=visit.service.device if visit.service.is_needling else "",
            day=timezone.localdate(visit.starts_at, clinic.zone),
        )
        for visit in visits
    }


def standings_on(patients: Sequence[Patient], *, day: date) -> dict[UUID, Standing]:
    """How patients stand without a visit, with the device they were asked for."""
    if not patients:
        return {}
    held = _held([patient.pk for patient in patients], Clinic.objects.get())
    return {one.pk: held.standing(one, device="", day=day) for one in patients}


def _held(patients: Iterable[UUID], clinic: Clinic) -> _Held:
    keys = list(patients)
    answers = answered_by(keys, light=True)
    unanswered = [key for key in keys if key not in answers]
    waiting = Form.objects.filter(patient__in=unanswered, sent_at=None, put_aside_at=None)
    return _Held(
        country=clinic.country,
        answers=answers,
        decisions=decisions_by(keys),
        sessions=sessions_by(keys),
        waiting=frozenset(waiting.values_list("patient_id", flat=True))
        if unanswered
        else frozenset(),
    )


def decisions_by(patients: Iterable[UUID]) -> dict[UUID, list[Decision]]:
    """Every decision on these patients."""
    found: dict[UUID, list[Decision]] = {}
    for decision in Decision.objects.filter(patient__in=list(patients)):
        found.setdefault(decision.patient_id, []).append(decision)
    return found
