"""Reading visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds

FROM_HOUR, TO_HOUR = 8, 20  # where free times are looked for; booking itself has no hours
_WITH = ("patient", "service", "specialist", "room")
_ON: Prepared[Visit] = Prepared(
    lambda: (
        Visit.objects.filter(
            starts_at__gte=Slot("before", datetime),
            starts_at__lt=Slot("end", datetime),
            ends_at__gt=Slot("start", datetime),
        )
        .exclude(state=State.CANCELLED)
        .select_related(*_WITH)
        .order_by("starts_at")
    )
)


def visits_on(account: Account, *, day: date, clinic: Clinic) -> Sequence[Visit]:
    """All visits of one day where the clinic stands, those that last into it too, in order."""
    require(account, Right.SEE_BOARD)
    start, end = day_bounds(day, clinic)
    return _ON.rows(before=start - timedelta(days=1), start=start, end=end)


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch in which a visit may begin."""

    first: datetime
    last: datetime


def free_windows(
    visits: Sequence[Visit], *, minutes: int, day: date, clinic: Clinic
) -> list[Window]:
    """When a visit of so many minutes may begin between ``visits``, from FROM_HOUR to TO_HOUR."""
    opens, closes = (
        datetime.combine(day, time(hour), tzinfo=clinic.zone) for hour in (FROM_HOUR, TO_HOUR)
    )
    lasts, free, at = timedelta(minutes=minutes), [], opens
    taken = sorted(
        (v.starts_at.astimezone(clinic.zone), v.ends_at.astimezone(clinic.zone))
        for v in visits
        if v.state in HOLDS
    )
    for starts, ends in [*taken, (closes, closes)]:
        last = min(starts, closes) - lasts
        if last >= at:
            free.append(Window(first=at, last=last))
        at = max(at, ends)
    return free


def visits_of(account: Account) -> QuerySet[Visit]:
    """A patient's own visits."""
    require(account, Right.SEE_OWN)
    return Visit.objects.filter(patient__account=account).select_related(*_WITH)


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """How many treatments somebody had, and the day of the latest where the clinic stands."""

    done: int = 0
    last_on: date | None = None
    last_at: datetime | None = None  # when that one began


NO_SESSIONS = Sessions()


def sessions_of(patient_id: UUID) -> Sessions:
    """The treatments of one patient that have begun."""
    return sessions_by([patient_id]).get(patient_id, NO_SESSIONS)


def sessions_by(patients: Iterable[UUID], *, but: Iterable[UUID] = ()) -> dict[UUID, Sessions]:
    """The same for many patients, ``but`` for some visits; who is not named had none."""
    begun = Visit.objects.filter(
        patient__in=list(patients),
        state__in=(State.TREATING, State.FINISHED),
        treatment_began_at__lt=timezone.now(),
    )
    begun = begun.exclude(pk__in=list(but)) if but else begun
    found = begun.order_by().values_list("patient").annotate(Count("pk"), Max("treatment_began_at"))
    zone = Clinic.objects.get().zone
    return {
        patient: Sessions(done=done, last_on=timezone.localdate(last, zone), last_at=last)
        for patient, done, last in found
    }
