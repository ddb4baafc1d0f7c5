"""Putting a consent before a patient: offered, read, asked about, answered, ended, withdrawn."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.consent.models import (
    Consent,
    Kind,
    Level,
    Offer,
    Question,
    Withdrawal,
)
from percuta_clinic.consent.notices import answer_tell, offer_tell
from percuta_clinic.consent.science import page_of, sheet_digest
from percuta_clinic.consent.texts import text_in_use
from percuta_clinic.patients.models import Contact, Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.queries import the_clinic, today

OF_AGE = 18
LONGEST, MOST_QUESTIONS, LONGEST_TYPED = 2_000, 30, 20_000
REPLACED = "a newer one was made"


@dataclass(frozen=True, kw_only=True)
class Covers:
    """What a sheet speaks of: where skin is needled, with which device, and whether as a test."""

    zones: frozenset[str] = frozenset()
    device: str = ""
    test_area: bool = False  # one visit, in which only a small place is needled


class Ended(Exception):
    """The offer cannot be signed any more; ``why`` says so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def patient_in_log(account: UUID | None) -> Actor:
    """How the log names patients: it outlives an erased person, so never by their own name."""
    return Actor(id=account, name="The patient")


@transaction.atomic
def offer_make(
    *,
    by: Actor,
    patient: Patient,
    kind: str,
    service: Service | None = None,
    sheet: dict[str, Any] | None = None,
    covers: Covers | None = None,
    visit: Visit | None = None,
    guardian: Contact | None = None,
    link_of: Callable[[Offer], str] | None = None,
) -> Offer:
    """Puts the text in use and the sheet before a patient; an earlier open offer ends.

    ``covers`` is what the sheet speaks of: without it, no zone is agreed to.
    """
    kept = held_kept(patient.pk)
    needed = service if kind == Kind.TREATMENT else None
    _refuse_offer(kept, kind=kind, service=needed, sheet=sheet)
    _refuse_guardian(kept, guardian)
    text = text_in_use(kind, needed)
    if text is None:
        raise ValidationError(
            "No text is in use yet. A doctor puts the one for treatment in use under Settings, "
            "Consents; the owner can do so for photographs."
        )
    _end_open(kept, kind=kind, service=needed)
    made = Offer.objects.create(
        patient=kept,
        visit=visit,
        kind=kind,
        service=needed,
        text=text,
        sheet=sheet if kind == Kind.TREATMENT else None,
        sheet_digest=sheet_digest(sheet) if kind == Kind.TREATMENT else "",
        **_covered(covers if kind == Kind.TREATMENT else None),
        guardian=guardian,
        made_by=by.name,
    )
    record(by=by, action="consent.offered", subject=made, patient_id=kept.pk, fields=(kind,))
    if link_of is not None:
        offer_tell(by=by, offer=made, link=link_of(made))
    return made


def _covered(covers: Covers | None) -> dict[str, Any]:
    known = covers or Covers()
    return {
        "zones": sorted(known.zones),
        "device": known.device,
        "is_test_area": known.test_area,
    }


def _refuse_offer(
    patient: Patient, *, kind: str, service: Service | None, sheet: dict[str, Any] | None
) -> None:
    why = why_not_asked(patient)
    if why:
        raise ValidationError(why)
    if kind not in Kind.values:
        raise ValidationError(f"{kind!r} is neither treatment nor photographs.")
    if kind == Kind.PHOTOS:
        return
    if service is None or not service.is_needling:
        raise ValidationError("A consent to treatment is for a service that needles skin.")
    if sheet is None:
        raise ValidationError(
            "There is nothing to inform about yet. The sheet is written from the plan: finish the "
            "plan first, then offer the consent."
        )
    page_of(sheet)


