"""A record is signed: it is frozen, the session is shut, and what was used is booked off."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record as log
from percuta_clinic.booking.models import State
from percuta_clinic.booking.services import visit_move, visit_needled
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.beyond import entered_beyond
from percuta_clinic.treatment.completeness import Tick, crosses_of, ticks_of
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.models import (
    ADVERSE,
    Amendment,
    CoSignature,
    Kind,
    Record,
    Session,
)
from percuta_clinic.treatment.second import had_part, is_second, read_print, unseen
from percuta_clinic.treatment.signals import record_signed
from percuta_clinic.treatment.stream import folded_of
from percuta_clinic.treatment.writing import content_of, print_of, zones_needled

TICK = timedelta(microseconds=1)


class NotSigned(ValidationError):
    """The record was not signed, and why."""


@transaction.atomic
def record_sign(
    *, by: Account, session: Session, digest: str, why: str = "", at: datetime | None = None
) -> Record:
    """Signs what was read (``digest``). ``why`` says why it is signed though something lacks.

    ``at`` where the signing is told afterwards: after the session began, and never to come.
    """
    require(by, Right.WRITE_NOTES)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.signed_at is not None:
        raise NotSigned("This record was signed already. What is to be added is an amendment.")
    if not (by.may(Right.APPROVE_PLANS) or had_part(by, session)):
        raise NotSigned(
            "You had no part in this session. Whoever treated signs its record, or a doctor."
        )
    if at is not None and not session.opened_at <= at <= timezone.now():
        raise NotSigned("A record is signed after its session began, and not in the future.")
    content = content_of(session)
    if print_of(content) != digest:
        raise NotSigned("Something was entered since you read this. Read it again, then sign.")
    found = folded_of(session)
    crosses = crosses_of(ticks_of(found, session.pack))
    _refuse_open(crosses, why)
    entered_beyond(found, session, by)
    made = Record.objects.create(
        session=session,
        patient_id=session.patient_id,
        content=content,
        digest=digest,
        signed_by=by,
        signed_by_name=by.name,
        signed_at=at or timezone.now(),
        lacking=[{"words": one.words, "why": why.strip()[:500]} for one in crosses],
        cosign_why=_why_cosigned(session, crosses, found)[:500],
    )
    Session.objects.filter(pk=session.pk).update(signed_at=made.signed_at)
    visit_needled(session.visit, zones_needled(found))
    _finish(by, session)
    log(by=by.actor, action="record.signed", subject=made, patient_id=session.patient_id)
    record_signed.send(sender=Session, by=by, session=session, record=made)
    return made


def _refuse_open(crosses: list[Tick], why: str) -> None:
    if held := [one.words for one in crosses if one.holds]:
        raise NotSigned(f"Not signed. {'; '.join(held)}.")
    if crosses and not why.strip():
        lacking = "; ".join(one.words for one in crosses)
        raise NotSigned(
            f"Not signed. Enter what lacks, or say why it is signed without: {lacking}."
        )


def _why_cosigned(session: Session, crosses: list[Tick], said: Folded) -> str:
    """Why a doctor reads this record too; empty if nothing asks for it."""
    kinds = set(session.incidents.values_list("kind", flat=True))
    found = [
        "a problem, or a value beyond a limit" if kinds & set(ADVERSE) else "",
        "a cartridge that should not have been used" if Kind.CARTRIDGE in kinds else "",
        "something changed before needling" if _changed(said) else "",
        "signed though something lacks" if crosses else "",
        "" if session.pack.get("plan") or session.pack.get("is_test_area") else "no plan in force",
    ]
    return "; ".join(one for one in found if one)


def _changed(found: Folded) -> bool:
    return (found.get("arrive/changed") or {}).get("changed") == "yes"


def _finish(by: Account, session: Session) -> None:
    visit = session.visit
    if visit.state == State.TREATING:
        visit_move(by=by.actor, visit=visit, to=State.FINISHED, version=visit.version)


@transaction.atomic
def record_amend(*, by: Account, record: Record, text: str, why: str) -> Amendment:
    """Adds what is to be put right; the record stays as it was signed."""
    require(by, Right.WRITE_NOTES)
    if not text.strip() or not why.strip():
        raise ValidationError("Say what is right, and why the record did not say it.")
    Record.objects.select_for_update().get(pk=record.pk)
    made = Amendment.objects.create(
        record=record,
        text=text.strip(),
        why=why.strip()[:500],
        by=by,
        by_name=by.name,
        at=_after(record),
    )
    visit_needled(record.session.visit, ())  # its words may name another place: so anywhere
    log(by=by.actor, action="record.amended", subject=record, patient_id=record.patient_id)
    return made


def _after(record: Record) -> datetime:
    """Now, and after all that was added so far, whatever a clock that jumps says."""
    added = [one.at for one in record.amendments.all()]
    added += [one.at for one in record.cosignatures.all()]
    return max([timezone.now(), *(at + TICK for at in added)])


@transaction.atomic
def record_cosign(*, by: Account, record: Record, digest: str, words: str = "") -> CoSignature:
    """A doctor signs that she has read it, amended as it is; never whoever treated or signed it.

    Once for a record as it stands; after an amendment it is co-signed again.
    """
    require(by, Right.APPROVE_PLANS)
    Record.objects.select_for_update().get(pk=record.pk)
    if by.pk == record.signed_by_id:
        raise ValidationError("You signed this record yourself. Another doctor co-signs it.")
    if not is_second(by, record):
        raise ValidationError("You treated in this session yourself. Another doctor co-signs it.")
    if record.cosignatures.exists() and not unseen(record):
        raise ValidationError("This record is co-signed already.")
    if digest != read_print(record):
        raise ValidationError("This is not the record you read: it was amended. Open it again.")
    made = CoSignature.objects.create(
        record=record, by=by, by_name=by.name, words=words.strip()[:500], at=_after(record)
    )
    log(by=by.actor, action="record.cosigned", subject=record, patient_id=record.patient_id)
    return made
