"""The visits of today, spread around now, so that there is something at every step."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q

from percuta_clinic.booking.models import INSIDE, Service, State, Visit
from percuta_clinic.booking.placing import visit_book
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.demo.before import ready_first, tell
from percuta_clinic.demo.healing_here import told_after
from percuta_clinic.demo.past import NUMBED
from percuta_clinic.demo.sessions import numbing_began, session_told
from percuta_clinic.demo.writing import state_as_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.queries import day_bounds, today
from percuta_clinic.treatment.checklist import CHECKS, checks_set
from percuta_clinic.treatment.opening import session_of, session_open

QUARTER = 15 * 60
REST = timedelta(days=21)
# minutes from now, track, service, how far the patient is before it, state; the first specialist
# needles one patient while the next one is numbed on the other chair of that room
PLAN = (
    (-240, 0, 1, "planned, treated", State.FINISHED),
    (-225, 1, 0, "", State.FINISHED),
    (-150, 0, 2, "treated", State.FINISHED),
    (-120, 1, 3, "", State.FINISHED),
    (-90, 2, 1, "unopened", State.MISSED),
    (-45, 0, 1, "treated", State.TREATING),
    (-15, 0, 1, "planned, ready", State.IN_ROOM),
    (0, 1, 0, "", State.ARRIVED),
    (15, 2, 1, "doctor", State.CONFIRMED),
    (60, 0, 2, "later", State.CONFIRMED),
    (75, 1, 4, "unopened", State.BOOKED),
    (120, 2, 0, "", State.BOOKED),
    (150, 1, 1, "half", State.BOOKED),
)
STEPS = {
    State.FINISHED: (State.ARRIVED, State.IN_ROOM, State.TREATING, State.FINISHED),
    State.TREATING: (State.ARRIVED, State.IN_ROOM, State.TREATING),
    State.IN_ROOM: (State.ARRIVED, State.IN_ROOM),
    State.ARRIVED: (State.ARRIVED,),
    State.CONFIRMED: (State.CONFIRMED,),
    State.MISSED: (State.MISSED,),
    State.BOOKED: (),
}
TRIES = 5  # people asked for one seat before it stays empty
WHO = ("sofia", "minh", "doctor")


def has_visits(clinic: Clinic) -> bool:
    """Whether today was filled already."""
    start, end = day_bounds(today(clinic), clinic)
    return Visit.objects.filter(starts_at__gte=start, starts_at__lt=end).exists()


def fill(
    clinic: Clinic,
    staff: Mapping[str, Account],
    people: Sequence[Patient],
    *,
    rooms: Sequence[Room],
    services: Sequence[Service],
    chance: random.Random,
    now: datetime,
) -> int:
    """Books what fits into today and moves it on to where it stands; how many that are."""
    start, end = day_bounds(today(clinic), clinic)
    pivot = datetime.fromtimestamp(now.timestamp() // QUARTER * QUARTER, tz=clinic.zone)
    for left in Visit.objects.filter(state__in=INSIDE, starts_at__lt=start):
        visit_move(by=staff["front"].actor, visit=left, to=State.FINISHED, version=left.version)
    chosen = _chosen(people, start, chance)
    firsts, others = chosen[: len(PLAN)], chosen[len(PLAN) :]
    count = 0
    for patient, (minutes, track, service, story, state) in zip(firsts, PLAN, strict=True):
        begins = pivot + timedelta(minutes=minutes)
        if not start <= begins < end:
            continue
        seat = _Seat(
            service=services[service],
            specialist=staff[WHO[track]],
            room=rooms[track],
            begins=begins,
        )
        visit = _booked(seat, patient, others, by=staff["front"])
        if visit is None:
            continue
        tell(staff, visit, story)
        _move(visit, state, staff=staff, now=now)
        count += 1
    return count


def _rested(people: Sequence[Patient], today_at: datetime) -> list[Patient]:
    """Those whose skin was not and will not be needled for a while."""
    near = Q(starts_at__gt=today_at - REST, starts_at__lt=today_at + REST)
    needled = Visit.objects.filter(near, service__is_needling=True).exclude(state=State.CANCELLED)
    keys = set(needled.values_list("patient_id", flat=True))
    return [one for one in people if one.pk not in keys]


def _chosen(people: Sequence[Patient], today_at: datetime, chance: random.Random) -> list[Patient]:
    """Everybody, whoever may be needled first; whoever waits for something comes last."""
    rested = _rested(people, today_at)
    first = {one.pk: one for one in ready_first(rested, today_at.date())}
    rest = [one for one in rested if one.pk not in first]
    rest += [one for one in people if one not in rested]
    found = chance.sample(list(first.values()), len(first))
    found.sort(key=lambda one: one.account_id is None)  # who can look at it comes first
    return found + rest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    service: Service
    specialist: Account
    room: Room
    begins: datetime


def _booked(seat: _Seat, patient: Patient, others: list[Patient], *, by: Account) -> Visit | None:
    """For this one, or the next of the others whom the clinic's rules let have it; each once."""
    for one in (patient, *others[:TRIES]):
        try:
            visit = visit_book(
                by=by,
                patient=one,
                service=seat.service,
                specialist=seat.specialist,
                room=seat.room,
                starts_at=seat.begins,
            )
        except ValidationError:
            continue
        if one is not patient:
            others.remove(one)
        return visit
    return None  # the clinic was changed by its user


def _move(visit: Visit, state: State, *, staff: Mapping[str, Account], now: datetime) -> None:
    since = {
        State.FINISHED: visit.ends_at,
        State.IN_ROOM: visit.starts_at + timedelta(minutes=4),
        State.TREATING: visit.starts_at + NUMBED,
        State.MISSED: visit.starts_at + timedelta(minutes=20),
    }.get(state, now - timedelta(minutes=7))
    for step in STEPS[state]:
        visit = _step(visit, step, staff=staff, now=now)
        if step == State.TREATING:
            _said(visit, staff["doctor"], is_over=state == State.FINISHED, now=now)
            visit.refresh_from_db()
            if visit.state == state:
                break  # signing has finished it
    state_as_of(visit, min(since, now), began=min(visit.starts_at + NUMBED, now))


def _step(visit: Visit, to: State, *, staff: Mapping[str, Account], now: datetime) -> Visit:
    if to == State.TREATING:
        return _treated(visit, staff["doctor"], now)
    why = "Did not answer the phone." if to == State.MISSED else ""
    by = staff["front"].actor
    return visit_move(by=by, visit=visit, to=to, version=visit.version, why=why, now=now)


def _said(visit: Visit, by: Account, *, is_over: bool, now: datetime) -> None:
    """What was entered in the treatment room."""
    if (session := session_of(visit)) is not None:
        began = visit.starts_at if is_over else numbing_began(session, now=now)
        session_told(session, by=by, began=began, is_over=is_over)
        if is_over:
            told_after(session)


def _treated(visit: Visit, by: Account, now: datetime) -> Visit:
    """Through the same gate as everybody; whoever is not ready stays in the room."""
    if not visit.service.is_needling:
        return visit
    try:
        checks_set(by=by, visit=visit, keys=frozenset(CHECKS))
        at = min(visit.starts_at, now)
        begun = session_open(by=by, visit=visit, version=visit.version, agreed_by=by, at=at)
        return begun.visit
    except Blocked:
        return visit
