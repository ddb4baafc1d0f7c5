"""Grading what is seen, and taking it back; rows are added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.science import (
    SCARS_WITH_TYPES,
    TYPES,
    is_zone,
    other_side,
    refusal,
)
from percuta_clinic.audit.services import record
from percuta_clinic.booking.daytime import treatment_on
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

MOST_LETTERS = 300


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was seen: a kind of concern, its grade on a scale (None: not graded), a note."""

    kind: str
    scale: str = ""
    grade: float | None = None
    scar_types: Sequence[str] = ()
    note: str = ""


@transaction.atomic
def skin_graded(
    *, by: Account, patient: Patient, zone: str, told: Told, key: UUID, both: bool = False
) -> list[Grading]:
    """Keeps what was seen in a zone, with ``both`` on the other side too.

    ``key`` is made by the page: pressed twice, it is kept once.
    """
    require(by, Right.ASSESS_SKIN)
    held = held_kept(patient.pk)
    zones = [zone, *([other_side(zone)] if both and is_zone(zone) and other_side(zone) else [])]
    if why := next((why for one in zones if (why := _why_not(one, told))), ""):
        raise ValidationError(why)
    if there := _there(held, key):
        _refuse_other(there, _made(held, by=by, zone=zone, told=told))
        return [there]
    made = [_made(held, by=by, zone=one, told=told) for one in zones]
    made[0].pk = key
    return [_kept(one, by=by, action="skin.graded") for one in made]


def _there(patient: Patient, key: UUID) -> Grading | None:
    """What the same page has kept already; the key of anybody else's is refused."""
    found = Grading.objects.filter(pk=key).first()
    if found is not None and found.patient_id != patient.pk:
        raise ValidationError("Nothing was saved. Open the page again, and grade it there.")
    return found


def _refuse_other(there: Grading, asked: Grading) -> None:
    """A page that was saved, and then changed and saved once more, says something else."""
    same = ("zone", "kind", "scale", "grade", "scar_types", "note", "taken_back")
    if any(getattr(there, name) != getattr(asked, name) for name in same):
        raise ValidationError(
            "This page was saved before, with something else. Nothing was saved now. Choose the "
            "place again, and grade it there."
        )


def _back(patient: Patient, *, by: Account, of: Grading, why: str) -> Grading:
    """The row that says that a concern is not there after all."""
    made = _made(patient, by=by, zone=of.zone, told=Told(kind=of.kind, note=why))
    made.taken_back = True
    return made


def _why_not(zone: str, told: Told) -> str:
    if len(told.note) > MOST_LETTERS:
        return f"The note has {len(told.note)} letters; it may have {MOST_LETTERS}."
    strange = [one for one in told.scar_types if one not in TYPES]
    if strange or (told.scar_types and told.kind != SCARS_WITH_TYPES):
        return "Types of scars are told of acne scars alone: rolling, boxcar or icepick."
    return refusal(zone=zone, kind=told.kind, scale=told.scale, grade=told.grade)


def _made(patient: Patient, *, by: Account, zone: str, told: Told) -> Grading:
    clinic = Clinic.objects.get()
    day = today(clinic)
    return Grading(
        patient=patient,
        visit=treatment_on(patient, day, clinic),
        zone=zone,
        kind=told.kind,
        scale=told.scale if told.grade is not None else "",
        grade=told.grade,
        scar_types=sorted(set(told.scar_types)),
        note=" ".join(told.note.split()),
        seen_on=day,
        by=by,
        by_name=by.name,
    )


def _kept(grading: Grading, *, by: Account, action: str) -> Grading:
    grading.save()
    record(
        by=by.actor,
        action=action,
        subject=grading,
        patient_id=grading.patient_id,
        fields=("grade",),
    )
    return grading


@transaction.atomic
def grading_taken_back(*, by: Account, grading: Grading, why: str, key: UUID) -> Grading:
    """Says that a concern is not there after all; what was seen stays in the history."""
    require(by, Right.ASSESS_SKIN)
    held = held_kept(grading.patient_id)
    words = " ".join(why.replace("\x00", "").split())
    if len(words) < 3:
        raise ValidationError("Say in a few words why. It stays with the grading.")
    if len(words) > MOST_LETTERS:
        raise ValidationError(f"The reason has {len(words)} letters; it may have {MOST_LETTERS}.")
    if there := _there(held, key):
        _refuse_other(there, _back(held, by=by, of=grading, why=words))
        return there
    rows = held.gradings.filter(zone=grading.zone, kind=grading.kind)
    now = rows.order_by("at", "id").last()
    if now is None or now.pk != grading.pk or now.taken_back:
        raise ValidationError("Something newer counts already. Look again; nothing was changed.")
    made = _back(held, by=by, of=now, why=words)
    made.pk = key
    return _kept(made, by=by, action="skin.taken_back")
