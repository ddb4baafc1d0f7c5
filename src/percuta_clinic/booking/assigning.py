"""Finds who and what a visit takes at one instant, or says what stands in the way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from percuta_clinic.booking.diary import Diary, diary_between
from percuta_clinic.booking.models import Claim, Part, Place, Service
from percuta_clinic.booking.resources import Spot, devices_for, helpers, specialists_for, spots
from percuta_clinic.booking.stages import Lying, Stage, lie
from percuta_clinic.config.clock import span
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Chair, Clinic, Room
from percuta_clinic.stock.models import Device


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A visit somebody wants; what is not named may be anybody and anything that is free.

    ``themselves``: no member of staff chose the time, so only people with hours count.
    """

    service: Service
    stages: tuple[Stage, ...]
    patient: Patient | None = None
    specialist: Account | None = None
    room: Room | None = None
    chair: Chair | None = None
    themselves: bool = False
    but_visit: UUID | None = None
    but_hold: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What stands in the way: whose it is, and in words."""

    kind: Claim.Kind
    who: str
    words: str
    is_clash: bool = False  # with another claim, not with hours
    resource: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Take:
    """One stretch of one resource."""

    kind: Claim.Kind
    resource: UUID
    starts_at: datetime
    ends_at: datetime
    is_cleaning: bool = False


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """Who and what it takes; ``conflicts`` is empty if all of it is free."""

    wanted: Wanted
    lying: tuple[Lying, ...]
    specialist: Account
    spot: Spot
    device: Device | None
    people: tuple[Account | None, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.lying[0].starts_at

    @property
    def ends_at(self) -> datetime:
        """When the patient leaves."""
        there = [one.ends_at for one in self.lying if one.stage.is_with_patient]
        return there[-1] if there else self.lying[-1].ends_at


class NobodyThere(Exception):
    """No specialist, no room or no device could ever do it: says which and who can change it."""


def assign(wanted: Wanted, at: datetime, *, clinic: Clinic) -> Assigned:
    """The best assignment at an instant: free if there is one, else with its conflicts."""
    lying = tuple(lie(wanted.stages, at))
    diary = diary_between(
        at,
        lying[-1].ends_at,
        clinic=clinic,
        but_visit=wanted.but_visit,
        but_hold=wanted.but_hold,
    )
    specialist, hindered = _specialist(wanted, lying, diary)
    people, unhelped = _people(lying, diary, specialist)
    spot, crowded = _spot(wanted, lying, diary)
    device, missing = _device(wanted, lying, diary)
    conflicts = (*_patient(wanted, lying, diary), *hindered, *crowded, *missing, *unhelped)
    return Assigned(
        wanted=wanted,
        lying=lying,
        specialist=specialist,
        spot=spot,
        device=device,
        people=people,
        conflicts=conflicts,
    )


def takes(found: Assigned) -> Iterator[Take]:
    """Everything that has to be claimed, each resource in stretches that do not touch."""
    pieces = sorted(_pieces(found), key=lambda one: (str(one.resource), one.starts_at))
    for _, some in groupby(pieces, key=lambda one: (one.resource, one.is_cleaning)):
        held: Take | None = None
        for one in some:
            if held and one.starts_at <= held.ends_at:
                held = replace(held, ends_at=max(held.ends_at, one.ends_at))
                continue
            if held:
                yield held
            held = one
        if held:
            yield held


def _pieces(found: Assigned) -> Iterator[Take]:
    patient = found.wanted.patient
    for one, person in zip(found.lying, found.people, strict=True):
        named: list[tuple[Claim.Kind, UUID]] = []
        if patient and one.stage.is_with_patient:
            named.append((Claim.Kind.PATIENT, patient.pk))
        if person:
            named.append((Claim.Kind.PERSON, person.pk))
        if one.stage.device and found.device:
            named.append((Claim.Kind.DEVICE, found.device.pk))
        named += [(Claim.Kind.PLACE, key) for key in _places(one.stage, found.spot)]
        for kind, resource in named:
            yield Take(
                kind=kind,
                resource=resource,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                is_cleaning=one.stage.part == Part.CLEAN,
            )


def _places(stage: Stage, spot: Spot) -> tuple[UUID, ...]:
    if stage.place == Place.ROOM:
        return spot.all_of_room
    return (spot.key,) if stage.place == Place.CHAIR else ()


def _patient(wanted: Wanted, lying: Sequence[Lying], diary: Diary) -> Iterator[Conflict]:
    if wanted.patient is None:
        return
    there = [one for one in lying if one.stage.is_with_patient]
    windows = [(one.starts_at, one.ends_at) for one in there]
    yield from _clashes(
        diary, Claim.Kind.PATIENT, wanted.patient.pk, who=str(wanted.patient), windows=windows
    )


def _specialist(
    wanted: Wanted, lying: Sequence[Lying], diary: Diary
) -> tuple[Account, tuple[Conflict, ...]]:
    own = [(one.starts_at, one.ends_at) for one in lying if one.stage.specialist]
    candidates = [wanted.specialist] if wanted.specialist else specialists_for(wanted.service)
    if wanted.themselves:
        candidates = [one for one in candidates if diary.has_hours(one.pk)]
    tried = [(one, tuple(_hindered(diary, one, own))) for one in candidates]
    if not tried:
        raise NobodyThere(
            f"Nobody has working hours who could do {wanted.service}. The owner enters them under "
            "Settings, Working hours."
        )
    return min(tried, key=lambda pair: (len(pair[1]), not diary.has_hours(pair[0].pk)))


def _hindered(
    diary: Diary,
    account: Account,
    windows: Iterable[tuple[datetime, datetime]],
    *,
    own: bool = True,
) -> Iterator[Conflict]:
    windows = list(windows)
    yield from _clashes(diary, Claim.Kind.PERSON, account.pk, who=account.name, windows=windows)
    for start, end in windows:
        if absence := _absence(diary, account, start=start, end=end):
            words = absence
        elif diary.has_hours(account.pk) and not diary.roster.is_working(
            account.pk, start, end, own=own
        ):
            words = f"{account.name} does not work all the time from {_said(diary, start, end)}."
        else:
            continue
        yield Conflict(kind=Claim.Kind.PERSON, who=account.name, words=words)
        return


def _absence(diary: Diary, account: Account, *, start: datetime, end: datetime) -> str:
    """Who is away from when until when, by the absence itself; empty where nobody is."""
    for key, said in ((account.pk, f"{account.name} is away"), (None, "The clinic is shut")):
        if gone := diary.roster.absence(key, start, end):
            return f"{said} {_whole_said(diary, *gone)}."
    return ""


def _whole_said(diary: Diary, start: datetime, end: datetime) -> str:
    """With the days where it is longer than a part of one."""
    first, last = start.astimezone(diary.clinic.zone), end.astimezone(diary.clinic.zone)
    ends = last - timedelta(microseconds=1)
    if first.time() == last.time() == time(0):
        days = f"{first:%-d %B}", f"{ends:%-d %B}"
        return f"all day on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
    if first.date() == ends.date():
        return f"from {_said(diary, start, end)}"
    return f"from {first:%-d %B, %H:%M} to {last:%-d %B, %H:%M}"


def _people(
    lying: Sequence[Lying], diary: Diary, specialist: Account
) -> tuple[tuple[Account | None, ...], tuple[Conflict, ...]]:
    """Who works in each stage; where nobody helps anybody, the specialist does it all."""
    may_help = helpers(diary.roster.assistants)
    people: list[Account | None] = []
    conflicts: list[Conflict] = []
    for one in lying:
        if one.stage.specialist:
            people.append(specialist)
        elif one.stage.assistant:
            person, hindered = _helper(one, diary, may_help, specialist=specialist)
            people.append(person)
            conflicts += hindered
        else:
            people.append(None)
    return tuple(people), tuple(conflicts)


def _helper(
    one: Lying, diary: Diary, candidates: Sequence[Account], *, specialist: Account
) -> tuple[Account, tuple[Conflict, ...]]:
    """The first who is free; the specialist is asked last, to be free for others."""
    window = [(one.starts_at, one.ends_at)]
    others = [person for person in candidates if person.pk != specialist.pk]
    tried = [(person, tuple(_hindered(diary, person, window, own=False))) for person in others]
    tried.append((specialist, tuple(_hindered(diary, specialist, window))))
    return min(tried, key=lambda pair: len(pair[1]))


def _spot(
    wanted: Wanted, lying: Sequence[Lying], diary: Diary
) -> tuple[Spot, tuple[Conflict, ...]]:
    candidates = spots(wanted.room)
    if wanted.chair:
        candidates = [one for one in candidates if one.chair == wanted.chair] or candidates
    if not candidates:
        raise NobodyThere(
            "No room with a place in use. The owner opens one under Settings, Rooms and chairs."
        )
    tried = [(one, tuple(_crowded(diary, one, lying))) for one in candidates]
    return min(tried, key=lambda pair: len(pair[1]))


def _crowded(diary: Diary, spot: Spot, lying: Sequence[Lying]) -> Iterator[Conflict]:
    for one in lying:
        window = [(one.starts_at, one.ends_at)]
        for key in _places(one.stage, spot):
            found = list(_clashes(diary, Claim.Kind.PLACE, key, who=str(spot), windows=window))
            if found:
                yield from found
                return


def _device(
    wanted: Wanted, lying: Sequence[Lying], diary: Diary
) -> tuple[Device | None, tuple[Conflict, ...]]:
    windows = [(one.starts_at, one.ends_at) for one in lying if one.stage.device]
    if not windows:
        return None, ()
    day = windows[0][0].astimezone(diary.clinic.zone).date()
    tried = [
        (one, tuple(_clashes(diary, Claim.Kind.DEVICE, one.pk, who=str(one), windows=windows)))
        for one in devices_for(wanted.service, day)
    ]
    if tried:
        return min(tried, key=lambda pair: len(pair[1]))
    words = (
        f"No device for {wanted.service} is in service on that day. Enter one, or its service, "
        "under Stock, Devices."
    )
    return None, (Conflict(kind=Claim.Kind.DEVICE, who="device", words=words),)


def _clashes(
    diary: Diary,
    kind: Claim.Kind,
    resource: UUID,
    *,
    who: str,
    windows: Iterable[tuple[datetime, datetime]],
) -> Iterator[Conflict]:
    for start, end in windows:
        if found := diary.clash(resource, start, end):
            words = f"{who} is taken from {_said(diary, *found)}."
            yield Conflict(kind=kind, who=who, words=words, is_clash=True, resource=resource)
            return


def _said(diary: Diary, start: datetime, end: datetime) -> str:
    first, last = start.astimezone(diary.clinic.zone), end.astimezone(diary.clinic.zone)
    return span(first, last)
