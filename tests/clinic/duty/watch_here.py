"""Who is on call in the tests, and tasks as they open them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.duty.models import OnCall, Task, Urgency
from percuta_clinic.duty.services import task_open
from percuta_clinic.people.models import Account

BERLIN = ZoneInfo("Europe/Berlin")
EVENING, MORNING = time(18), time(8)
MONDAY = date(2027, 3, 1)


def nights(
    account: Account, *, begins: time = EVENING, ends: time = MORNING, days: int = 7
) -> None:
    """On call every night of the week from Monday on."""
    for weekday in range(days):
        OnCall.objects.create(account=account, weekday=weekday, begins=begins, ends=ends)


def once(
    account: Account, day: date, *, begins: time, ends: time, instead_of: Account | None = None
) -> OnCall:
    """On call on one day."""
    return OnCall.objects.create(
        account=account, on_day=day, begins=begins, ends=ends, instead_of=instead_of
    )


def always(account: Account) -> None:
    """On call day and night."""
    nights(account, begins=time(0), ends=time(0))


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour on the clinic's wall."""
    return datetime.combine(day, time(hour, minute), tzinfo=BERLIN).astimezone(UTC)


def opened(
    house: House, *, urgency: Urgency = Urgency.NOW, key: str = "check-in 5", about: str = "Pus"
) -> Task:
    """A task about Amara."""
    return task_open(
        by=SYSTEM,
        patient=house.amara,
        urgency=urgency,
        about=about,
        link=f"/patients/{house.amara.pk}/",
        source="check-in",
        key=key,
    )


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
