"""Entries of the log with the names that belong to them, for the page and the download."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from percuta_clinic.audit.models import Entry
from percuta_clinic.audit.words import in_words
from percuta_clinic.config.cells import harmless
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account

CHUNK = 500
HEAD = ("when", "who", "did what", "about", "patient", "patient id", "fields", "reason", "action")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry as people read it."""

    entry: Entry
    words: str
    about: str
    patient: str

    @property
    def fields(self) -> str:
        """Which fields, as people read them."""
        return ", ".join(str(name).replace("_", " ") for name in self.entry.fields)


def lines_of(entries: Sequence[Entry]) -> list[Line]:
    """Puts the names of patients and of accounts to ``entries``."""
    patients = _names(Patient.objects.all(), {one.patient_id for one in entries})
    accounts = _names(
        Account.objects.all(), {one.subject_id for one in entries if one.subject_type == "account"}
    )
    return [
        Line(
            entry=one,
            words=in_words(one.action),
            about=accounts.get(one.subject_id, "") if one.subject_type == "account" else "",
            patient=patients.get(str(one.patient_id), "erased") if one.patient_id else "",
        )
        for one in entries
    ]


def _names(rows: QuerySet[Any], keys: Iterable[Any]) -> dict[str, str]:
    wanted = [key for key in keys if key]
    return {str(row.pk): str(row) for row in rows.filter(pk__in=wanted)} if wanted else {}


def patients_called(text: str) -> list[Patient]:
    """Whoever bears these names, also those merged or removed: the log speaks of them too."""
    found = Patient.objects.order_by("family_name", "given_name")
    for word in text.split()[:5]:
        names = ("given_name", "family_name", "preferred_name")
        either = Q()
        for name in names:
            either |= Q(**{f"{name}__icontains": word})
        found = found.filter(either)
    return list(found[:20])


def patient_named(key: UUID) -> str:
    """The name of a patient, whatever became of the record."""
    found = Patient.objects.filter(pk=key).first()
    return str(found) if found else "a patient who is not here"


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_of(rows: QuerySet[Entry], zone: ZoneInfo) -> Iterator[str]:
    """The list as CSV, a few hundred rows at a time."""
    writer = csv.writer(_Echo())
    yield writer.writerow(HEAD)
    waiting = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(waiting, CHUNK)):
        for line in lines_of(chunk):
            yield writer.writerow([harmless(cell) for cell in _cells(line, zone)])


def _cells(line: Line, zone: ZoneInfo) -> tuple[str, ...]:
    one = line.entry
    return (
        one.at.astimezone(zone).isoformat(timespec="seconds"),
        one.actor_name,
        line.words,
        line.about or f"{one.subject_type} {one.subject_id}".strip(),
        line.patient,
        str(one.patient_id or ""),
        "; ".join(map(str, one.fields)),
        one.reason,
        one.action,
    )
