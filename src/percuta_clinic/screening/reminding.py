"""Who waits, for what, until when; and what patients were told about it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Visit
from percuta_clinic.patients.access import live_patients, open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.models import Reminder, Screened
from percuta_clinic.screening.science import rule_title
from percuta_clinic.screening.waits import HOLDING, Wait

REMEMBERED = timedelta(days=730)  # after that everything is asked anew anyway
SHOWN = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Waiter:
    """A patient whom the newest answers make wait; ``visit`` is the next one, if any is booked."""

    run: Screened
    waits: tuple[Wait, ...]
    visit: Visit | None
    reminders: tuple[Reminder, ...]

    @property
    def patient(self) -> Patient:
        """Who waits."""
        return self.run.patient

    @property
    def opens_on(self) -> date | None:
        """The first day on which some place waits for nothing more; None while events hold all."""
        days = [_last(self._at(zone)) for zone in self.run.zones if self._at(zone)]
        return min((day for day in days if day is not None), default=None)

    @property
    def last(self) -> Reminder | None:
        """The newest reminder."""
        return self.reminders[-1] if self.reminders else None

    def reminded(self, wait: Wait) -> list[Reminder]:
        """What was sent about one wait, the oldest first."""
        mine = (wait.rule, until_of(wait))
        return [one for one in self.reminders if (one.rule, one.until) == mine]

    def _at(self, zone: str) -> list[Wait]:
        return [wait for wait in self.waits if not wait.zones or zone in wait.zones]


def _last(waits: Sequence[Wait]) -> date | None:
    days = [wait.on for wait in waits if wait.on is not None]
    return max(days) if len(days) == len(waits) else None


def waiters() -> list[Waiter]:
    """Everybody whom the newest answers make wait."""
    return _waiters(live_patients())


def waiters_for(account: Account) -> list[Waiter]:
    """The same, of charts this person may open; the nearest day first, events last."""
    require(account, Right.TAKE_ANSWERS)
    found = _waiters(open_charts(account))
    return sorted(found, key=lambda one: (one.opens_on or date.max, str(one.patient)))


def waiter_of(patient: Patient) -> Waiter | None:
    """One patient, if there is something to wait for."""
    return next(iter(_waiters(live_patients().filter(pk=patient.pk))), None)


def _waiters(patients: QuerySet[Patient]) -> list[Waiter]:
    runs = {run.patient_id: run for run in newest_runs(patients)}
    held = {key: waits for key, run in runs.items() if (waits := waits_kept(run))}
    visits, told = _visits(held), _reminders(held)
    return [
        Waiter(
            run=runs[key], waits=waits, visit=visits.get(key), reminders=tuple(told.get(key, ()))
        )
        for key, waits in held.items()
    ]


def newest_of(patients: QuerySet[Patient] | Collection[UUID]) -> QuerySet[Screened]:
    """The newest run of each of these patients, however old."""
    newest = Screened.objects.filter(patient=OuterRef("patient")).order_by("-id").values("id")[:1]
    return Screened.objects.filter(pk=Subquery(newest), patient__in=patients)


def newest_runs(patients: QuerySet[Patient]) -> QuerySet[Screened]:
    """The same, as far as they are still remembered."""
    recent = newest_of(patients).filter(at__gte=timezone.now() - REMEMBERED)
    return recent.select_related("patient", "form")


def waits_kept(run: Screened) -> tuple[Wait, ...]:
    """The waits in a run as it was kept, the nearest day first, events last."""
    found = [_wait(one) for one in run.findings if _holds(one)]
    return tuple(sorted(found, key=lambda wait: (wait.on is None, wait.on or date.max, wait.rule)))


def _holds(finding: Mapping[str, Any]) -> bool:
    return bool(finding.get("until")) and not finding["decided"] and finding["severity"] in HOLDING


def _wait(finding: Mapping[str, Any]) -> Wait:
    day = _day(finding["until"])
    return Wait(
        rule=finding["rule"],
        title=rule_title(finding["rule"]),
        zones=tuple(finding["zones"]),
        on=day,
        event="" if day else finding["until"],
    )


def until_of(wait: Wait) -> str:
    """The day or event by which reminders know a wait."""
    return wait.on.isoformat() if wait.on else wait.event


def _day(until: str) -> date | None:
    try:
        return date.fromisoformat(until)
    except ValueError:
        return None


def _visits(patients: Iterable[UUID]) -> dict[UUID, Visit]:
    coming = Visit.objects.filter(
        patient__in=list(patients), state__in=HOLDS, ends_at__gt=timezone.now()
    )
    found = coming.select_related("service").order_by("-starts_at")
    return {visit.patient_id: visit for visit in found}


def _reminders(patients: Iterable[UUID]) -> dict[UUID, list[Reminder]]:
    found: dict[UUID, list[Reminder]] = {}
    for one in Reminder.objects.filter(patient__in=list(patients)).order_by("at", "pk"):
        found.setdefault(one.patient_id, []).append(one)
    return found


def come_for(account: Account, *, most: int) -> list[Reminder]:
    """Whose day has come lately, who answered nothing new since and has no visit."""
    require(account, Right.TAKE_ANSWERS)
    booked = Visit.objects.filter(
        patient=OuterRef("patient"), state__in=HOLDS, ends_at__gt=timezone.now()
    )
    later = Screened.objects.filter(patient=OuterRef("patient"), at__gt=OuterRef("at"))
    found = Reminder.objects.filter(
        at__gte=timezone.now() - SHOWN, patient__in=open_charts(account)
    ).select_related("patient")
    rows = found.exclude(Exists(booked)).exclude(Exists(later)).order_by("at")
    now = today(Clinic.objects.get())
    come = [one for one in rows if _is_over(one, now)]
    by_patient = {one.patient_id: one for one in come}
    return sorted(by_patient.values(), key=lambda one: one.at)[:most]


def _is_over(reminder: Reminder, now: date) -> bool:
    day = _day(reminder.until)
    return day is not None and day <= now
