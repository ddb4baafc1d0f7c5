"""The one way a visit gets its time: booked or moved by staff, the patient, or a program."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.assigning import Assigned, Conflict, NobodyThere, Wanted, assign
from percuta_clinic.booking.claims import claim_visit, drop_expired, reclaim_visit
from percuta_clinic.booking.models import Claim, Hold, Service, State, Visit
from percuta_clinic.booking.notices import booked_tell, moved_tell
from percuta_clinic.booking.offers import Offer, instead
from percuta_clinic.booking.signals import Reason, reasons_against
from percuta_clinic.booking.stages import Stage, stages_booked, stages_for
from percuta_clinic.booking.waiting import end_waits_for
from percuta_clinic.booking.who_books import own_reasons, why_not_then
from percuta_clinic.outbox.services import contact_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Chair, Clinic, Room
from percuta_clinic.premises.queries import day_bounds, today

MOVABLE = (State.BOOKED, State.CONFIRMED)
MOST_AHEAD = 6  # a usual course of sessions; for more, somebody looks at the whole
JUST_TAKEN = "This time was just taken. Please choose another one."


class Stale(Exception):
    """Somebody else changed it in the meantime."""


class Refused(ValidationError):
    """A visit cannot lie there: the conflicts and reasons, and the free times nearest to it."""

    def __init__(
        self,
        words: str,
        *,
        conflicts: Sequence[Conflict] = (),
        reasons: Sequence[Reason] = (),
        offers: Sequence[Offer] = (),
    ) -> None:
        super().__init__(words)
        self.conflicts, self.reasons, self.offers = conflicts, reasons, offers


@dataclass(frozen=True, kw_only=True)
class Override:
    """Somebody with the right books in spite of what stands in the way, and says why."""

    by: Account
    why: str


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wanted besides the time; what is None is chosen. ``themselves``: not by staff."""

    specialist: Account | None = None
    room: Room | None = None
    chair: Chair | None = None
    stages: Sequence[Stage] = ()
    themselves: bool = False
    override: Override | None = None


def one_booking_at_a_time(patient_id: UUID) -> tuple[Patient, Clinic]:
    """The patient is held before the clinic, everywhere; else two would wait for each other."""
    held = held_kept(patient_id)
    return held, Clinic.objects.select_for_update().get()


@transaction.atomic
def visit_book(
    *,
    by: Account | Actor,
    patient: Patient,
    service: Service,
    starts_at: datetime,
    specialist: Account | None = None,
    room: Room | None = None,
    wish: Wish | None = None,
    hold: Hold | None = None,
) -> Visit:
    """Books a visit if all it takes is free. Raises Refused with the next free times."""
    actor = by.actor if isinstance(by, Account) else by
    wish = replace(wish or Wish(), **_named(specialist=specialist, room=room))
    patient, clinic = one_booking_at_a_time(patient.pk)
    drop_expired()
    refuse_past(starts_at, clinic)
    if not wish.themselves:
        _refuse_seconds(starts_at)
    wanted = Wanted(
        service=service,
        stages=tuple(wish.stages) or stages_for(service, patient),
        patient=patient,
        specialist=wish.specialist,
        room=wish.room,
        chair=wish.chair,
        themselves=wish.themselves,
        but_hold=hold.pk if hold else None,
    )
    found, overridden = allowed(wanted, starts_at, clinic=clinic, override=wish.override)
    visit = Visit(
        patient=patient,
        service=service,
        made_by=actor.name,
        **_where(found),
        **_overridden(wish.override, overridden),
    )
    visit.save(force_insert=True)
    if hold:
        hold.delete()
    claim_visit(visit, found)
    record(
        by=actor,
        action="visit.booked_over" if overridden else "visit.booked",
        subject=visit,
        patient_id=patient.pk,
        fields=_why_given(visit),
    )
    end_waits_for(visit, by=actor)
    booked_tell(by=actor, visit=visit, themselves=wish.themselves)
    return visit


