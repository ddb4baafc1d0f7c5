"""Where counted rows come from: the database counts and pages them; a few are worked out here."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from django.db.models import Count, Q, QuerySet

from percuta_clinic.numbers.rows import Row
from percuta_clinic.patients.models import Patient

CHUNK = 2000  # rows read at a time where all are wanted


class Found(Protocol):
    """The rows of one mark, the newest first."""

    def __len__(self) -> int:
        """How many."""
        ...

    def part(self, start: int, stop: int | None) -> Iterator[Row]:
        """Some of them, read as they are wanted; without ``stop`` all from there."""
        ...

    def of_charts(self, charts: QuerySet[Patient]) -> int:
        """How many are of no chart or of one of these."""
        ...


class Source(Protocol):
    """Rows that are counted together."""

    def counts(self) -> Mapping[str, int]:
        """How many rows each mark has."""
        ...

    def behind(self, mark: str) -> Found | None:
        """The rows of a mark; None where it is none of this source."""
        ...


@dataclass(frozen=True, kw_only=True)
class Stored:
    """Rows of one table. A mark is a condition on them; all are counted in one query.

    ``at`` is the moment or day that puts them in order. ``counted``: marks that were counted with
    another question. ``row`` reads the ``fields`` of one; ``beside`` first reads for many at once
    what stands in other tables.
    """

    rows: QuerySet[Any]
    at: str
    marks: Mapping[str, Q]
    fields: tuple[str, ...]
    row: Callable[[Mapping[str, Any]], Row]
    patient: str = "patient"
    counted: Mapping[str, int] = field(default_factory=dict)
    beside: Callable[[list[dict[str, Any]]], Iterable[Mapping[str, Any]]] = list

    def counts(self) -> Mapping[str, int]:
        """Every mark in one query."""
        asked = [mark for mark in self.marks if mark not in self.counted]
        found = self.rows.order_by().aggregate(
            **{
                f"n{n}": Count("pk", filter=self.marks[mark] or None)
                for n, mark in enumerate(asked)
            }
        )
        return {mark: found[f"n{n}"] for n, mark in enumerate(asked)} | dict(self.counted)

    def behind(self, mark: str) -> "StoredRows | None":
        """The rows of a mark."""
        if mark not in self.marks:
            return None
        return StoredRows(rows=self.rows.filter(self.marks[mark]), source=self)


@dataclass(frozen=True, kw_only=True)
class StoredRows:
    """Rows that stay in the database until they are wanted."""

    rows: QuerySet[Any]
    source: Stored

    def __len__(self) -> int:
        """Counted by the database."""
        return self.rows.count()

    def part(self, start: int, stop: int | None) -> Iterator[Row]:
        """Read in chunks."""
        ordered = self.rows.order_by(f"-{self.source.at}", "-pk")[start:stop]
        wanted = ordered.values(*self.source.fields, self.source.at)
        for some in in_parts(wanted.iterator(chunk_size=CHUNK), CHUNK):
            yield from map(self.source.row, self.source.beside(some))

    def of_charts(self, charts: QuerySet[Patient]) -> int:
        """Counted by the database."""
        if not self.source.patient:
            return len(self)
        return self.rows.filter(**{f"{self.source.patient}__in": charts.values("pk")}).count()


@dataclass(frozen=True, kw_only=True)
class Worked:
    """Things that no single table holds; each becomes a row only where a list is wanted."""

    things: Sequence[Any]
    marks: Callable[[Any], frozenset[str]]
    row: Callable[[Any], Row]

    def counts(self) -> Mapping[str, int]:
        """Every mark once."""
        return Counter(mark for one in self.things for mark in self.marks(one))

    def behind(self, mark: str) -> "WorkedRows":
        """The rows of a mark."""
        found = [self.row(one) for one in self.things if mark in self.marks(one)]
        return WorkedRows(rows=sorted(found, key=lambda row: (row.day, str(row.key)), reverse=True))


@dataclass(frozen=True, kw_only=True)
class WorkedRows:
    """Rows that are here already."""

    rows: list[Row]

    def __len__(self) -> int:
        """How many."""
        return len(self.rows)

    def part(self, start: int, stop: int | None) -> Iterator[Row]:
        """Some of them."""
        return islice(self.rows, start, stop)

    def of_charts(self, charts: QuerySet[Patient]) -> int:
        """Held against the charts once."""
        keys = set(charts.values_list("pk", flat=True))
        return sum(row.patient is None or row.patient in keys for row in self.rows)


def in_parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """So many at a time."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
