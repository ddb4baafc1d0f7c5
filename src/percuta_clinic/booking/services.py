"""Writing visits: moved on step by step. Their time they get in ``placing``."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.claims import release
from percuta_clinic.booking.daytime import why_not_arriving, why_not_today
from percuta_clinic.booking.models import HOLDS, INSIDE, State, Visit
from percuta_clinic.booking.notices import cancelled_tell
from percuta_clinic.booking.placing import Stale, one_booking_at_a_time, retake
from percuta_clinic.people.queries import rules_signature

NEXT = {
    State.BOOKED: (State.ARRIVED, State.CONFIRMED, State.CANCELLED, State.MISSED),
    State.CONFIRMED: (State.ARRIVED, State.CANCELLED, State.MISSED),
    State.ARRIVED: (State.IN_ROOM, State.BOOKED, State.CANCELLED, State.MISSED),
    State.IN_ROOM: (State.FINISHED,),
    State.TREATING: (State.FINISHED, State.IN_ROOM),
    State.MISSED: (State.ARRIVED,),
    State.FINISHED: (State.IN_ROOM,),
    State.CANCELLED: (),
}


FORGOTTEN = timedelta(hours=12)  # nobody lies in a room for so long
TAKE_BACK = timedelta(minutes=10)  # a mistaken tap is seen by then; later it was a session
_NOT_BEGUN: dict[str, None] = dict.fromkeys(("treatment_began_at", "treatment_began_by", "cleared"))
NEEDS_REASON = (State.CANCELLED, State.MISSED)


class Blocked(Exception):
    """It may not happen yet: says what, why, how to clear it and who can."""


def steps_after(visit: Visit, now: datetime | None = None) -> tuple[State, ...]:
    """What may follow on where a visit stands, the usual step first."""
    state = State(visit.state)
    if state == State.IN_ROOM and visit.service.is_needling:
        return (State.TREATING, State.FINISHED)
    if state == State.TREATING and not _just_begun(visit):
        return (State.FINISHED,)
    if state == State.FINISHED and visit.treatment_began_at:
        return (State.TREATING,) if _began_lately(visit) else ()
    return tuple(to for to in NEXT[state] if to != State.MISSED or _has_come(visit, now))


def _has_come(visit: Visit, now: datetime | None) -> bool:
    """Whether it should have begun: nobody misses a visit before."""
    return (now or timezone.now()) >= visit.starts_at


@transaction.atomic
def visit_move(
    *,
    by: Actor,
    visit: Visit,
    to: State,
    version: int,
    why: str = "",
    now: datetime | None = None,
) -> Visit:
    """Moves a visit on to a state that may follow; refuses if it changed since it was shown."""
    _refuse_step(visit, to, now)
    if to in NEEDS_REASON and not why.strip():
        raise ValidationError(f"Say why: {to.label}. It stays with the visit.")
    _, clinic = one_booking_at_a_time(visit.patient_id)
    if to == State.ARRIVED and (held := why_not_arriving(visit, clinic)):
        raise Blocked(held)
    undone = _taken_back(visit, to)
    if to == State.IN_ROOM and not undone:
        _refuse_unsigned(visit)
        _refuse_occupied(visit)
    if to in HOLDS and visit.state not in HOLDS:
        retake(visit, clinic)
    _write(visit, version, to, why_cancelled=why[:300], **(_NOT_BEGUN if undone else {}))
    if to not in HOLDS:
        release(visit, keep_cleaning=to == State.FINISHED)
    record(
        by=by,
        action="visit.treatment_undone" if undone else "visit.moved",
        subject=visit,
        patient_id=visit.patient_id,
        fields=(f"state: {to}", *undone, *["why_cancelled"] * bool(why.strip())),
    )
    visit.refresh_from_db()
    if to == State.CANCELLED:
        cancelled_tell(by=by, visit=visit)
    return visit


def visit_needled(visit: Visit, zones: Iterable[str]) -> None:
    """Keeps where a record says that skin was needled; nothing: not known, so anywhere."""
    Visit.objects.filter(pk=visit.pk).update(needled_in=sorted(zones))


@transaction.atomic
def visit_treat(*, by: Actor, visit: Visit, version: int, cleared: dict[str, str]) -> Visit:
    """Begins the treatment of who is in the room; ``cleared`` says what made it allowed."""
    if visit.state != State.IN_ROOM or not visit.service.is_needling:
        raise ValidationError(
            f"{visit.service} for a visit that is {visit.get_state_display()}: a treatment begins "
            "when skin is to be needled and the patient is in the room."
        )
    _, clinic = one_booking_at_a_time(visit.patient_id)
    if why := why_not_today(visit, clinic):
        raise Blocked(why)
    _refuse_unsigned(visit)
    _refuse_occupied(visit)
    now = timezone.now()
    begun = {"state_since": now, "treatment_began_at": now, "treatment_began_by_id": by.id}
    _write(visit, version, State.TREATING, **begun, cleared=cleared)
    record(
        by=by,
        action="visit.treatment_begun",
        subject=visit,
        patient_id=visit.patient_id,
        fields=(f"state: {State.TREATING}", *cleared),
        reason=cleared.get("plan", ""),
    )
    visit.refresh_from_db()
    return visit


@transaction.atomic
def visit_resume(*, by: Actor, visit: Visit, version: int) -> Visit:
    """Back to a treatment that was finished by mistake: it stays the one that began before."""
    if visit.state != State.FINISHED or State.TREATING not in steps_after(visit):
        raise Blocked(
            f"This visit cannot go back to treatment: only one that was finished by mistake can, "
            f"within {FORGOTTEN.seconds // 3600} hours of its beginning. Book another visit."
        )
    _, clinic = one_booking_at_a_time(visit.patient_id)
    _refuse_unsigned(visit)
    _refuse_occupied(visit)
    retake(visit, clinic)
    _write(visit, version, State.TREATING, state_since=visit.treatment_began_at)
    record(
        by=by,
        action="visit.moved",
        subject=visit,
        patient_id=visit.patient_id,
        fields=(f"state: {State.TREATING}",),
    )
    visit.refresh_from_db()
    return visit


def _taken_back(visit: Visit, to: State) -> tuple[str, ...]:
    """What the log keeps of a treatment that was begun by mistake; nothing if it is none."""
    if visit.state != State.TREATING or to != State.IN_ROOM or visit.treatment_began_at is None:
        return ()
    return (f"treatment_began_at: {visit.treatment_began_at.isoformat(timespec='seconds')}",)


def _just_begun(visit: Visit) -> bool:
    began = visit.treatment_began_at
    return began is not None and timezone.now() - began < TAKE_BACK


def _began_lately(visit: Visit) -> bool:
    began = visit.treatment_began_at
    return began is not None and timezone.now() - began < FORGOTTEN


def _refuse_step(visit: Visit, to: State, now: datetime | None) -> None:
    """Refuses what may not follow, and every treatment: that begins with ``visit_treat`` alone."""
    state = State(visit.state)
    if to == State.TREATING:
        raise Blocked(
            f"The treatment of {visit.patient} is not begun by moving the visit on. Whoever treats "
            "begins it with the button Begin treatment on the visit's page."
        )
    if state == State.TREATING and to == State.IN_ROOM and not _just_begun(visit):
        minutes = TAKE_BACK.seconds // 60
        raise Blocked(
            f"The treatment of {visit.patient} began more than {minutes} minutes ago, so it counts "
            "as a session. Finish the visit, and say in the note what was not done."
        )
    if to == State.MISSED and not _has_come(visit, now):
        raise Blocked(
            f"The visit of {visit.patient} is still to come, so nobody missed it. Cancel it, with "
            "a reason, or wait until it begins."
        )
    if to not in steps_after(visit, now):
        raise ValidationError(f"A visit that is {visit.get_state_display()} cannot be {to.label}.")


def _write(visit: Visit, version: int, to: State, **more: Any) -> None:
    changed = Visit.objects.filter(pk=visit.pk, version=version, state=visit.state).update(
        state=to, version=F("version") + 1, **({"state_since": timezone.now()} | more)
    )
    if not changed:
        raise Stale(f"{visit.patient} was moved on by somebody else in the meantime.")


def _refuse_occupied(visit: Visit) -> None:
    """A place holds one patient at a time, and a patient is in one place."""
    place = Q(chair=visit.chair_id) if visit.chair_id else Q(room=visit.room_id)
    inside = Visit.objects.filter(
        place | Q(patient=visit.patient_id),
        state__in=INSIDE,
        state_since__gt=timezone.now() - FORGOTTEN,
    ).exclude(pk=visit.pk)
    other = inside.select_related("patient", "room", "chair").first()
    if other is not None:
        raise Blocked(
            f"{other.patient} is still in {other.chair or other.room}. Finish that visit first, "
            "or move this one to another room."
        )


def _refuse_unsigned(visit: Visit) -> None:
    if not visit.service.is_needling or settings.DEMO:
        return
    if rules_signature() is None:
        raise Blocked(
            "Nobody can be treated yet: no doctor has signed the rules in use. "
            "A doctor can read and sign them under Settings, Rules."
        )
