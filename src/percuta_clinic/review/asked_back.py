"""Patients who were asked back: what they say to it, whom the desk calls, and how it ended."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Visit
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course
from percuta_clinic.review.due_now import COMES, look_of
from percuta_clinic.review.models import AskedBack, Back, Ended
from percuta_clinic.review.science import Looked

BY_DESK = (Ended.DECLINED, Ended.NOT_REACHED, Ended.OTHER)
HERSELF = "The patient"
NO_LOOK = "No letter about a look is planned for this course."


def looked_of(row: AskedBack) -> Looked:
    """The review or look it is about."""
    return Looked(after=row.after, day=row.due_on)


def own_asked(patient: Patient, key: UUID) -> AskedBack:
    """What the patient who asks was asked; NotYours otherwise."""
    found = patient.asked_back.select_related("plan__service").filter(pk=key).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def asked_for(account: Account, key: UUID) -> AskedBack:
    """Somebody who was asked back, for whoever books visits."""
    rows = AskedBack.objects.select_related("patient", "plan__service")
    return fetch(account, Right.BOOK_VISITS, rows=rows.filter(patient__in=live_patients()), key=key)


def to_call(account: Account, clinic: Clinic) -> list[AskedBack]:
    """Whom the desk calls: the longest waiting first; whoever has a visit needs no call."""
    if not account.may(Right.BOOK_VISITS):
        return []
    rows = AskedBack.objects.filter(ended_at=None, patient__in=live_patients())
    found = list(rows.exclude(desk_at=None).select_related("patient", "plan__service"))
    visits = Visit.objects.filter(patient__in={one.patient_id for one in found}, state__in=COMES)
    days: dict[UUID, list[date]] = {}
    for patient, starts_at in visits.values_list("patient", "starts_at"):
        days.setdefault(patient, []).append(timezone.localdate(starts_at, clinic.zone))
    waits = [
        one
        for one in found
        if not any(_within(looked_of(one), day) for day in days.get(one.patient_id, ()))
    ]
    return sorted(waits, key=lambda one: (one.wants_call_at is None, one.desk_at, one.pk))


def _within(looked: Looked, day: date) -> bool:
    return looked.opens <= day <= looked.closes


@transaction.atomic
def call_wish(*, by: Actor, row: AskedBack) -> AskedBack:
    """The patient wishes to be called about a visit: the desk has it at once."""
    held = _held(row)
    if not held.is_open:
        raise ValidationError("This has ended already. Please call us.")
    if held.wants_call_at is None:
        held.wants_call_at = timezone.now()
        held.desk_at = held.desk_at or held.wants_call_at
        held.save(update_fields=["wants_call_at", "desk_at"])
        record(by=by, action="back.call_wished", subject=held, patient_id=held.patient_id)
    return held


@transaction.atomic
def own_decline(*, by: Actor, row: AskedBack) -> AskedBack:
    """The patient does not wish to come; said twice, it is kept once."""
    held = _held(row)
    return _end(held, Ended.DECLINED, by=by, by_name=HERSELF) if held.is_open else held


@transaction.atomic
def look_decline(*, by: Actor, course: Course) -> AskedBack:
    """The patient wishes no letter about the look a year after, before any was written."""
    patient, look = held_kept(course.plan.patient_id), look_of(course)
    if look is None:
        raise ValidationError(NO_LOOK)
    rows = AskedBack.objects.filter(plan__course=course.plan.course, kind=Back.LOOK)
    row = rows.first() or AskedBack.objects.create(
        patient=patient, plan=course.plan, kind=Back.LOOK, after=look.after, due_on=look.day
    )
    return _end(row, Ended.DECLINED, by=by, by_name=HERSELF) if row.is_open else row


@transaction.atomic
def call_end(*, by: Account, row: AskedBack, ended: str, words: str) -> AskedBack:
    """Somebody of the staff has called; how it ended, with words where that needs some."""
    held, said = _held(row), " ".join(words.replace("\x00", "").split())
    if not held.is_open:
        raise ValidationError(f"This ended already: {held.get_ended_display()}.")
    if ended not in BY_DESK:
        raise ValidationError({"ended": "Choose how it ended."})
    if ended == Ended.OTHER and len(said) < 3:
        raise ValidationError({"words": "Say in a few words what it was."})
    if len(said) > 500:
        raise ValidationError({"words": f"There are {len(said)} letters; there may be 500."})
    held.words = said
    return _end(held, Ended(ended), by=by.actor, by_name=by.name)


def back_ended(row: AskedBack, ended: Ended, *, by: Actor) -> None:
    """It came to its end by itself: told, seen, or over."""
    _end(row, ended, by=by, by_name=by.name)


def _held(row: AskedBack) -> AskedBack:
    held_kept(row.patient_id)
    return AskedBack.objects.select_related("patient", "plan__service").get(pk=row.pk)


def _end(row: AskedBack, ended: Ended, *, by: Actor, by_name: str) -> AskedBack:
    row.ended_at, row.ended, row.ended_by = timezone.now(), ended, by_name
    row.save(update_fields=["ended_at", "ended", "ended_by", "words"])
    reason = row.get_ended_display()
    record(by=by, action="back.ended", subject=row, patient_id=row.patient_id, reason=reason)
    return row
