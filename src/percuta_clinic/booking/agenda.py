"""What a calendar draws: visits with their segments, what is kept, who works, who is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from percuta_clinic.booking.access import WITH
from percuta_clinic.booking.models import Claim, Hold, Part, Place, Segment, State, Visit
from percuta_clinic.booking.queries import with_segments
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import STAFF, Right, Role
from percuta_clinic.premises.models import Chair, Clinic, Room
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.roster.models import Away
from percuta_clinic.roster.queries import Roster, roster_between

_LONGEST = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A time kept for somebody who fills in forms, and what it takes."""

    hold: Hold
    ends_at: datetime
    places: tuple[UUID, ...]
    people: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Everything between two instants; visits come with their segments."""

    first: date
    days: int
    clinic: Clinic
    visits: Sequence[Visit]
    kept: Sequence[Kept]
    roster: Roster
    away: Sequence[Away]


def agenda(account: Account, *, first: date, days: int, clinic: Clinic) -> Agenda:
    """The calendar of some days, in a number of queries that does not grow with the visits."""
    require(account, Right.SEE_BOARD)
    start = day_bounds(first, clinic)[0]
    end = day_bounds(first + timedelta(days=days - 1), clinic)[1]
    away = Away.objects.filter(starts_at__lt=end, ends_at__gt=start).select_related("account")
    return Agenda(
        first=first,
        days=days,
        clinic=clinic,
        visits=_visits(start, end),
        kept=_kept(start, end),
        roster=roster_between(start, end, clinic),
        away=list(away),
    )


def segments_of(visit: Visit) -> Sequence[Segment]:
    """What a visit is made of; one of before there were segments is a single one."""
    found = list(visit.segments.all())
    whole = Segment(
        visit=visit,
        number=1,
        part=Part.NEEDLE if visit.service.is_needling else Part.TALK,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        person=visit.specialist,
        device=visit.device,
        place=Place.CHAIR,
    )
    return found or [whole]


def rooms_in_use() -> Sequence[tuple[Room, Sequence[Chair]]]:
    """Rooms that are open, each with its open chairs."""
    rooms = Room.objects.filter(is_open=True).prefetch_related("chairs")
    return [(room, [one for one in room.chairs.all() if one.is_open]) for room in rooms]


def people_in(found: Agenda) -> Sequence[Account]:
    """Who treats, whoever has hours, and whoever works in one of the visits shown."""
    keys = {key for key, works in found.roster.works.items() if works.treating or works.assisting}
    keys |= {
        one.person_id
        for visit in found.visits
        for one in segments_of(visit)
        if one.person_id is not None
    }
    treat = {one.pk for one in having(Role.SPECIALIST, Role.DOCTOR)}
    return [one for one in having(*STAFF) if one.pk in keys | treat]


def _visits(start: datetime, end: datetime) -> list[Visit]:
    rows = Visit.objects.filter(
        starts_at__gte=start - _LONGEST, starts_at__lt=end, ends_at__gt=start
    ).exclude(state=State.CANCELLED)
    rows = rows.select_related(*WITH).prefetch_related(with_segments())
    return list(rows.order_by("starts_at", "pk"))


def _kept(start: datetime, end: datetime) -> list[Kept]:
    rows = Hold.objects.filter(
        until__gt=timezone.now(), starts_at__lt=end, starts_at__gte=start - _LONGEST
    )
    found = []
    for hold in rows.select_related("service").prefetch_related("claims").order_by("starts_at"):
        claims = list(hold.claims.all())
        ends_at = max((one.ends_at for one in claims), default=hold.starts_at)
        if start < ends_at:
            found.append(
                Kept(
                    hold=hold,
                    ends_at=ends_at,
                    places=_keys(claims, Claim.Kind.PLACE),
                    people=_keys(claims, Claim.Kind.PERSON),
                )
            )
    return found


def _keys(claims: Sequence[Claim], kind: Claim.Kind) -> tuple[UUID, ...]:
    return tuple({one.resource for one in claims if one.kind == kind})
