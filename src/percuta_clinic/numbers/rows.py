"""What a number is made of: rows with marks, and lines that count the rows of one mark."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from percuta_clinic.adverse.science_rates import Rate, rate_of, share_words


class Row(NamedTuple):
    """One thing that is counted. ``what`` names nobody; ``detail`` may speak of health.

    ``page`` and ``key`` say what it is, for whoever leads to its page. A tuple, for a large clinic
    has very many.
    """

    page: str
    key: UUID
    day: date
    what: str
    marks: frozenset[str]
    patient: UUID | None = None
    detail: str = ""


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


@dataclass(frozen=True, kw_only=True)
class Section:
    """Numbers of one kind. ``then``: what to do where there is nothing yet."""

    key: str
    title: str
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    about: str
    then: str
    is_of_days: bool = True
    counts: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        """Counts every mark once."""
        found = Counter(mark for row in self.rows for mark in row.marks)
        object.__setattr__(self, "counts", found)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not self.rows

    @property
    def numbers(self) -> Iterator[Number]:
        """Every line with its count."""
        for line in self.lines:
            count, rate = self.counts[line.mark], None
            if line.of:
                rate = rate_of(count, self.counts[line.of])
            yield Number(
                key=f"{self.key}.{line.mark}",
                words=line.words,
                count=count,
                rate=rate,
                of_words=line.of_words,
                instead=line.instead,
            )

    def behind(self, mark: str) -> list[Row]:
        """The rows of a mark, the newest first."""
        found = [row for row in self.rows if mark in row.marks]
        return sorted(found, key=lambda row: (row.day, str(row.key)), reverse=True)


def marks(**given: bool) -> frozenset[str]:
    """Those that hold."""
    return frozenset(name for name, holds in given.items() if holds)