def why_not_asked(patient: Patient) -> str:
    """Why nobody may ask this patient for a consent; empty: they may."""
    clinic = the_clinic()
    age = patient.age_on(today(clinic) if clinic else timezone.localdate())
    if not patient.is_live:
        return "This record is not in use any more."
    if age is None:
        return "The birth date is missing, so nobody can tell whether the patient is of age."
    if age < OF_AGE:
        return (
            f"The patient is {age}. Nobody under {OF_AGE} is treated here, with or without a "
            "guardian's signature."
        )
    return ""


def is_contact(patient: Patient, guardian: Contact) -> bool:
    """Whether somebody is among the patient's contacts now."""
    return guardian.patient_id == patient.pk and guardian.ended_at is None


def _refuse_guardian(patient: Patient, guardian: Contact | None) -> None:
    if guardian and not is_contact(patient, guardian):
        raise ValidationError(
            "This guardian is not among the patient's contacts any more. Add them there first."
        )


def _end_open(patient: Patient, *, kind: str, service: Service | None) -> None:
    Offer.objects.filter(
        patient=patient, kind=kind, service=service, ended_at=None, consent__isnull=True
    ).update(ended_at=timezone.now(), why_ended=REPLACED)


@transaction.atomic
def offer_end(*, by: Actor, offer: Offer, reason: str) -> None:
    """Takes an offer back before it is signed."""
    why = reason.strip()
    if not why:
        raise ValidationError({"reason": "Say why it is taken back; it stays in the log."})
    held_kept(offer.patient_id)
    changed = Offer.objects.filter(pk=offer.pk, ended_at=None, consent__isnull=True).update(
        ended_at=timezone.now(), why_ended=why[:300]
    )
    if changed:
        record(
            by=by,
            action="consent.offer_ended",
            subject=offer,
            patient_id=offer.patient_id,
            reason=why,
        )


@transaction.atomic
def offer_open(*, by: Actor, offer: Offer) -> None:
    """The patient has the text before them; the first time is kept."""
    changed = Offer.objects.filter(pk=offer.pk, opened_at=None).update(opened_at=timezone.now())
    if changed:
        record(by=by, action="consent.read", subject=offer, patient_id=offer.patient_id)


@transaction.atomic
def offer_renew(*, by: Actor, offer: Offer) -> Offer:
    """Puts the newest text into an open offer, after its reader has seen what changed."""
    kept = held_offer(offer)
    newest = text_in_use(kept.kind, kept.service)
    if newest is not None and newest.pk != kept.text_id:
        kept.text, kept.typed, kept.typed_version = newest, {}, kept.typed_version + 1
        kept.save(update_fields=["text", "typed", "typed_version"])
        record(by=by, action="consent.renewed", subject=kept, patient_id=kept.patient_id)
    return kept


def held_offer(offer: Offer) -> Offer:
    """The offer as it stands, which nobody else changes until this is done. Raises Ended."""
    patient = held_kept(offer.patient_id)
    rows = Offer.objects.select_related("text", "service", "guardian", "patient")
    kept = rows.get(pk=offer.pk)
    if not patient.is_live or kept.patient_id != patient.pk:  # parted since it was looked for
        raise Ended("This record is not in use any more.")
    if kept.ended_at is not None:
        raise Ended(f"It was taken back: {kept.why_ended}.")
    if kept.why_over:
        raise Ended(kept.why_over)
    return kept


def typed_keep(*, offer: Offer, values: Mapping[str, str], version: int) -> int | None:
    """Keeps what is ticked and written so far; None if another page kept something newer."""
    held = {name: str(value)[:LONGEST] for name, value in values.items() if "\0" not in str(value)}
    if len(str(held)) > LONGEST_TYPED:
        raise ValidationError("That is more than a form can hold.")
    changed = Offer.objects.filter(
        pk=offer.pk, typed_version=version, ended_at=None, consent__isnull=True
    ).update(typed=held, typed_version=F("typed_version") + 1)
    return version + 1 if changed else None