@transaction.atomic
def visit_shift(
    *,
    by: Account | Actor,
    visit: Visit,
    starts_at: datetime,
    version: int,
    specialist: Account | None = None,
    room: Room | None = None,
    wish: Wish | None = None,
) -> Visit:
    """Moves a visit that has not begun to another time, room or specialist."""
    actor = by.actor if isinstance(by, Account) else by
    wish = replace(wish or Wish(), **_named(specialist=specialist, room=room))
    if visit.state not in MOVABLE:
        raise ValidationError(f"A visit that is {visit.get_state_display()} cannot be moved.")
    patient, clinic = one_booking_at_a_time(visit.patient_id)
    drop_expired()
    refuse_past(starts_at, clinic)
    if not wish.themselves and starts_at != visit.starts_at:
        _refuse_seconds(starts_at)
    wanted = Wanted(
        service=visit.service,
        stages=tuple(wish.stages) or stages_booked(visit),
        patient=patient,
        specialist=wish.specialist,
        room=wish.room,
        chair=wish.chair,
        themselves=wish.themselves,
        but_visit=visit.pk,
    )
    found, overridden = allowed(wanted, starts_at, clinic=clinic, override=wish.override)
    before = visit.starts_at
    changed = Visit.objects.filter(pk=visit.pk, version=version, state__in=MOVABLE).update(
        version=F("version") + 1, **_where(found), **_overridden(wish.override, overridden)
    )
    if not changed:
        raise Stale(f"The visit of {visit.patient} was changed by somebody else in the meantime.")
    visit.refresh_from_db()
    claim_visit(visit, found)
    record(
        by=actor,
        action="visit.shifted_over" if overridden else "visit.shifted",
        subject=visit,
        patient_id=visit.patient_id,
        fields=("starts_at", "specialist", "room", *_why_given(visit)),
    )
    if visit.starts_at != before:
        end_waits_for(visit, by=actor)
        moved_tell(by=actor, visit=visit, before=before, themselves=wish.themselves)
    return visit


def retake(visit: Visit, clinic: Clinic) -> None:
    """Claims again what a visit let go when it ended, if that is free."""
    found = assigned_as_booked(visit, clinic)
    clashes = [one for one in found.conflicts if one.is_clash]
    if clashes:
        raise Refused(_said(clashes, ()), conflicts=clashes)
    reclaim_visit(visit, found)


def assigned_as_booked(visit: Visit, clinic: Clinic) -> Assigned:
    """What a visit takes where and when it was booked."""
    wanted = Wanted(
        service=visit.service,
        stages=stages_booked(visit),
        patient=visit.patient,
        specialist=visit.specialist,
        room=visit.room,
        chair=visit.chair,
        but_visit=visit.pk,
    )
    return assign(wanted, visit.starts_at, clinic=clinic)


def refuse_past(starts_at: datetime, clinic: Clinic) -> None:
    """A visit lies today or later."""
    if starts_at < day_bounds(today(clinic), clinic)[0]:
        when = f"{starts_at.astimezone(clinic.zone):%A %-d %B, %H:%M}"
        raise ValidationError(f"{when} is past. Choose a time to come.")


def refuse_many(patient: Patient) -> None:
    """Whoever books alone cannot fill the days of the clinic."""
    ahead = patient.visits.filter(state__in=MOVABLE, starts_at__gt=timezone.now()).count()
    if ahead >= MOST_AHEAD:
        raise Refused(
            f"{ahead} visits of yours are booked already, and {MOST_AHEAD} is the most that can be "
            f"booked online. For one more, please ask us: {contact_of(Clinic.objects.get())}"
        )


def _refuse_seconds(starts_at: datetime) -> None:
    if starts_at.second or starts_at.microsecond:
        raise ValidationError(
            f"{starts_at:%H:%M:%S} has seconds. A visit begins with a whole minute."
        )


