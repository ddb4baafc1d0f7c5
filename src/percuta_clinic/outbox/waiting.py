"""Why messages wait: how many there are, by what holds them back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from percuta_clinic.outbox.mail import has_no_server
from percuta_clinic.outbox.models import Channel, Message, State
from percuta_clinic.outbox.quiet import quiet_for
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic

SHOWN = 120  # letters of what a mail server answered
NO_SERVER = "No mail server is set. Letters wait until whoever runs this machine sets PERCUTA_SMTP."


@dataclass(frozen=True, kw_only=True)
class Held:
    """So many messages that wait for one reason."""

    count: int
    why: str
    is_trouble: bool = False


def waiting_why(account: Account, clinic: Clinic, now: datetime | None = None) -> list[Held]:
    """Each reason once, the troubles first; nothing while nothing waits."""
    require(account, Right.SEE_MESSAGES)
    rows, at = Message.objects.filter(state=State.WAITING), now or timezone.now()
    return [one for one in _held(rows, clinic, at) if one.count]


def _held(rows: QuerySet[Message], clinic: Clinic, now: datetime) -> Iterator[Held]:
    tried = ~Q(trouble="")
    if has_no_server():
        ours = Q(channel=Channel.EMAIL) & (tried | Q(due_at__lte=now))
        yield Held(count=rows.filter(ours).count(), why=NO_SERVER, is_trouble=True)
        rows = rows.exclude(ours)
    yield _failing(rows.filter(tried), clinic)
    rows = rows.exclude(tried)
    ends = quiet_for(None, clinic).over(now)
    quiet = Q(urgent=False, due_at__gt=now, due_at__lte=ends)
    at = _clock(ends, clinic)
    yield Held(count=rows.filter(quiet).count(), why=f"It is quiet time until {at}.")
    later = rows.filter(due_at__gt=now).exclude(quiet)
    first = later.aggregate(first=Min("due_at"))["first"]
    if first is not None:
        when = f"{first.astimezone(clinic.zone):%-d %B, %H:%M}"
        yield Held(count=later.count(), why=f"Not due yet. The next leaves on {when}.")
    yield Held(
        count=rows.filter(due_at__lte=now).count(), why="Due now, to be sent in a few seconds."
    )


def _failing(rows: QuerySet[Message], clinic: Clinic) -> Held:
    """With the newest answer, and when it is tried again."""
    newest = rows.order_by("-attempts", "due_at").first()
    if newest is None:
        return Held(count=0, why="")
    said, at = newest.trouble[:SHOWN].rstrip("."), _clock(newest.due_at, clinic)
    why = f"Not sent so far: {said}. The next try is at {at}."
    return Held(count=rows.count(), why=why, is_trouble=True)


def _clock(at: datetime, clinic: Clinic) -> str:
    return f"{at.astimezone(clinic.zone):%H:%M}"
