"""Visits to come that no longer fit: who or what they were booked with is not there then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from percuta_clinic.booking.models import Claim, State, Visit
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import STAFF, Right, Role
from percuta_clinic.premises.models import Clinic
from percuta_clinic.roster.models import Away
from percuta_clinic.roster.queries import Roster, roster_between

TO_COME = (State.BOOKED, State.CONFIRMED)
TREATING = (Role.SPECIALIST, Role.DOCTOR)
SOON = timedelta(days=28)
SHUT = "The clinic is shut then."
_WITH = ("patient", "service", "specialist", "room", "chair", "device")


@dataclass(frozen=True, kw_only=True)
class Why:
    """What is not there for a visit, by its key and in words."""

    visit: UUID
    what: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """A visit with all that is not there for it."""

    visit: Visit
    whys: tuple[Why, ...]

    @property
    def is_shut(self) -> bool:
        """Whether nobody at all is there then, so that only another time helps."""
        return any(why.words == SHUT for why in self.whys)

    @property
    def words(self) -> str:
        """Why, in one text."""
        return " ".join(dict.fromkeys(why.words for why in self.whys))


def unfit_visits(
    account: Account, *, clinic: Clinic, until: datetime | None = None, what: UUID | None = None
) -> list[Unfit]:
    """In order of time; all of them, or ``until`` an instant; or those for whom ``what`` lacks."""
    require(account, Right.SEE_BOARD)
    now = timezone.now()
    end = until or _last_end(now)
    by_visit: dict[UUID, list[Why]] = {}
    for why in (*_people(now, end, clinic), *_things(now, end, clinic)):
        if what is None or why.what == what:
            by_visit.setdefault(why.visit, []).append(why)
    if not by_visit:
        return []
    visits = Visit.objects.filter(pk__in=by_visit).select_related(*_WITH).order_by("starts_at")
    return [Unfit(visit=one, whys=tuple(by_visit[one.pk])) for one in visits]


def visits_during(away: Away) -> int:
    """How many visits to come lie in an absence."""
    rows = _to_come(max(away.starts_at, timezone.now()), away.ends_at)
    if away.account_id is None:
        return rows.count()
    claims = Claim.objects.filter(
        resource=away.account_id, starts_at__lt=away.ends_at, ends_at__gt=away.starts_at
    )
    return rows.filter(pk__in=claims.values("visit")).count()


def _to_come(now: datetime, end: datetime) -> QuerySet[Visit]:
    return Visit.objects.filter(state__in=TO_COME, ends_at__gt=now, starts_at__lt=end)


def _last_end(now: datetime) -> datetime:
    last: datetime | None = Visit.objects.filter(state__in=TO_COME).aggregate(Max("ends_at"))[
        "ends_at__max"
    ]
    return last or now


def _people(now: datetime, end: datetime, clinic: Clinic) -> Iterator[Why]:
    claims = list(
        Claim.objects.filter(
            kind=Claim.Kind.PERSON, ends_at__gt=now, starts_at__lt=end, visit__state__in=TO_COME
        ).values_list(
            *("visit", "resource", "starts_at", "ends_at"),
            *("visit__specialist", "visit__override_of"),
        )
    )
    if not claims:
        return
    roster = roster_between(min(row[2] for row in claims), max(row[3] for row in claims), clinic)
    here = _Here.now(row[1] for row in claims)
    for visit, person, starts, ends, specialist, spite in claims:
        own = person == specialist
        words = here.gone(person, own=own) or _not_working(
            roster, person, (starts, ends), own=own, name=here.names[person], clinic=clinic
        )
        if words and not _in_spite(words, spite, here.names[person]):
            yield Why(visit=visit, what=person, words=words)


@dataclass(frozen=True, kw_only=True)
class _Here:
    """Names, and who works here now and who treats."""

    names: Mapping[UUID, str]
    staff: frozenset[UUID]
    treating: frozenset[UUID]

    @classmethod
    def now(cls, people: Iterable[UUID]) -> "_Here":
        names: dict[UUID, str] = {}
        roles: dict[UUID, set[str]] = {}
        for key, name, is_active, role, ended in Account.objects.filter(
            pk__in=set(people)
        ).values_list("pk", "name", "is_active", "grants__role", "grants__ended_at"):
            names[key] = name
            held = roles.setdefault(key, set())
            if is_active and role and ended is None:
                held.add(role)
        return cls(
            names=names,
            staff=frozenset(key for key, held in roles.items() if held & set(STAFF)),
            treating=frozenset(key for key, held in roles.items() if held & set(TREATING)),
        )

    def gone(self, person: UUID, *, own: bool) -> str:
        """Says that somebody left, or has no visits any more."""
        if person not in self.staff:
            return f"{self.names[person]} does not work here any more."
        if own and person not in self.treating:
            return f"{self.names[person]} is no specialist or doctor any more."
        return ""


def _not_working(
    roster: Roster,
    person: UUID,
    when: tuple[datetime, datetime],
    *,
    own: bool,
    name: str,
    clinic: Clinic,
) -> str:
    starts, ends = when
    for key, said in ((person, f"{name} is away then."), (None, SHUT)):
        if roster.is_away(key, starts, ends):
            return said
    if person not in roster.works or roster.is_working(person, starts, ends, own=own):
        return ""
    first, last = starts.astimezone(clinic.zone), ends.astimezone(clinic.zone)
    return f"{name} does not work all the time from {first:%H:%M} to {last:%H:%M}."


def _in_spite(words: str, spite: str, name: str) -> bool:
    """Whether somebody booked it knowing just that."""
    if not spite:
        return False
    about = "does not work" if "does not work all" in words else "is away"
    return f"{name} {about}" in spite


def _things(now: datetime, end: datetime, clinic: Clinic) -> Iterator[Why]:
    """Places that are closed, devices that are not in service."""
    rows = _to_come(now, end).annotate(day=TruncDate("starts_at", tzinfo=clinic.zone))
    shut = Q(room__is_open=False) | Q(chair__is_open=False)
    unserved = Q(device__retired_at__isnull=False) | Q(device__service_due__lt=F("day"))
    for visit in rows.filter(shut | unserved).select_related("room", "chair", "device"):
        day = visit.starts_at.astimezone(clinic.zone).date()
        yield from _place(visit)
        yield from _device(visit, day)


def _place(visit: Visit) -> Iterator[Why]:
    for place in (visit.room, visit.chair):
        if place is not None and not place.is_open:
            yield Why(visit=visit.pk, what=place.pk, words=f"{place} is closed.")
            return


def _device(visit: Visit, day: date) -> Iterator[Why]:
    device = visit.device
    if device is None:
        return
    if device.retired_at is not None:
        yield Why(visit=visit.pk, what=device.pk, words=f"{device} is retired.")
    elif device.service_due is not None and device.service_due < day:
        words = f"{device} is due for service on {device.service_due:%-d %B %Y}, before it."
        yield Why(visit=visit.pk, what=device.pk, words=words)
