"""Writing the log, sealing it, and finding out whether somebody touched it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.models import Entry, Seal

BATCH = 5_000
_ENCODER = msgspec.json.Encoder(order="deterministic")
_LOCK = 0x50455243  # the advisory lock of sealing


def record(
    *,
    by: Actor,
    action: str,
    subject: models.Model | None = None,
    patient_id: UUID | None = None,
    fields: Iterable[str] = (),
    reason: str = "",
) -> Entry:
    """Writes that ``by`` did ``action``, in the transaction it belongs to."""
    return Entry.objects.create(
        at=timezone.now(),
        actor_id=by.id,
        actor_name=by.name,
        action=action,
        subject_type=subject._meta.label_lower.split(".")[-1] if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        patient_id=patient_id,
        fields=sorted(fields),
        reason=reason[:500],
    )


def seal_log() -> Seal | None:
    """Seals what is not sealed yet; None if there is nothing."""
    with transaction.atomic():
        _one_at_a_time()
        entries = list(Entry.objects.filter(seal=None).order_by("id")[:BATCH])
        if not entries:
            return None
        last = Seal.last()
        previous = last.digest if last else ""
        seal = Seal.objects.create(
            at=timezone.now(),
            count=len(entries),
            previous=previous,
            digest=digest_of(previous, entries),
        )
        Entry.objects.filter(id__in=[entry.pk for entry in entries]).update(seal=seal)
    _remember(seal)
    return seal


def digest_of(previous: str, entries: Iterable[Entry]) -> str:
    """The keyed digest that chains ``entries`` to the batch before."""
    lines = [previous.encode(), *(_line(entry) for entry in entries)]
    return str(settings.KEYS.mark(b"\n".join(lines)))


def _line(entry: Entry) -> bytes:
    return _ENCODER.encode(
        [
            entry.pk,
            entry.at.isoformat(),
            str(entry.actor_id or ""),
            entry.actor_name,
            entry.action,
            entry.subject_type,
            entry.subject_id,
            str(entry.patient_id or ""),
            entry.fields,
            entry.reason,
        ]
    )


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _head_file() -> Path:
    return Path(settings.ENVIRONMENT.keys) / "audit-head"


def _remember(seal: Seal) -> None:
    """The newest seal is noted apart from the database, so that a cut-off end shows too."""
    path = _head_file()
    fresh = path.with_suffix(".new")
    fresh.write_text(f"{seal.pk} {seal.digest}\n", encoding="ascii")
    fresh.replace(path)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the verifier found; no faults is what one hopes for."""

    seals: int
    entries: int
    unsealed: int
    faults: tuple[str, ...]


def verify_log() -> Verdict:
    """Works every seal out again, from the first entry to the last."""
    faults: list[str] = []
    previous, entries, seals = "", 0, 0
    for seal in Seal.objects.order_by("id").iterator():
        rows = list(seal.entries.order_by("id"))
        entries, seals = entries + len(rows), seals + 1
        faults += _faults_of(seal, rows, previous)
        previous = seal.digest
    faults += _lost_end(previous)
    return Verdict(
        seals=seals,
        entries=entries,
        unsealed=Entry.objects.filter(seal=None).count(),
        faults=tuple(faults),
    )


def _faults_of(seal: Seal, rows: list[Entry], previous: str) -> list[str]:
    when = f"seal {seal.pk} of {seal.at:%Y-%m-%d %H:%M}"
    if seal.previous != previous:
        return [f"{when}: the batch before it is missing or was changed."]
    if len(rows) != seal.count:
        return [f"{when}: it holds {len(rows)} entries where {seal.count} were sealed."]
    if digest_of(previous, rows) != seal.digest:
        return [f"{when}: an entry was changed after it was sealed."]
    return []


def _lost_end(digest: str) -> list[str]:
    path = _head_file()
    if not path.exists():
        return ["The note of the newest seal, audit-head beside the keys, is missing."] * bool(
            digest
        )
    number, noted = path.read_text(encoding="ascii").split()
    if noted == digest or Seal.objects.filter(digest=noted).exists():
        return []
    return [f"The log ends before seal {number}, which was made: its end was cut off."]


def housekeeping() -> None:
    """Seals everything that waits."""
    while seal_log() is not None:
        pass
