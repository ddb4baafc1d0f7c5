"""Which tasks there are: open by their clocks, one's own, and what was closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from percuta_clinic.config.prepared import Prepared
from percuta_clinic.duty.models import Task
from percuta_clinic.patients.access import live_patients
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

KEPT_IN_SIGHT = timedelta(days=30)
SHOWS = ("open", "mine", "taken", "closed")
_OPEN: Prepared[Task] = Prepared(lambda: Task.objects.filter(closed_at=None).order_by("opened_at"))


@dataclass(frozen=True, kw_only=True)
class Red:
    """What every page of staff shows: how many, the oldest of them, and how they stand."""

    many: int
    oldest: datetime
    untaken: int
    nobody: int


def red_now(now: datetime) -> Red | None:
    """What is urgent and taken by nobody, or late; None where nothing is."""
    rows = [one for one in _OPEN.rows() if one.is_red(now)]
    if not rows:
        return None
    return Red(
        many=len(rows),
        oldest=min(one.opened_at for one in rows),
        untaken=sum(one.owner_id is None for one in rows),
        nobody=sum(one.nobody_at is not None for one in rows),
    )


def tasks_list(account: Account, *, show: str, now: datetime) -> QuerySet[Task]:
    """That they exist is for all staff: the gravest first, then by clocks; closed, latest first."""
    require(account, Right.SEE_BOARD)
    rows = Task.objects.filter(patient__in=live_patients()).select_related("patient", "owner")
    if show == "closed":
        return rows.filter(closed_at__gte=now - KEPT_IN_SIGHT).order_by("-closed_at", "-id")
    rows = rows.filter(closed_at=None).order_by("-urgency", "due_at", "id")
    if show == "mine":
        return rows.filter(owner=account)
    return rows.exclude(owner=None) if show == "taken" else rows


def counts_of(account: Account, *, now: datetime) -> dict[str, int]:
    """How many stand in each list that is open."""
    shows: Sequence[str] = ("open", "mine", "taken")
    return {show: tasks_list(account, show=show, now=now).count() for show in shows}
