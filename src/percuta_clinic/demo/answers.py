"""Answers as patients give them: by private link, step by step, all of them or half."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.queries import sessions_of
from percuta_clinic.intake.links import VISITOR, link_make, link_prove
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open, form_save, reading_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.science import is_date
from percuta_clinic.screening.services import answers_received

Typed = str | list[str]
CHEEKS = ["cheek_left", "cheek_right"]
WISHES: Mapping[str, Typed] = {
    "wish-acne_scars": CHEEKS,
    "hope": "Softer scars, and no make-up over them any more.",
}
HEALTHY: Mapping[str, Typed] = {
    **WISHES,
    "q-newest_acne_scar": "some",
    "z-newest_acne_scar": CHEEKS,
    "d-newest_acne_scar": "2017",
    "phototype": "III",
    "medicines_any": "no",
    "numbing": "yes",
    "event_any": "no",
    "away_any": "no",
}
KELOID: Mapping[str, Typed] = {"q-keloid": "yes"}
THINNED: Mapping[str, Typed] = {
    "q-anticoagulants": "yes",
    "medicines_any": "yes",
    "medicine": ["Apixaban 5 mg"],
}
HALF: Mapping[str, Typed] = {**WISHES, "q-pregnant": "no", "q-nursing": "no", "q-keloid": "no"}


def isotretinoin(today: date) -> Mapping[str, Typed]:
    """Stopped three months ago."""
    last = today - timedelta(days=92)
    return {"q-isotretinoin_last": "date", "d-isotretinoin_last": last.isoformat()}


def begin(by: Actor, patient: Patient, visit: Visit | None) -> Form:
    """Questions are opened, and the patient comes in by the link with the birth date."""
    form = form_open(by=by, patient=patient, visit=visit)
    if patient.birth_date is None:
        raise ValidationError("Nobody comes in by a link without a birth date.")
    link, _ = link_make(by=by, patient=patient, until=visit.starts_at if visit else None)
    link_prove(link=link, birth_date=patient.birth_date)
    return form


def half(by: Actor, patient: Patient, visit: Visit | None) -> Form:
    """Wishes and a few answers are typed, then the phone rings."""
    form = begin(by, patient, visit)
    return form_save(form=form, changed=HALF, version=form.version).form


def whole(
    by: Actor, patient: Patient, visit: Visit | None, *, but: Mapping[str, Typed] | None = None
) -> Form:
    """Everything is answered by somebody healthy, ``but`` for what is named, and sent."""
    form = begin(by, patient, visit)
    told = {**HEALTHY, **_needled(patient), **(but or {})}
    form = form_save(form=form, changed=told, version=form.version).form
    while missing := _missing(form):
        form = form_save(form=form, changed=missing, version=form.version).form
    return answers_received(by=VISITOR, form=form)


def _needled(patient: Patient) -> Mapping[str, Typed]:
    """What they say of the last session, where the clinic has one on record."""
    last = sessions_of(patient.pk).last_on
    if last is None:
        return {}
    key = "needled_last"
    return {f"q-{key}": "some", f"z-{key}": CHEEKS, f"d-{key}": last.isoformat()}


def _missing(form: Form) -> dict[str, Typed]:
    asked = [key for key in reading_of(form).asked if not form.values.get(f"q-{key}")]
    return {f"q-{key}": "never" if is_date(key) else "no" for key in asked}
