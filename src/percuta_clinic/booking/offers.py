"""Free times: what the pages offer, and what is offered instead of a time that was just taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_
from uuid import UUID

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.diary import Diary, diary_between
from percuta_clinic.booking.resources import devices_for, helpers, specialists_for, spots
from percuta_clinic.booking.slots import Free, Ruler, on_grid, starts_for
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.stock.models import Device

GRID = 15  # minutes between the times that are offered
MOST = timedelta(days=120)
ALTERNATIVES = 3


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A time at which a visit may begin with somebody."""

    starts_at: datetime
    specialist: Account


def offers(wanted: Wanted, *, first: datetime, last: datetime, clinic: Clinic) -> list[Offer]:
    """Every free time on the grid from ``first`` until before ``last``, in order of time."""
    last = min(last, first + MOST)
    if last <= first:
        return []
    lasts = timedelta(minutes=sum(stage.minutes for stage in wanted.stages) + GRID)
    diary = diary_between(
        first,
        last + lasts,
        clinic=clinic,
        but_visit=wanted.but_visit,
        but_hold=wanted.but_hold,
    )
    ruler = Ruler.between(first, last + lasts)
    people = {str(one.pk): one for one in _specialists(wanted, diary)}
    starts = starts_for(wanted.stages, _free(wanted, diary, ruler, people=people))
    found = [
        Offer(starts_at=at, specialist=who)
        for key, who in people.items()
        for at in on_grid(starts[key], ruler, GRID)
        if first <= at < last
    ]
    return sorted(found, key=lambda one: one.starts_at)  # keeps the order of people at one time


def instead(wanted: Wanted, at: datetime, *, clinic: Clinic) -> list[Offer]:
    """The free times nearest to one that was taken, in order of time."""
    around = offers(wanted, first=at, last=at + timedelta(days=28), clinic=clinic)
    return one_each(around)[:ALTERNATIVES]


def one_each(found: Iterable[Offer]) -> list[Offer]:
    """The first of each time; ``found`` comes in order."""
    firsts: dict[datetime, Offer] = {}
    for one in found:
        firsts.setdefault(one.starts_at, one)
    return list(firsts.values())


def _specialists(wanted: Wanted, diary: Diary) -> list[Account]:
    found = [wanted.specialist] if wanted.specialist else list(specialists_for(wanted.service))
    return [one for one in found if not wanted.themselves or diary.has_hours(one.pk)]


def _free(wanted: Wanted, diary: Diary, ruler: Ruler, *, people: Mapping[str, Account]) -> Free:
    here = spots(wanted.room)
    if wanted.chair:
        here = [one for one in here if one.chair == wanted.chair] or here
    keys = {key for spot in here for key in (spot.key, *spot.all_of_room)}
    masks = {key: _left(diary, ruler, key) for key in keys}
    day = ruler.base.astimezone(diary.clinic.zone).date()
    return Free(
        patient=_left(diary, ruler, wanted.patient.pk) if wanted.patient else ruler.all,
        specialists={key: _person(diary, ruler, one, own=True) for key, one in people.items()},
        assistants={
            str(one.pk): _person(diary, ruler, one, own=False)
            for one in helpers(diary.roster.assistants)
        },
        places={
            str(spot.key): (masks[spot.key], reduce(and_, (masks[key] for key in spot.all_of_room)))
            for spot in here
        },
        devices={
            str(one.pk): _left(diary, ruler, one.pk) & _in_service(diary, ruler, one)
            for one in devices_for(wanted.service, day)
        },
    )


def _left(diary: Diary, ruler: Ruler, key: UUID) -> int:
    return ruler.all & ~ruler.taken(diary.taken.get(key, ()))


def _person(diary: Diary, ruler: Ruler, account: Account, *, own: bool) -> int:
    """Free of claims, not away, and within hours if there are any."""
    free = _left(diary, ruler, account.pk) & ~ruler.taken(diary.roster.away_of(account.pk))
    if not diary.has_hours(account.pk):
        return free
    works = diary.roster.works[account.pk]
    return free & ruler.free(works.treating if own else works.assisting)


def _in_service(diary: Diary, ruler: Ruler, device: Device) -> int:
    """Until its next service is due."""
    if device.service_due is None:
        return ruler.all
    until = day_bounds(device.service_due, diary.clinic)[1]
    return ruler.free([(ruler.base, until)])
