"""How patients stand before their visits, worked out from the answers each time it is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.queries import NO_SESSIONS, Sessions, sessions_by
from percuta_clinic.booking.science import devices_known
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import Answered, about_with, answered_by, device_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.parting import Spans, is_from_before_parting, spans_as_one
from percuta_clinic.premises.models import Clinic
from percuta_clinic.screening.models import Decision
from percuta_clinic.screening.science import run_of
from percuta_clinic.screening.standing import (
    BEFORE_SESSION,
    MISSING,
    OF_TWO,
    WAITING,
    Standing,
    outdated,
    standing_of,
    without_device,
)


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What is kept about some patients, read at once."""

    country: str
    answers: Mapping[UUID, list[Answered]]
    decisions: Mapping[UUID, list[Decision]] = field(default_factory=dict)
    sessions: Mapping[UUID, Sessions] = field(default_factory=dict)
    as_one: Spans = field(default_factory=dict)
    typed: Mapping[UUID, datetime | None] = field(default_factory=dict)  # in open forms

    def standing(self, patient: Patient, *, device: str, day: date) -> Standing:
        answers = self.answers.get(patient.pk)
        if not answers:
            return WAITING if patient.pk in self.typed else MISSING
        had = self.sessions.get(patient.pk, NO_SESSIONS)
        is_known = (device or answers[-1].form.device) in devices_known()
        device = device if is_known else next(iter(devices_known()))
        known = about_with(patient, device=device, answers=answers, country=self.country, had=had)
        decisions = self.decisions.get(patient.pk, [])
        run = run_of(answers, known=known, decisions=decisions, day=day)
        if not is_known:
            return without_device(run)
        if run is None:
            return MISSING
        now, told_at = standing_of(run), answers[-1].form.sent_at
        if _is_later(had.last_at, told_at):
            now = outdated(now, BEFORE_SESSION)
        if is_from_before_parting(answers[-1].form.made_at, self.as_one.get(patient.pk, ())):
            now = outdated(now, OF_TWO)
        return replace(now, unsent=self.typed.get(patient.pk) is not None)


def _is_later(at: datetime | None, told_at: datetime | None) -> bool:
    """Whether something came after the newest answers."""
    return at is not None and told_at is not None and at > told_at


def standing(patient: Patient, *, day: date, visit: Visit | None = None) -> Standing:
    """How a patient stands if treated on ``day``."""
    held = _held([patient.pk], Clinic.objects.get())
    return held.standing(patient, device=device_for(patient, visit), day=day)


def standing_for(patient: Patient, *, device: str, day: date) -> Standing:
    """How a patient stands if treated on ``day`` with a device that was not booked yet."""
    return _held([patient.pk], Clinic.objects.get()).standing(patient, device=device, day=day)


def standings(
    visits: Sequence[Visit], *, day: date | None = None, but_them: bool = False
) -> dict[UUID, Standing]:
    """The same for many visits, each for its own day or all for ``day``; in eight queries.

    Give visits with their patient and service, or each asks for them. ``but_them``: as if these
    had not been sessions, for one that goes on.
    """
    if not visits:
        return {}
    clinic = Clinic.objects.get()
    but = [visit.pk for visit in visits] if but_them else ()
    held = _held({visit.patient_id for visit in visits}, clinic, but=but)
    return {
        visit.pk: held.standing(
            visit.patient,
            device=visit.service.device if visit.service.is_needling else "",
            day=day or timezone.localdate(visit.starts_at, clinic.zone),
        )
        for visit in visits
    }


def standings_on(patients: Sequence[Patient], *, day: date) -> dict[UUID, Standing]:
    """How patients stand without a visit, with the device they were asked for."""
    if not patients:
        return {}
    held = _held([patient.pk for patient in patients], Clinic.objects.get())
    return {one.pk: held.standing(one, device="", day=day) for one in patients}


def _held(patients: Iterable[UUID], clinic: Clinic, *, but: Iterable[UUID] = ()) -> _Held:
    keys = list(patients)
    answers = answered_by(keys, light=True)
    unsent = Form.objects.filter(patient__in=keys, sent_at=None, put_aside_at=None)
    typed = unsent.order_by().values_list("patient_id").annotate(Max("saved_at"))
    as_one = spans_as_one(keys)
    return _Held(
        country=clinic.country,
        answers=answers,
        decisions=decisions_by(keys),
        sessions=sessions_by(keys, but=but, as_one=as_one),
        as_one=as_one,
        typed=dict(typed),
    )


def decisions_by(patients: Iterable[UUID]) -> dict[UUID, list[Decision]]:
    """Every decision on these patients."""
    found: dict[UUID, list[Decision]] = {}
    for decision in Decision.objects.filter(patient__in=list(patients)):
        found.setdefault(decision.patient_id, []).append(decision)
    return found
