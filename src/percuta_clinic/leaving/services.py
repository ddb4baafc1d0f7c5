"""Removing a record, bringing it back, and erasing a person for good."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from percuta_clinic.adverse.leaving import events_forgotten
from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.billing.leaving import money_blanked
from percuta_clinic.booking.claims import release
from percuta_clinic.booking.models import HOLDS, INSIDE, Request, State, Visit
from percuta_clinic.consent.models import Consent, Offer
from percuta_clinic.drafts.models import Draft
from percuta_clinic.duty.leaving import refuse_open_tasks, tasks_forgotten
from percuta_clinic.files.store import forget
from percuta_clinic.healing.leaving import healing_forgotten
from percuta_clinic.intake.links import links_shut
from percuta_clinic.leaving.models import Erasure
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.models import State as Sending
from percuta_clinic.patients.models import GlassBreak, Merge, Patient, Sex
from percuta_clinic.patients.search import renew
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import role_end
from percuta_clinic.people.sessions import sessions_end
from percuta_clinic.photos.services import photos_forgotten
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.leaving import reviews_forgotten
from percuta_clinic.treatment.leaving import sessions_forgotten

ERASED = "erased"
LIST = "erased.jsonl"  # beside the keys, so that it outlives a database restored from a backup


class StillKept(Exception):
    """The law may ask that this record is kept for longer."""

    def __init__(self, last: datetime, until: int) -> None:
        super().__init__(
            f"The last visit or note is of {last:%-d %B %Y}, and this clinic keeps records for "
            f"years after that, until {until}. Erase it only if the law asks for it, and say "
            "which law."
        )


@transaction.atomic
def patient_remove(*, by: Actor, patient: Patient, reason: str) -> Patient:
    """Takes a record out of use; it can be brought back."""
    _needs_reason(reason)
    patient = _held(patient)
    if patient.removed_at:
        return patient
    _refuse_inside(patient)
    _refuse_coming(patient)
    refuse_open_tasks(patient)
    patient.removed_at = timezone.now()
    patient.save(update_fields=["removed_at"])
    links_shut(by=by, patient=patient, why="the record was removed")
    renew(patient)
    record(by=by, action="patient.removed", subject=patient, patient_id=patient.pk, reason=reason)
    return patient


@transaction.atomic
def patient_restore(*, by: Actor, patient: Patient) -> Patient:
    """Brings a removed record back."""
    patient = _held(patient)
    if not patient.removed_at:
        return patient
    patient.removed_at = None
    patient.save(update_fields=["removed_at"])
    renew(patient)
    record(by=by, action="patient.restored", subject=patient, patient_id=patient.pk)
    return patient


def _held(patient: Patient) -> Patient:
    """The record as it stands now, which nobody else changes until this is done."""
    now = Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    if now.erased_at or now.merged_into_id:
        raise ValidationError("This record was erased or merged in the meantime. Look for it anew.")
    return now


def _refuse_inside(patient: Patient) -> None:
    """Nobody's record goes while they are treated; a forgotten visit is finished first."""
    visit = patient.visits.filter(state__in=INSIDE).select_related("room").first()
    if visit is not None:
        raise ValidationError(
            f"{patient} is {visit.get_state_display()} ({visit.room}) since "
            f"{timezone.localtime(visit.state_since):%-d %B, %H:%M}. Finish that visit first: "
            "whoever sees the board can."
        )


def _coming(patient: Patient) -> QuerySet[Visit]:
    return patient.visits.filter(state__in=HOLDS, ends_at__gte=timezone.now())


def _refuse_coming(patient: Patient) -> None:
    """Cancelled one by one before, so that the person is told while there is an address."""
    if coming := _coming(patient).count():
        them = (
            "a visit to come. Cancel it" if coming == 1 else f"{coming} visits to come. Cancel them"
        )
        raise ValidationError(f"{patient} has {them} first: whoever books visits can.")


def _needs_reason(reason: str) -> None:
    if len(reason.strip()) < 5:
        raise ValidationError("Say why, in a few words. It stays in the log.")


def kept_until(patient: Patient, clinic: Clinic) -> tuple[datetime, int] | None:
    """The last clinical day and the year in which keeping ends, while it has not."""
    been = patient.visits.filter(state__in=(State.FINISHED, *INSIDE))
    last_visit = been.aggregate(at=Max("ends_at"))["at"]
    last_note = patient.notes.aggregate(at=Max("made_at"))["at"]
    days = [day for day in (last_visit, last_note) if day is not None]
    if not days:
        return None
    last = max(days)
    until = last.year + clinic.keep_years
    return (last, until) if timezone.now().year <= until else None


def patient_erase(*, by: Actor, patient: Patient, reason: str, law: str = "") -> Erasure:
    """Erases a person: only that it was done stays. Raises StillKept without a ``law``."""
    _needs_reason(reason)
    kept = kept_until(patient, Clinic.objects.get())
    if kept and not law.strip():
        raise StillKept(*kept)
    with transaction.atomic():
        why = f"{reason} ({law})" if law.strip() else reason
        patient = _held(patient)
        _refuse_inside(patient)
        _refuse_coming(patient)
        refuse_open_tasks(patient)
        for earlier in _merged_into(patient):
            _erase(by=by, patient=earlier, why=why)
        return _erase(by=by, patient=patient, why=why)