def reasons_for(wanted: Wanted, at: datetime, *, clinic: Clinic) -> list[Reason]:
    """What stands against this patient having this service then, by rules and not by resources."""
    if wanted.patient is None:  # somebody new: no rule knows anything of them yet
        return list(own_reasons(None, wanted.service)) if wanted.themselves else []
    day = timezone.localdate(at, clinic.zone)
    moves = Visit.objects.filter(pk=wanted.but_visit).first() if wanted.but_visit else None
    found = reasons_against(
        patient=wanted.patient, service=wanted.service, day=day, clinic=clinic, but=moves
    )
    if wanted.themselves:  # what the clinic booked once may move alone all the same
        return [*(() if moves else own_reasons(wanted.patient, wanted.service)), *found]
    return [one for one in found if one.for_staff]


def allowed(
    wanted: Wanted, at: datetime, *, clinic: Clinic, override: Override | None = None
) -> tuple[Assigned, str]:
    """What it takes, and in words what it is booked in spite of, if anything."""
    if wanted.themselves and (why := why_not_then(at)):
        raise Refused(why, offers=_instead(wanted, at, clinic=clinic))
    reasons = reasons_for(wanted, at, clinic=clinic)
    if reasons and wanted.themselves:
        raise Refused(plainly(reasons), reasons=reasons)
    try:
        found = assign(wanted, at, clinic=clinic)
    except NobodyThere as nobody:
        raise Refused(str(nobody)) from nobody
    if not found.conflicts and not reasons:
        return found, ""
    if override is None:
        raise Refused(
            JUST_TAKEN if wanted.themselves else _said(found.conflicts, reasons),
            conflicts=found.conflicts,
            reasons=reasons,
            offers=()
            if reasons
            else _instead(wanted, at, clinic=clinic, conflicts=found.conflicts),
        )
    require(override.by, Right.OVERRIDE_BOOKING)
    if not override.why.strip():
        raise ValidationError("Say why it is booked all the same. It stays with the visit.")
    return found, " ".join(
        [*(one.words for one in found.conflicts), *(one.staff_words for one in reasons)]
    )


def _instead(
    wanted: Wanted, at: datetime, *, clinic: Clinic, conflicts: Sequence[Conflict] = ()
) -> list[Offer]:
    """The nearest with whoever is wanted; with others too if that person is not there then."""
    first = max(at, timezone.now())
    own = instead(wanted, first, clinic=clinic)
    absent = any(one.kind == Claim.Kind.PERSON and not one.is_clash for one in conflicts)
    if wanted.specialist is None or wanted.themselves or not absent:
        return own
    anybody = instead(replace(wanted, specialist=None), first, clinic=clinic)
    return own + [one for one in anybody if one.specialist != wanted.specialist]


def _said(conflicts: Iterable[Conflict], reasons: Iterable[Reason]) -> str:
    said = [one.words for one in conflicts] + [one.staff_words for one in reasons]
    return " ".join([*dict.fromkeys(said), "Choose another time."])


def plainly(reasons: Sequence[Reason]) -> str:
    """Reasons for a patient: where all of them end on a day, the one that ends last says enough."""
    days = [(one.not_before, one.words) for one in reasons if one.not_before is not None]
    if days and len(days) == len(reasons):
        return max(days)[1]
    return " ".join(dict.fromkeys(one.words for one in reasons))


def _named(**named: Any) -> dict[str, Any]:
    return {name: value for name, value in named.items() if value is not None}


def _where(found: Assigned) -> dict[str, Any]:
    return {
        "specialist": found.specialist,
        "room": found.spot.room,
        "chair": found.spot.chair,
        "device": found.device,
        "starts_at": found.starts_at,
        "ends_at": found.ends_at,
    }


def _why_given(visit: Visit) -> tuple[str, ...]:
    """The words stay with the visit: the log outlives somebody who is erased."""
    return ("override_why",) if visit.override_why else ()


def _overridden(override: Override | None, overridden: str) -> dict[str, Any]:
    if override is None or not overridden:
        return {"override_why": "", "override_of": "", "override_by": None}
    return {
        "override_why": override.why.strip()[:300],
        "override_of": overridden,
        "override_by": override.by,
    }
