"""The visits of today, spread around now, so that there is something at every step."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from percuta_clinic.booking.models import INSIDE, Service, State, Visit
from percuta_clinic.booking.services import visit_book, visit_move, visit_treat
from percuta_clinic.demo.past import NUMBED
from percuta_clinic.demo.writing import state_as_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.queries import day_bounds, today

QUARTER = 15 * 60
# minutes from now, track, service, state
PLAN = (
    (-240, 0, 1, State.FINISHED),
    (-225, 1, 0, State.FINISHED),
    (-150, 0, 2, State.FINISHED),
    (-120, 1, 3, State.FINISHED),
    (-90, 2, 1, State.MISSED),
    (-30, 0, 1, State.TREATING),
    (-15, 2, 4, State.IN_ROOM),
    (0, 1, 0, State.ARRIVED),
    (15, 2, 1, State.CONFIRMED),
    (60, 0, 2, State.CONFIRMED),
    (75, 1, 1, State.BOOKED),
    (120, 2, 0, State.BOOKED),
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
    chosen = chance.sample(list(people), len(PLAN))
    count = 0
    for patient, (minutes, track, service, state) in zip(chosen, PLAN, strict=True):
        begins = pivot + timedelta(minutes=minutes)
        if not start <= begins < end:
            continue
        visit = visit_book(
            by=staff["front"],
            patient=patient,
            service=services[service],
            specialist=staff[WHO[track]],
            room=rooms[track],
            starts_at=begins,
        )
        _move(visit, state, by=staff["front"], now=now)
        count += 1
    return count


def _move(visit: Visit, state: State, *, by: Account, now: datetime) -> None:
    since = {
        State.FINISHED: visit.ends_at,
        State.IN_ROOM: visit.starts_at + timedelta(minutes=4),
        State.TREATING: visit.starts_at + NUMBED,
        State.MISSED: visit.starts_at + timedelta(minutes=20),
    }.get(state, now - timedelta(minutes=7))
    for step in STEPS[state]:
        visit = _step(visit, step, by=by)
    state_as_of(visit, min(since, now), began=min(visit.starts_at + NUMBED, now))


def _step(visit: Visit, to: State, *, by: Account) -> Visit:
    if to != State.TREATING:
        why = "Did not answer the phone." if to == State.MISSED else ""
        return visit_move(by=by.actor, visit=visit, to=to, version=visit.version, why=why)
    if not visit.service.is_needling:
        return visit
    return visit_treat(by=by.actor, visit=visit, version=visit.version, cleared={})
