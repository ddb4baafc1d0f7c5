"""Changing a row that somebody was shown: refused if it is not as it was shown any more."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from django.db import models, transaction

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record

Row = TypeVar("Row", bound=models.Model)


class Changed(Exception):
    """Somebody else changed the row in the meantime; ``now`` is how it stands."""

    def __init__(self, now: models.Model) -> None:
        super().__init__(f"{now} was changed by somebody else in the meantime.")
        self.now = now


def shown(row: models.Model, names: Iterable[str]) -> str:
    """A short mark of what ``row`` says in the fields ``names``."""
    values = {name: str(getattr(row, name)) for name in names}
    return hashlib.sha256(msgspec.json.encode(values, order="deterministic")).hexdigest()[:20]


@transaction.atomic
def change(
    row: Row, *, by: Actor, action: str, details: Mapping[str, Any], as_shown: str = ""
) -> Row:
    """Writes ``details`` into ``row`` and the names of what changed into the log."""
    rows: Any = type(row)._default_manager
    now: Row = rows.select_for_update().get(pk=row.pk)
    if as_shown and as_shown != shown(now, details):
        raise Changed(now)
    names = [name for name, value in details.items() if getattr(now, name) != value]
    for name in names:
        setattr(now, name, details[name])
    if not names:
        return now
    if hasattr(now, "version"):
        now.version += 1
    now.full_clean()
    now.save()
    record(by=by, action=action, subject=now, fields=names)
    return now


@transaction.atomic
def add(row: Row, *, by: Actor, action: str, details: Mapping[str, Any]) -> Row:
    """Writes a new row and the names of what it says into the log."""
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(force_insert=True)
    record(by=by, action=action, subject=row, fields=details)
    return row
