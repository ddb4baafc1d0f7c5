"""Which messages a worker takes: leased before anything is said to a mail server."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.outbox.models import Message, Purpose, State
from percuta_clinic.outbox.queries import patients_of
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.services import leaves_at
from percuta_clinic.outbox.truth import untrue
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic

LEASE = timedelta(minutes=5)  # longer than one slow hand-over; renewed before each
BATCH = 20


def claim(clinic: Clinic, *, limit: int = BATCH) -> list[Message]:
    """Due messages nobody else holds, now leased; committed before this returns."""
    now = timezone.now()
    if not _due(now).exists():
        return []
    with transaction.atomic(durable=True):
        rows = list(_due(now).select_for_update(skip_locked=True).order_by("due_at")[:limit])
        patients = patients_of(rows)
        return [row for row in rows if _take(row, patients.get(row.patient_id), clinic)]


def _due(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now), state=State.WAITING, due_at__lte=now
    )


def _take(message: Message, patient: Patient | None, clinic: Clinic) -> bool:
    now = timezone.now()
    if patient and (refusal := reach(patient).refusal(message.channel, message.purpose)):
        _withdraw(message, refusal)
        return False
    if refusal := untrue(message, now):
        _withdraw(message, refusal)
        return False
    message.due_at = now
    later = leaves_at(message, patient, clinic)
    if later > now:
        Message.objects.filter(pk=message.pk).update(due_at=later)
        return False
    return _lease(message, now)


def _withdraw(message: Message, refusal: str) -> None:
    """The patient changed their mind while it waited, or what it says does not hold any more."""
    Message.objects.filter(pk=message.pk).update(
        state=State.CANCELLED, sealed="", sealed_address="", trouble=refusal[:300]
    )
    record(by=SYSTEM, action="message.withdrawn", subject=message, patient_id=message.patient_id)


def _lease(message: Message, now: datetime) -> bool:
    """Counts the attempt; news counts as sent from here on, so that it never leaves twice."""
    taken = Message.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now),
        pk=message.pk,
        state=State.WAITING,
        attempts=message.attempts,
    )
    message.attempts += 1
    marks: dict[str, object] = {"attempts": message.attempts, "leased_until": now + LEASE}
    if message.purpose == Purpose.NEWS:
        marks |= {"state": State.SENT, "sent_at": now}
    return bool(taken.update(**marks))


def still_held(message: Message) -> bool:
    """Renews the lease; no longer ours if another worker took the message over meanwhile."""
    state = State.SENT if message.purpose == Purpose.NEWS else State.WAITING
    held = Message.objects.filter(pk=message.pk, state=state, attempts=message.attempts)
    return bool(held.update(leased_until=timezone.now() + LEASE))
