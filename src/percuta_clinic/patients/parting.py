"""Tells the steps above that two records are two again: what rests on both counts for neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from percuta_clinic.patients.following import Rows
from percuta_clinic.patients.models import Patient
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


def told_of(parting: Parted) -> Iterator[str]:
    """Lets every step do its part, and says what they did."""
    for _, words in parted.send(sender=Parted, parting=parting):
        yield from words or ()
