"""Reading who looks, and which tasks there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from percuta_clinic.duty.models import DutyPhone, DutyRules, OnCall
from percuta_clinic.duty.stretches import (
    Looking,
    gaps_between,
    looking_at,
    next_start,
    on_call_between,
)
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role
from percuta_clinic.premises.emergency import emergency_words
from percuta_clinic.premises.models import Clinic
from percuta_clinic.roster.models import Away
from percuta_clinic.roster.queries import Stretch, roster_between, without

HORIZON = timedelta(days=14)
DAY = timedelta(days=1)
CLINICIANS = (Role.SPECIALIST, Role.DOCTOR)


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """One person who looks now, on call or at work, and until when."""

    account: UUID
    name: str
    on_call: bool
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Looks:
    """Who looks at what comes in at ``at``; if nobody, from when on somebody does.

    ``next_at`` is None while somebody looks, and where nobody does in the next 14 days. A number
    the clinic has not entered is empty.
    """

    at: datetime
    people: tuple[Somebody, ...]
    next_at: datetime | None
    phone: str  # of the clinic
    line: str  # to call when nobody is on call
    emergency: str  # the words of the clinic, else the number of its country

    @property
    def anybody(self) -> bool:
        """Whether somebody looks now."""
        return bool(self.people)

    @property
    def instead(self) -> str:
        """Whom to call while nobody looks: the line for it, else what holds in an emergency."""
        return self.line or self.emergency


def duty_rules() -> DutyRules:
    """What the clinic set, or what is assumed until it does."""
    return DutyRules.objects.first() or DutyRules()


def clinicians() -> dict[UUID, str]:
    """The names of those who can look."""
    return {one.pk: one.name for one in having(*CLINICIANS)}


def who_looks(clinic: Clinic, at: datetime) -> Looks:
    """Who is on call or at work then; else from when on somebody is, and whom to call instead."""
    names = clinicians()
    stretches = looking_between(clinic, at, at + HORIZON, who=names)
    people = tuple(
        Somebody(account=one.account, name=names[one.account], on_call=one.on_call, until=one.ends)
        for one in looking_at(stretches, at)
    )
    return Looks(
        at=at,
        people=people,
        next_at=None if people else next_start(stretches, at),
        phone=clinic.phone,
        line=duty_rules().line,
        emergency=emergency_words(clinic),
    )


def who_works(clinic: Clinic, at: datetime) -> tuple[Somebody, ...]:
    """Clinicians at work then, whoever is on call."""
    names = clinicians()
    return tuple(
        Somebody(account=one.account, name=names[one.account], on_call=False, until=one.ends)
        for one in looking_between(clinic, at, at + DAY, who=names)
        if not one.on_call and one.holds_at(at)
    )


def duty_phones(people: Iterable[Somebody]) -> list[tuple[str, str]]:
    """Name and number of those who are on call and have one."""
    numbers = dict(DutyPhone.objects.values_list("account", "phone"))
    return [
        (one.name, numbers[one.account]) for one in people if one.on_call and one.account in numbers
    ]


def no_phone_ahead(clinic: Clinic, at: datetime) -> list[str]:
    """Who is on call in the next 14 days and can be told by e-mail only."""
    reached = set(DutyPhone.objects.values_list("account", flat=True))
    names = clinicians()
    found = looking_between(clinic, at, at + HORIZON, who=names)
    on_call = {one.account for one in found if one.on_call}
    return sorted(names[account] for account in on_call - reached)


def looking_between(
    clinic: Clinic, start: datetime, end: datetime, *, who: Iterable[UUID]
) -> list[Looking]:
    """When each of ``who`` looks, on call or at work; nobody does while they are away."""
    known = set(who)
    found = [
        Looking(account=key, starts=first, ends=last, on_call=True)
        for key, some in _on_call(clinic, start, end).items()
        for first, last in some
    ]
    works = roster_between(start, end, clinic).works
    found += [
        Looking(account=key, starts=first, ends=last, on_call=False)
        for key, one in works.items()
        for first, last in one.treating
    ]
    return [one for one in found if one.account in known and one.ends > start and one.starts < end]


def _on_call(clinic: Clinic, start: datetime, end: datetime) -> dict[UUID, list[Stretch]]:
    """On call without the times somebody is away; that the clinic is shut changes nothing."""
    zone = clinic.zone
    first, last = start.astimezone(zone).date() - 2 * DAY, end.astimezone(zone).date()
    away: dict[UUID | None, list[Stretch]] = {}
    for one in Away.objects.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at"):
        away.setdefault(one.account_id, []).append((one.starts_at, one.ends_at))
    spans = on_call_between(OnCall.objects.all(), first, last, zone=zone)
    return {
        key: [piece for one in some for piece in without(one, away.get(key, []))]
        for key, some in spans.items()
    }


def gaps_ahead(clinic: Clinic, at: datetime) -> tuple[Stretch, ...]:
    """When nobody looks in the next 14 days."""
    stretches = looking_between(clinic, at, at + HORIZON, who=clinicians())
    return gaps_between(stretches, at, at + HORIZON)


def doctors() -> list[Account]:
    """Every doctor who works here."""
    return list(having(Role.DOCTOR))


def owners() -> list[Account]:
    """Whoever owns the clinic."""
    return list(having(Role.OWNER))
