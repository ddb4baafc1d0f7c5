"""Reading patients: found by what was typed, opened lately, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from percuta_clinic.audit.models import Entry
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.asking import tokens_in
from percuta_clinic.patients.finding import find
from percuta_clinic.patients.models import Contact, Patient
from percuta_clinic.patients.search import Kind, region_here
from percuta_clinic.patients.services import DETAILS
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

SHOWN = 20
LATELY = 6
_LOOKED_THROUGH = 60


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A patient found, and by what if it was not the name or the birth date."""

    patient: Patient
    why: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some patients, and whether there are more."""

    patients: Sequence[Patient]
    more: bool


def patients_found(account: Account, text: str) -> tuple[list[Hit], bool]:
    """The first patients who match everything typed, and whether there are more."""
    require(account, Right.SEE_PATIENTS)
    found = find(tokens_in(text, region_here()), SHOWN + 1)
    rows = live_patients().in_bulk(list(found))
    hits = [
        Hit(patient=rows[key], why=_why(rows[key], terms))
        for key, terms in found.items()
        if key in rows
    ]
    return hits[:SHOWN], len(hits) > SHOWN


def _why(patient: Patient, terms: Sequence[str]) -> str:
    reasons = {
        Kind.PHONE: patient.phone,
        Kind.EMAIL: patient.email,
        Kind.EMAIL_PART: patient.email,
    }
    kinds = dict.fromkeys(Kind(term[:2]) for term in terms)
    return ", ".join(dict.fromkeys(reasons[kind] for kind in kinds if kind in reasons))


def patients_newest(account: Account, *, before: UUID | None = None, size: int = 50) -> Page:
    """One page of records, the newest first; ``before``: the last one of the page before."""
    require(account, Right.SEE_PATIENTS)
    rows = live_patients().order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: size + 1])
    return Page(patients=found[:size], more=len(found) > size)


def opened_lately(account: Account) -> list[Patient]:
    """Whose chart this person opened last."""
    require(account, Right.SEE_PATIENTS)
    opened = Entry.objects.filter(actor_id=account.pk, action="chart.opened").order_by("-id")
    keys = dict.fromkeys(opened.values_list("patient_id", flat=True)[:_LOOKED_THROUGH])
    rows = live_patients().in_bulk([key for key in keys if key])
    return [rows[key] for key in keys if key in rows][:LATELY]


def contacts_of(patient: Patient) -> list[Contact]:
    """Whom to call for a patient."""
    return _CONTACTS.rows(patient=patient.pk)


_CONTACTS: Prepared[Contact] = Prepared(
    lambda: Contact.objects.filter(patient=Slot("patient", UUID), ended_at=None).order_by("name")
)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one change made of the details: (field, before, after)."""

    at: datetime
    who: str
    reason: str
    changes: Sequence[tuple[str, Any, Any]]


def turns_of(patient: Patient) -> list[Turn]:
    """Every change of the details, the newest first."""
    rows = list(patient.history.select_related("history_user").order_by("-history_id"))
    found = [
        _turn(after, [(name, getattr(before, name), getattr(after, name)) for name in KEPT])
        for after, before in pairwise(rows)
    ]
    return [*found, _turn(rows[-1], [])] if rows else found


KEPT = (*DETAILS, "restricted")


def _turn(row: Any, changes: list[tuple[str, Any, Any]]) -> Turn:
    return Turn(
        at=row.history_date,
        who=row.history_user.name if row.history_user else "Percuta",
        reason=row.history_change_reason or "",
        changes=[change for change in changes if change[1] != change[2]],
    )