def _merged_into(patient: Patient) -> list[Patient]:
    """Records that became part of this one: they name the same person."""
    rows = list(Patient.objects.filter(merged_into=patient, erased_at=None))
    return [one for row in rows for one in (*_merged_into(row), row)]


def _erase(*, by: Actor, patient: Patient, why: str) -> Erasure:
    erasure = Erasure.objects.create(patient_id=patient.pk, by_name=by.name, reason=why[:500])
    record(by=by, action="patient.erased", subject=patient, patient_id=patient.pk)
    _blank(patient, by=by)
    transaction.on_commit(lambda: _remember(erasure))
    return erasure


def _remember(erasure: Erasure) -> None:
    path = Path(settings.ENVIRONMENT.keys) / LIST
    line = {"patient": str(erasure.patient_id), "at": erasure.at.isoformat()}
    with path.open("a", encoding="ascii") as file:
        file.write(json.dumps(line) + "\n")


def _blank(patient: Patient, *, by: Actor) -> None:
    """Everything that says who it was or what was done; visits and money stay as numbers."""
    account = patient.account
    _unname(patient)  # first: the database lets notes go only with somebody erased
    for attachment in patient.attachments.select_related("file"):
        forget(attachment, attachment.file)
    events_forgotten(patient)
    photos_forgotten(patient)
    healing_forgotten(patient)
    sessions_forgotten(patient)
    tasks_forgotten(patient)
    reviews_forgotten(patient)
    _forget_consents(patient)
    _forget_drafts(patient)
    money_blanked(patient)
    for rows in (
        patient.plans,
        *(patient.gradings, patient.screenings, patient.decisions, patient.reminders),
        *(patient.facts, patient.forms, patient.links),
        *(patient.waitings, patient.holds),
        *(patient.notes, patient.contacts, patient.terms, patient.team, patient.history),
    ):
        rows.all().delete()
    GlassBreak.objects.filter(patient=patient).update(reason=ERASED)
    Merge.objects.filter(kept=patient).update(moved={})
    for visit in _coming(patient):  # of a restored backup: nobody comes to it
        release(visit)
    _coming(patient).update(state=State.CANCELLED)
    patient.visits.update(why_cancelled="", cleared=None, override_why="", override_of="")
    Request.objects.filter(visit__patient=patient).update(sealed="")
    _blank_messages(patient)
    Invitation.objects.filter(patient_id=patient.pk).update(name=ERASED, email="")
    if account is not None:
        _shut(account, by=by)


def _blank_messages(patient: Patient) -> None:
    """Letters stay as rows that were sent or not; those that wait never leave."""
    mine = Message.objects.filter(patient_id=patient.pk)
    mine.filter(state=Sending.WAITING).update(state=Sending.CANCELLED)
    for pk in mine.exclude(once=None).values_list("pk", flat=True):
        mine.filter(pk=pk).update(once=f"{ERASED}:{pk}")  # it may say what was written about
    mine.update(
        to_name=ERASED,
        address="",
        subject="",
        body="",
        sealed="",
        sealed_address="",
        calendar="",
        trouble="",
    )


def _forget_consents(patient: Patient) -> None:
    """What was signed with its papers, and what was offered and asked."""
    for signed in Consent.objects.filter(patient=patient).select_related("pdf"):
        forget(signed, signed.pdf)
    Offer.objects.filter(patient=patient).delete()


def _forget_drafts(patient: Patient) -> None:
    """Unfinished notes about the person, and unfinished amendments of their notes."""
    notes = patient.notes.values_list("pk", flat=True)
    Draft.objects.filter(subject__in=[str(patient.pk), *map(str, notes)]).delete()


def _unname(patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(
        given_name=ERASED,
        family_name="person",
        preferred_name="",
        birth_date=None,
        sex=Sex.NOT_KNOWN,
        phone="",
        email="",
        address="",
        time_zone="",
        news=False,
        account=None,
        erased_at=timezone.now(),
    )


def _shut(account: Account, *, by: Actor) -> None:
    """Whoever works here too keeps that account, but is no patient any more."""
    if account.is_staff_member:
        role_end(by=by, account=account, role=Role.PATIENT)
        return
    sessions_end(account)
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    account.is_active = False
    account.email, account.name = f"{account.pk}@erased.invalid", ERASED
    account.set_unusable_password()
    account.save()


def reapply(ids: Iterable[UUID]) -> int:
    """After a restore: erases again whom the backup still holds. Says how many."""
    again = Patient.objects.filter(pk__in=list(ids), erased_at=None)
    for patient in again:
        with transaction.atomic():
            Erasure.objects.get_or_create(
                patient_id=patient.pk,
                defaults={"by_name": SYSTEM.name, "reason": "erased before the restore"},
            )
            record(by=SYSTEM, action="patient.erased", subject=patient, patient_id=patient.pk)
            _blank(patient, by=SYSTEM)
    return len(again)


def remembered() -> list[UUID]:
    """Whom the list beside the keys names."""
    path = Path(settings.ENVIRONMENT.keys) / LIST
    if not path.exists():
        return []
    return [UUID(json.loads(line)["patient"]) for line in path.read_text("ascii").splitlines()]
