"""Tells the steps above that two records are two again: what rests on both counts for neither."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from percuta_clinic.patients.following import Rows
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.patients.signals import parted
from percuta_clinic.people.models import Account

SEPARATED = "The records were separated"  # why something ends that was made while they were one


@dataclass(frozen=True, kw_only=True)
class Parted:
    """A merge of ``at`` that ``by`` undid; ``since`` is what was made at the kept record."""

    by: Account
    kept: Patient
    left: Patient
    at: datetime
    since: Rows

    @property
    def both(self) -> tuple[Patient, Patient]:
        """The kept record, then the other."""
        return self.kept, self.left


Spans = Mapping[UUID, Sequence[tuple[datetime, datetime]]]


def spans_as_one(patients: Iterable[UUID]) -> Spans:
    """When each of these records was one with another by mistake: from, until."""
    keys = set(patients)
    rows = Merge.objects.filter(Q(kept__in=keys) | Q(gone__in=keys))
    found: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for merge in rows.defer("moved"):
        for key in keys & {merge.kept_id, merge.gone_id}:
            if merge.undone_at is not None:
                found.setdefault(key, []).append((merge.at, merge.undone_at))
    return found


def is_from_before_parting(at: datetime | None, spans: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether it was begun before they were two again: either may have changed it meanwhile."""
    return at is not None and any(at <= last for _, last in spans)


def told_of(parting: Parted) -> Iterator[str]:
    """Lets every step do its part, and says what they did."""
    for _, words in parted.send(sender=Parted, parting=parting):
        yield from words or ()
