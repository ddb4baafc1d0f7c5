"""Whom to tell of a task, rung after rung: whoever was asked, on call, the doctors, the owners."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID

from percuta_clinic.duty.models import DutyPhone, Task, Urgency
from percuta_clinic.duty.queries import Somebody, who_looks, who_works
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.premises.models import Clinic


class Rung(IntEnum):
    """How far up the ladder."""

    ASKED = 0
    ON_CALL = 1
    DOCTORS = 2
    OWNERS = 3
    NOBODY = 4


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The next rung with somebody on it who was not told yet, and why each is told."""

    rung: Rung
    people: tuple[tuple[Account, str], ...]


def next_rung(task: Task, clinic: Clinic, at: datetime, *, told: Collection[UUID]) -> Reached:
    """The first rung above where the task is that has anybody new; NOBODY if none has."""
    for rung in Rung:
        if rung <= task.rung or rung == Rung.NOBODY:
            continue
        people = [one for one in _on(rung, task, clinic, at=at) if one[0].pk not in told]
        if people:
            return Reached(rung=rung, people=tuple(people))
    return Reached(rung=Rung.NOBODY, people=())


def on_call_now(clinic: Clinic, at: datetime) -> list[tuple[Account, str]]:
    """Whoever looks then, on call or at work."""
    return _looking(who_looks(clinic, at).people)


def _on(rung: Rung, task: Task, clinic: Clinic, *, at: datetime) -> list[tuple[Account, str]]:
    if rung == Rung.ASKED:
        asked = task.asked
        fits = asked is not None and asked.is_active and asked.may(Right.TAKE_TASKS)
        return [(asked, "asked to look after it")] if asked is not None and fits else []
    if rung == Rung.ON_CALL:
        people = who_looks(clinic, at).people
        alone = task.urgency > Urgency.WATCH and not _has_phone(people)
        return _looking((*people, *who_works(clinic, at)) if alone else people)
    if rung == Rung.DOCTORS:
        return [(one, "doctor") for one in having(Role.DOCTOR)]
    return [(one, "owner of the clinic") for one in having(Role.OWNER)]


def _has_phone(people: tuple[Somebody, ...]) -> bool:
    """Whether any of them can be told otherwise than by e-mail."""
    return DutyPhone.objects.filter(account__in=[one.account for one in people]).exists()


def _looking(looks: tuple[Somebody, ...]) -> list[tuple[Account, str]]:
    words = {one.account: "at work" for one in looks if not one.on_call}
    words |= {one.account: "on call" for one in looks if one.on_call}
    return [(one, words[one.pk]) for one in Account.objects.filter(pk__in=words).order_by("name")]
