"""The waiting list: who joins and leaves it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import HOLDS, Hold, Service, TimeOffered, Visit, Waiting
from percuta_clinic.booking.offers import GRID, Offer, offers, one_each
from percuta_clinic.booking.stages import stages_for
from percuta_clinic.booking.who_books import FARTHEST, SOONEST
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today

NOON, EVENING = 12, 17
PARTS = ("morning", "afternoon", "evening")


@dataclass(frozen=True, kw_only=True)
class When:
    """The days and parts of the day somebody could come."""

    first_day: date
    last_day: date
    parts: tuple[str, ...] = PARTS
    specialist: Account | None = None


@transaction.atomic
def waiting_join(*, by: Actor, patient: Patient, service: Service, when: When) -> Waiting:
    """Puts somebody on the list; only times that come free from now on are offered."""
    patient, clinic = held_kept(patient.pk), Clinic.objects.get()
    _refuse(when, clinic)
    if patient.waitings.filter(service=service, ended_at=None).exists():
        raise ValidationError(
            f"{service} is waited for already. Leave the list first to wait for other days."
        )
    made = Waiting(
        patient=patient,
        service=service,
        specialist=when.specialist,
        first_day=when.first_day,
        last_day=when.last_day,
        made_by=by.name,
        **{part: part in when.parts for part in PARTS},
    )
    made.seen = seen_of(free_for(made, clinic), clinic)
    made.save(force_insert=True)
    record(by=by, action="waiting.joined", subject=made, patient_id=patient.pk)
    return made


@transaction.atomic
def waiting_end(*, by: Actor, waiting: Waiting, why: Waiting.Ended) -> bool:
    """Takes somebody off the list, with what is kept for them; False: it was over before."""
    patient = held_kept(waiting.patient_id)
    ended = Waiting.objects.filter(pk=waiting.pk, ended_at=None)
    if not ended.update(ended_at=timezone.now(), ended_why=why):
        return False
    for offered in waiting.offered.filter(state=TimeOffered.State.OPEN):
        settle(offered, TimeOffered.State.DECLINED)
    record(by=by, action="waiting.ended", subject=waiting, patient_id=patient.pk, reason=why.label)
    return True


@transaction.atomic
def settle(offered: TimeOffered, state: TimeOffered.State) -> bool:
    """Writes once what became of an offer, and lets go what was kept for it."""
    Clinic.objects.select_for_update().get()  # before any hold, as whoever books
    rows = TimeOffered.objects.filter(pk=offered.pk, state=TimeOffered.State.OPEN)
    if not rows.update(state=state, settled_at=timezone.now()):
        return False
    if offered.hold_id:
        Hold.objects.filter(pk=offered.hold_id).delete()
    return True


def end_past(now: datetime) -> int:
    """Wishes whose last day is over."""
    clinic = Clinic.objects.get()
    day = timezone.localdate(now, clinic.zone)
    past = list(Waiting.objects.filter(ended_at=None, last_day__lt=day))
    return sum(waiting_end(by=SYSTEM, waiting=one, why=Waiting.Ended.OVER) for one in past)


def visits_booked(waiting: Waiting) -> list[Visit]:
    """Visits to come of the service that is waited for."""
    rows = Visit.objects.filter(
        patient=waiting.patient_id,
        service=waiting.service_id,
        state__in=HOLDS,
        starts_at__gt=timezone.now(),
    )
    return list(rows.order_by("starts_at"))


def end_if_booked(waiting: Waiting, *, by: Actor) -> bool:
    """Ends a wish that a visit has come true for, and lets go what is kept for it."""
    clinic = Clinic.objects.get()
    if not any(_comes_true(waiting, one, clinic) for one in visits_booked(waiting)):
        return False
    return waiting_end(by=by, waiting=waiting, why=Waiting.Ended.BOOKED)


def _comes_true(waiting: Waiting, visit: Visit, clinic: Clinic) -> bool:
    at = visit.starts_at.astimezone(clinic.zone)
    fits = waiting.first_day <= at.date() <= waiting.last_day and getattr(waiting, part_of(at))
    return fits and waiting.specialist_id in (None, visit.specialist_id)


def end_waits_for(visit: Visit, *, by: Actor) -> None:
    """Ends what was waited for, once a visit got its time."""
    for waiting in Waiting.objects.filter(
        patient=visit.patient_id, service=visit.service_id, ended_at=None
    ):
        end_if_booked(waiting, by=by)


def wanted_by(waiting: Waiting) -> Wanted:
    """What is looked for."""
    return Wanted(
        service=waiting.service,
        stages=stages_for(waiting.service, waiting.patient),
        patient=waiting.patient,
        specialist=waiting.specialist,
        themselves=True,
    )


def free_for(waiting: Waiting, clinic: Clinic, *, now: datetime | None = None) -> list[Offer]:
    """The free times of the days and parts of the day that are wished for."""
    now = now or timezone.now()
    first = max(day_bounds(waiting.first_day, clinic)[0], now + SOONEST)
    last = min(day_bounds(waiting.last_day, clinic)[1], now + FARTHEST)
    found = offers(wanted_by(waiting), first=first, last=last, clinic=clinic)
    fits = (
        one for one in found if getattr(waiting, part_of(one.starts_at.astimezone(clinic.zone)))
    )
    return one_each(fits)


def part_of(local: datetime) -> str:
    """Which part of the day a time lies in, by the clock where the clinic stands."""
    return "morning" if local.hour < NOON else "afternoon" if local.hour < EVENING else "evening"


def seen_of(free: list[Offer], clinic: Clinic) -> dict[str, str]:
    """The same times as bits, by day."""
    found: dict[str, int] = {}
    for one in free:
        day, bit = _bit(one.starts_at, clinic)
        found[day] = found.get(day, 0) | bit
    return {day: f"{bits:x}" for day, bits in found.items()}


def is_new(one: Offer, seen: dict[str, str], clinic: Clinic) -> bool:
    """Whether it was not free at the last look."""
    day, bit = _bit(one.starts_at, clinic)
    return not int(seen.get(day, "0"), 16) & bit


def _bit(at: datetime, clinic: Clinic) -> tuple[str, int]:
    """Counted from midnight, so that each quarter of a long day has its own."""
    day = at.astimezone(clinic.zone).date()
    quarters = (at - day_bounds(day, clinic)[0]) // timedelta(minutes=GRID)
    return f"{day:%Y-%m-%d}", 1 << quarters


def _refuse(when: When, clinic: Clinic) -> None:
    now = today(clinic)
    if when.last_day < when.first_day:
        raise ValidationError({"last_day": "The last day is before the first. Choose it anew."})
    if when.last_day < now:
        raise ValidationError({"last_day": "These days are past. Choose days to come."})
    if when.last_day > now + FARTHEST:
        raise ValidationError(
            {"last_day": f"We plan {FARTHEST.days} days ahead. Choose a day within them."}
        )
    if not when.parts:
        raise ValidationError("Choose at least one part of the day.")
