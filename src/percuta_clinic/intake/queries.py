"""Reading forms and answers of a patient whose record is open to who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Service, Visit
from percuta_clinic.booking.queries import Sessions, sessions_of
from percuta_clinic.intake.models import Fact, Form, Link, Source
from percuta_clinic.intake.models import Round as Rounds
from percuta_clinic.intake.science.request import About, Round
from percuta_clinic.intake.science.told import PHOTOTYPE, told_from
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic

LIGHT = ("form_id", "key", "zone", "value", "source", "at")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A form that was sent, with its facts, corrections included."""

    form: Form
    facts: tuple[Fact, ...]

    @property
    def round(self) -> Round:
        """What it told, as the science reads it."""
        day = self.form.answered_on or self.form.made_at.date()
        newest = {(fact.key, fact.zone): fact.source for fact in self.facts}
        return Round(
            told=told_from(self.facts),
            answered_on=day,
            again=self.form.round == Rounds.AGAIN,
            confirmed=frozenset(at for at, source in newest.items() if source != Source.PATIENT),
        )


def open_form(patient: Patient) -> Form | None:
    """The form that waits for answers; where merged records had one each, the last written in."""
    waiting = patient.forms.filter(sent_at=None, put_aside_at=None)
    return waiting.order_by(F("saved_at").desc(nulls_last=True), "-made_at").first()


def links_open(patient: Patient) -> list[Link]:
    """The private links that still lead somewhere, the newest first."""
    live = patient.links.filter(shut_at=None, expires_at__gt=timezone.now())
    return list(live.order_by("-made_at"))


def last_sent(patient: Patient) -> Form | None:
    """The newest form that was sent."""
    return patient.forms.exclude(sent_at=None).order_by("-sent_at", "-pk").first()


def aside(patient: Patient) -> list[Form]:
    """Forms in which something was typed and that were put aside, the newest first."""
    shut = patient.forms.exclude(put_aside_at=None).exclude(saved_at=None)
    return list(shut.order_by("-put_aside_at", "-pk"))


def answered(patient: Patient) -> list[Answered]:
    """Every form that was sent, the oldest first; none is ever forgotten."""
    return answered_by([patient.pk]).get(patient.pk, [])


def answered_by(patients: Iterable[UUID], *, light: bool = False) -> dict[UUID, list[Answered]]:
    """The same for many patients, in two queries; ``light`` facts say only what was answered."""
    forms = Form.objects.filter(patient__in=list(patients)).exclude(sent_at=None)
    by_patient: dict[UUID, list[Form]] = {}
    for form in forms.order_by("sent_at", "pk"):
        by_patient.setdefault(form.patient_id, []).append(form)
    counting = [form for some in by_patient.values() for form in some]
    facts: dict[UUID, list[Any]] = {form.pk: [] for form in counting}
    kept: Any = Fact.objects.filter(form__in=counting).order_by("at", "id")
    for fact in kept.values_list(*LIGHT, named=True) if light else kept:
        facts[fact.form_id].append(fact)
    return {
        patient: [Answered(form=form, facts=tuple(facts[form.pk])) for form in some]
        for patient, some in by_patient.items()
    }


def about(patient: Patient, *, device: str, answers: Sequence[Answered]) -> About:
    """What the record says that the rules look at."""
    country = Clinic.objects.values_list("country", flat=True).get()
    had = sessions_of(patient.pk)
    return about_with(patient, device=device, answers=answers, country=country, had=had)


def about_with(
    patient: Patient, *, device: str, answers: Sequence[Answered], country: str, had: Sessions
) -> About:
    """The same from what was read already, for many patients at once."""
    return About(
        birth_date=patient.birth_date,
        sex=patient.sex,
        device=device,
        country=country,
        had=had,
        seen_phototype=_seen_phototype(answers),
    )


def _seen_phototype(answers: Sequence[Answered]) -> str:
    """The phototype a clinician saw last; empty if nobody looked."""
    seen = [
        fact.value
        for one in answers
        for fact in one.facts
        if fact.key == PHOTOTYPE and fact.source == Source.EXAMINED
    ]
    return str(seen[-1]) if seen else ""


def device_for(patient: Patient, visit: Visit | None = None) -> str:
    """The device that treatment would be done with; empty if no service names one."""
    if visit is not None and visit.service.is_needling and visit.service.device:
        return visit.service.device
    coming = patient.visits.filter(state__in=HOLDS, service__is_needling=True)
    found = coming.exclude(service__device="").order_by("starts_at").select_related("service")
    if (first := found.first()) is not None:
        return first.service.device
    offered = Service.objects.filter(is_needling=True, is_offered=True).exclude(device="")
    return offered.order_by("name").values_list("device", flat=True).first() or ""
