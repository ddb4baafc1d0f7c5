"""Signing: everything is checked here, and the paper and its row come to be in one step."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.consent.models import (
    PDF,
    Consent,
    ConsentText,
    How,
    Kind,
    Level,
    Offer,
    Signer,
    Way,
)
from percuta_clinic.consent.paper import Hand, Signed, paper_of
from percuta_clinic.consent.science import signed_paper
from percuta_clinic.consent.services import held_offer, is_contact, why_not_asked
from percuta_clinic.consent.signatures import drawn_path, stranger, typed_name, unsigned
from percuta_clinic.consent.texts import text_in_use
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import keep
from percuta_clinic.premises.queries import the_clinic


class NewerText(Exception):
    """Another version is in use by now: its reader sees what changed and is asked again."""

    def __init__(self, read: ConsentText, newest: ConsentText) -> None:
        super().__init__("The text was changed since you read it.")
        self.read, self.newest = read, newest


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What came from the page; nothing of it is believed yet."""

    seen: UUID
    answers: Mapping[str, str]
    name: str
    levels: Mapping[str, str] = field(default_factory=dict)
    drawn: str = ""
    typed: str = ""
    no_answer_needed: bool = False
    name_differs: bool = False


def consent_sign(
    *, by: Actor, offer: Offer, signing: Signing, how: How, with_staff: str = ""
) -> Consent:
    """Signs an offer, once. Raises NewerText, services.Ended, or ValidationError by field."""
    clinic = the_clinic()
    if clinic is None:
        raise ValidationError("Nothing can be signed before the clinic is set up.")
    with transaction.atomic():
        kept = held_offer(offer)
        now = timezone.now()  # not while it waits: what others did meanwhile came before
        earlier = Consent.objects.filter(offer=kept).first()
        if earlier is not None:
            return earlier
        _refuse_stale(kept, signing.seen)
        checked = _checked(kept, signing)
        hand = _hand(kept, signing, how=how, with_staff=with_staff, at=now)
        paper = paper_of(
            kept, hand=hand, questions=list(kept.questions.all()), clinic=clinic, **checked
        )
        signed = _kept(kept, hand=hand, paper=paper, **checked)
        record(
            by=by,
            action="consent.signed",
            subject=signed,
            patient_id=signed.patient_id,
            fields=(kept.kind, *checked["levels"]),
        )
    return signed


def _refuse_stale(offer: Offer, seen: UUID) -> None:
    newest = text_in_use(offer.kind, offer.service)
    if newest is not None and newest.pk != offer.text_id:
        raise NewerText(offer.text, newest)
    if seen != offer.text_id:
        read = ConsentText.objects.filter(pk=seen, kind=offer.kind).first()
        raise NewerText(read or offer.text, offer.text)


def _checked(offer: Offer, signing: Signing) -> dict[str, Any]:
    """The answers and levels, or everything that is missing at once."""
    missing: dict[str, str] = {}
    if why := why_not_asked(offer.patient) or _ended_guardian(offer) or _unread(offer):
        missing["__all__"] = why
    answers = _answers(offer, signing, missing)
    levels = _levels(offer, signing, missing)
    if not signing.no_answer_needed and offer.questions.filter(answered_at=None).exists():
        missing["no_answer_needed"] = (
            "Your question is not answered yet. Wait for the answer, or tick that you do not "
            "need it first."
        )
    missing |= unsigned(name=signing.name, drawn=signing.drawn, typed=signing.typed)
    if not missing and not signing.name_differs:
        missing |= _stranger(offer, signing)
    if missing:
        raise ValidationError(missing)
    return {"answers": answers, "levels": levels}


def _unread(offer: Offer) -> str:
    if offer.opened_at is not None:
        return ""
    return "This was not opened yet, so nobody can have read it. Read it first, then sign."


def _ended_guardian(offer: Offer) -> str:
    if offer.guardian is None or is_contact(offer.patient, offer.guardian):
        return ""
    return (
        f"{offer.guardian.name} is not among the patient's contacts any more and cannot sign. Ask "
        "the clinic, which offers it again to whoever may sign."
    )


def _stranger(offer: Offer, signing: Signing) -> dict[str, str]:
    patient, guardian = offer.patient, offer.guardian
    known = (
        guardian.name.split()
        if guardian
        else (patient.given_name, patient.family_name, patient.preferred_name)
    )
    return stranger(name=signing.name, drawn=signing.drawn, typed=signing.typed, known=known)


def _answers(offer: Offer, signing: Signing, missing: dict[str, str]) -> dict[str, str]:
    answers = {}
    for one in offer.text.statements:
        given = signing.answers.get(one["key"], "")
        allowed = {"yes", "no"} if one["kind"] == "choice" else {"yes"}
        if given in allowed:
            answers[one["key"]] = given
        elif one["required"]:
            what = "Answer yes or no" if one["kind"] == "choice" else "Tick this to sign"
            missing[f"s-{one['key']}"] = f"{what}: {one['text']}"
    return answers


def _levels(offer: Offer, signing: Signing, missing: dict[str, str]) -> list[str]:
    if offer.kind != Kind.PHOTOS:
        return []
    for level in Level:
        if signing.levels.get(level.value, "") not in {"yes", "no"}:
            missing[f"l-{level.value}"] = f"Answer yes or no: {level.label}"
    return [level.value for level in Level if signing.levels.get(level.value) == "yes"]


def _hand(offer: Offer, signing: Signing, *, how: How, with_staff: str, at: Any) -> Hand:
    drawn = bool(signing.drawn.strip())
    guardian = offer.guardian
    return Hand(
        signer=Signer.GUARDIAN if guardian else Signer.PATIENT,
        name=typed_name(signing.name),
        relation=guardian.relation if guardian else "",
        way=Way.DRAWN if drawn else Way.TYPED,
        signature=drawn_path(signing.drawn) if drawn else typed_name(signing.typed),
        how=how,
        with_staff=with_staff,
        at=at,
    )


def _kept(
    offer: Offer, *, hand: Hand, paper: Signed, answers: dict[str, str], levels: list[str]
) -> Consent:
    content = signed_paper(paper)
    signed = Consent(
        offer=offer,
        patient=offer.patient,
        kind=offer.kind,
        service=offer.service,
        text=offer.text,
        text_version=offer.text.version,
        sheet_digest=offer.sheet_digest,
        answers=answers,
        levels=levels,
        signer=hand.signer,
        signer_name=hand.name,
        signer_relation=hand.relation,
        way=hand.way,
        signature=hand.signature,
        how=hand.how,
        with_staff=hand.with_staff,
        signed_at=hand.at,
        digest=hashlib.sha256(content).hexdigest(),
        pdf=keep(Clean(content=content, kind=PDF), name="consent.pdf"),
    )
    signed.save()
    return signed