@transaction.atomic
def question_ask(*, by: Actor, offer: Offer, text: str, key: UUID) -> Question:
    """Sends a question to the clinic; the same ``key`` is one question."""
    words = _words(text, field="text", empty="Write your question first.")
    kept = held_offer(offer)
    earlier = Question.objects.filter(pk=key).first()
    if earlier is not None and earlier.offer_id == kept.pk:
        return earlier
    if earlier is not None:
        raise ValidationError(
            {"text": "This page belongs to another consent. Your words are kept: send them again."}
        )
    if Consent.objects.filter(offer=kept).exists():
        raise Ended("It is signed already. Call us, or ask at the clinic.")
    if kept.questions.count() >= MOST_QUESTIONS:
        raise ValidationError(
            {"text": f"You have asked {MOST_QUESTIONS} questions here. Please call us."}
        )
    asked = Question(id=key, offer=kept, text=words)
    asked.save(force_insert=True)
    typed = {name: value for name, value in kept.typed.items() if name != "question"}
    Offer.objects.filter(pk=kept.pk).update(typed=typed, typed_version=F("typed_version") + 1)
    record(by=by, action="consent.asked", subject=asked, patient_id=kept.patient_id)
    return asked


@transaction.atomic
def question_answer(*, by: Actor, question: Question, answer: str, link: str) -> Question:
    """Answers once; with a ``link`` the patient is told by message that there is an answer."""
    words = _words(answer, field="answer", empty="Write the answer first.")
    held_kept(question.offer.patient_id)
    changed = Question.objects.filter(pk=question.pk, answered_at=None).update(
        answer=words, answered_by=by.name, answered_at=timezone.now()
    )
    question.refresh_from_db()
    if not changed and question.answer != words:
        raise ValidationError({"answer": f"{question.answered_by} has answered it meanwhile."})
    if changed:
        patient = question.offer.patient_id
        record(by=by, action="consent.answered", subject=question, patient_id=patient)
        if link:
            answer_tell(by=by, question=question, link=link)
    return question


def _words(text: str, *, field: str, empty: str) -> str:
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not words:
        raise ValidationError({field: empty})
    if len(words) > LONGEST:
        raise ValidationError(
            {field: f"It has {len(words)} characters; {LONGEST} is the most. Shorten it."}
        )
    return words


@transaction.atomic
def consent_withdraw(
    *, by: Actor, consent: Consent, levels: Collection[str] | None = None, reason: str = ""
) -> Withdrawal | None:
    """Takes a consent back, or some uses of photographs; it holds from this moment everywhere.

    Earlier ones about the same thing go with it. None: it was withdrawn before.
    """
    patient = held_kept(consent.patient_id)
    named = None if levels is None else _levels(consent, levels)
    alike = Consent.objects.filter(
        patient=patient, kind=consent.kind, service=consent.service
    ).order_by("-signed_at")
    made = [one for row in alike if (one := _withdrawn(row, named, by=by, reason=reason))]
    for one in made:
        record(
            by=by,
            action="consent.withdrawn",
            subject=one.consent,
            patient_id=patient.pk,
            fields=("everything",) if one.whole else one.levels,
        )
    return made[0] if made else None


def _levels(consent: Consent, levels: Collection[str]) -> frozenset[str]:
    wanted = frozenset(levels)
    if consent.kind != Kind.PHOTOS or not wanted or wanted - frozenset(Level.values):
        raise ValidationError("Choose what the photographs may no longer be used for.")
    return wanted


def _withdrawn(
    row: Consent, levels: frozenset[str] | None, *, by: Actor, reason: str
) -> Withdrawal | None:
    earlier = list(row.withdrawals.all())  # its own: a merge that is undone revives nothing
    if any(one.whole for one in earlier):
        return None
    left = frozenset(row.levels).difference(*(one.levels for one in earlier))
    gone = sorted(left & levels) if levels is not None else []
    if levels is not None and not gone:
        return None
    return Withdrawal.objects.create(
        consent=row,
        whole=levels is None,
        levels=gone,
        reason=reason.replace("\0", "").strip()[:500],
        by_name=by.name,
    )
