"""When somebody is asked after a session: days of the house, at an hour where they live."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.healing.queries import ended_at, zone_of
from percuta_clinic.healing.science_triage import given
from percuta_clinic.healing.tasks import warned_before
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.stream import folded_of

AT = time(10)
EARLY = 3  # up to this day a check-in is pressed for on the same day; later ones have more time
SOON, SOON_LATEST = timedelta(hours=8), timedelta(hours=24)
LATER, LATER_LATEST = timedelta(hours=24), timedelta(hours=72)
AGAIN_AFTER = {Urgent.WATCH: 2, Urgent.TODAY: 1, Urgent.NOW: 1}  # days


def reminded_after(check_in: CheckIn) -> timedelta:
    """How long after the letter the one reminder goes out."""
    return SOON if is_pressing(check_in) else LATER


def latest_after(check_in: CheckIn) -> timedelta:
    """How long after the letter it counts as missed."""
    return SOON_LATEST if is_pressing(check_in) else LATER_LATEST


def is_pressing(check_in: CheckIn) -> bool:
    """Whether silence is not left alone for days: in the first days, and after a warning."""
    if check_in.day <= EARLY or check_in.kind == Kind.AGAIN:
        return True
    warned = warned_before(check_in)
    return warned is not None and warned.check_in.is_urgent


@transaction.atomic
def check_ins_plan(*, by: Actor, session: Session, now: datetime) -> list[CheckIn]:
    """Plans those that are still to come after a session; done again, it adds nothing."""
    held_kept(session.patient_id)
    clinic = Clinic.objects.get()
    zone = zone_of(session.patient, clinic)
    if given(session, zone) is None:
        return []
    ended = ended_at(folded_of(session), session).astimezone(zone).date()
    there = set(_planned(session))
    made = [
        one
        for day in clinic.days_to_check
        if day not in there
        if (one := _on(session, ended, day, zone=zone)).due_at + latest_after(one) > now
    ]
    for one in made:
        one.save(force_insert=True)
    if made:
        days = [f"day {one.day}" for one in made]
        patient = session.patient_id
        record(by=by, action="check_in.planned", subject=session, patient_id=patient, fields=days)
    return made


def _planned(session: Session) -> list[int]:
    rows = CheckIn.objects.filter(session=session, kind=Kind.PLANNED)
    return list(rows.values_list("day", flat=True))


def _on(session: Session, ended: date, day: int, *, zone: ZoneInfo) -> CheckIn:
    return CheckIn(
        session=session,
        patient_id=session.patient_id,
        kind=Kind.PLANNED,
        day=day,
        due_at=datetime.combine(ended + timedelta(days=day), AT, zone),
    )


def ask_again(
    told: CheckIn, *, level: int, before: int, at: datetime, zone: ZoneInfo
) -> CheckIn | None:
    """Asks once more after a warning; None: no need to.

    One to watch is asked about again only where it is worse than the one ``before``.
    """
    if level <= Urgent.EXPECTED or (level < Urgent.TODAY and level <= before):
        return None
    on = at.astimezone(zone).date()
    due_on = on + timedelta(days=AGAIN_AFTER[Urgent(level)])
    due = datetime.combine(due_on, AT, zone)
    coming = told.alike.filter(answered_at=None, missed_at=None)
    if coming.exclude(pk=told.pk).filter(due_at__gt=at, due_at__lte=due).exists():
        return None
    later = (due_on - told.began_at.astimezone(zone).date()).days
    return CheckIn.objects.create(
        session=told.session,
        visit=told.visit,
        patient_id=told.patient_id,
        kind=Kind.AGAIN,
        day=max(later, told.day + 1),
        due_at=due,
    )
