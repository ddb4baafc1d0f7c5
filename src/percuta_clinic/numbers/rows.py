"""What a number is made of: rows, and lines that count the rows of one mark."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from percuta_clinic.adverse.science_rates import Rate, share_words


class Row(NamedTuple):
    """One thing that is counted. ``what`` names nobody; ``detail`` may speak of health.

    ``used`` names device and lots, ``stands`` whether it is settled: neither speaks of a
    person. ``whose`` says it where it is not the patient's.
    ``page`` and ``key`` say what it is, for whoever leads to its page. A tuple, for a large clinic
    has very many.
    """

    page: str
    key: UUID
    day: date
    what: str
    patient: UUID | None = None
    detail: str = ""
    used: str = ""
    stands: str = ""
    whose: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One number to be: rows with ``mark``, out of those with ``of``. ``instead`` of a count."""

    mark: str
    words: str
    of: str = ""
    of_words: str = ""
    instead: str = ""


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number as it is read; ``rate`` where it is a part of something."""

    key: str
    words: str
    count: int
    rate: Rate | None
    of_words: str
    instead: str = ""

    @property
    def said(self) -> str:
        """The number, and of how many."""
        if self.instead:
            return self.instead
        return f"{self.count} of {self.rate.sessions}" if self.rate is not None else f"{self.count}"

    @property
    def share(self) -> str:
        """The share with its limits, or too few to say; empty where it is a part of nothing."""
        if self.rate is None:
            return ""
        return share_words(self.rate) if self.rate.sessions else "none to count"


def marks(**given: bool) -> frozenset[str]:
    """Those that hold."""
    return frozenset(name for name, holds in given.items() if holds)
