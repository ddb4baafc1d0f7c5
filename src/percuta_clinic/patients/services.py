"""Writing who somebody is: entered, changed, and whom to call for them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.patients.models import Contact, Patient
from percuta_clinic.patients.search import renew
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import check_zone
from percuta_clinic.premises.queries import the_clinic, today

DETAILS = (
    "given_name",
    "family_name",
    "preferred_name",
    "birth_date",
    "sex",
    "phone",
    "email",
    "address",
    "time_zone",
    "by_email",
    "by_sms",
    "news",
)
EARLIEST_BIRTH = date(1900, 1, 1)
_LONGEST_REASON = 100


class Stale(Exception):
    """Somebody else changed the record since it was shown; ``current`` is how it stands."""

    def __init__(self, current: Patient) -> None:
        super().__init__(f"{current} was changed by somebody else in the meantime.")
        self.current = current


@transaction.atomic
def patient_enter(
    *, by: Account | Actor, details: Mapping[str, Any], unlike: Sequence[UUID] = (), told: str = ""
) -> Patient:
    """A new record. ``unlike``: records that look alike and that ``by`` says are others."""
    patient = Patient(**{name: details[name] for name in DETAILS if name in details})
    _check(patient)
    keep_history(patient, by=by if isinstance(by, Account) else None, reason="entered")
    patient.save(force_insert=True)
    renew(patient)
    if unlike:
        told = f"said to be another person than {', '.join(map(str, unlike))}"
    record(
        by=by.actor if isinstance(by, Account) else by,
        action="patient.entered",
        subject=patient,
        patient_id=patient.pk,
        fields=[name for name in DETAILS if getattr(patient, name)],
        reason=told,
    )
    return patient


@transaction.atomic
def patient_change(
    *, by: Account, patient: Patient, version: int, details: Mapping[str, Any], reason: str = ""
) -> Patient:
    """Changes details of the record as it stood at ``version``; else raises Stale."""
    kept = held(patient.pk)
    if kept.version != version or not kept.is_live:
        raise Stale(kept)
    changed = [name for name in DETAILS if name in details and getattr(kept, name) != details[name]]
    for name in changed:
        setattr(kept, name, details[name])
    if not changed:
        return kept
    _check(kept)
    save_version(kept, by=by, reason=reason or "changed")
    record(
        by=by.actor,
        action="patient.changed",
        subject=kept,
        patient_id=kept.pk,
        fields=changed,
        reason=reason,
    )
    return kept


def held(key: UUID) -> Patient:
    """The record, which nobody else changes or merges until this transaction ends."""
    return Patient.objects.select_for_update(of=("self",)).get(pk=key)


def held_kept(key: UUID) -> Patient:
    """The same, or the record it became part of: what is to be added is added there."""
    patient = held(key)
    while patient.merged_into_id:
        patient = held(patient.merged_into_id)
    return patient


def became(key: UUID, other: UUID) -> bool:
    """Whether the one record is the other, or is part of it now; holds nothing."""
    at: UUID | None = key
    while at not in (None, other):
        at = Patient.objects.filter(pk=at).values_list("merged_into", flat=True).first()
    return at is not None


def save_version(patient: Patient, *, by: Account, reason: str) -> None:
    """Saves a held record as its next version, with its history and search terms."""
    patient.version += 1
    keep_history(patient, by=by, reason=reason)
    patient.save()
    renew(patient)


def keep_history(patient: Patient, *, by: Account | None, reason: str) -> None:
    """What the history says about the next save."""
    noted: Any = patient
    noted._history_user = by
    noted._change_reason = reason[:_LONGEST_REASON]


def _check(patient: Patient) -> None:
    refuse_nul(patient, DETAILS)
    for name in ("given_name", "family_name", "preferred_name", "phone", "email", "address"):
        setattr(patient, name, getattr(patient, name).strip())
    patient.full_clean(
        exclude=["account", "merged_into"], validate_unique=False, validate_constraints=False
    )
    if patient.time_zone:
        check_zone(patient.time_zone)
    check_birth(patient.birth_date)


def refuse_nul(row: Contact | Patient, names: Sequence[str]) -> None:
    """A text with a NUL sign cannot be stored by every database."""
    for name in names:
        if "\0" in str(getattr(row, name)):
            raise ValidationError({name: NUL_MESSAGE})


NUL_MESSAGE = "There is an invisible NUL sign in this text, which cannot be stored. Type it again."


def check_birth(born: date | None) -> None:
    """Refuses a birth date that cannot be."""
    clinic = the_clinic()
    now = today(clinic) if clinic else timezone.localdate()
    if born and born > now:
        raise ValidationError(
            {"birth_date": f"{born:%d.%m.%Y} is in the future. Enter a day up to today."}
        )
    if born and born < EARLIEST_BIRTH:
        raise ValidationError(
            {"birth_date": f"{born:%d.%m.%Y} is before 1900. Check the year of birth."}
        )


CONTACT_FIELDS = ("name", "relation", "phone", "email")


@transaction.atomic
def contact_save(*, by: Account, contact: Contact) -> Contact:
    """Adds or changes somebody to call."""
    action = "contact.added" if contact._state.adding else "contact.changed"
    contact.patient = held_kept(contact.patient_id)
    refuse_nul(contact, CONTACT_FIELDS)
    if not contact.phone.strip() and not contact.email.strip():
        raise ValidationError({"phone": "Enter a phone number or an e-mail address."})
    contact.full_clean(exclude=["patient"])
    contact.save()
    record(
        by=by.actor,
        action=action,
        subject=contact,
        patient_id=contact.patient_id,
        fields=CONTACT_FIELDS,
    )
    return contact


@transaction.atomic
def contact_end(*, by: Account, contact: Contact) -> None:
    """This person is not to be called any more; that they were stays known."""
    changed = Contact.objects.filter(pk=contact.pk, ended_at=None).update(ended_at=timezone.now())
    if changed:
        record(by=by.actor, action="contact.ended", subject=contact, patient_id=contact.patient_id)
