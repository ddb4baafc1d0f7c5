"""Tells the steps above that two records are two again: what rests on both counts for neither."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
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


EVER, NEVER = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when until when a record was one with ``other`` by mistake."""

    other: UUID
    first: datetime
    last: datetime

    def holds(self, at: datetime) -> bool:
        """Whether both were one then."""
        return self.first <= at <= self.last


Spans = Mapping[UUID, Sequence[Span]]


def spans_as_one(patients: Iterable[UUID]) -> Spans:
    """When each of these records was one with another by mistake, over a third one as well."""
    keys = set(patients)
    ties: dict[UUID, list[Span]] = {}
    for merge in _merges(keys):
        first, last = (merge.at, merge.undone_at) if merge.undone_at else (EVER, NEVER)
        for one, other in ((merge.kept_id, merge.gone_id), (merge.gone_id, merge.kept_id)):
            ties.setdefault(one, []).append(Span(other=other, first=first, last=last))
    found = {key: tuple(_reached(key, ties)) for key in keys & ties.keys()}
    return {key: spans for key, spans in found.items() if spans}


def _merges(patients: Collection[UUID]) -> Iterable[Merge]:
    """Every merge of these records, and of those they were merged with."""
    found: dict[UUID, Merge] = {}
    seen, new = set(patients), set(patients)
    while new:
        rows = Merge.objects.filter(Q(kept__in=new) | Q(gone__in=new)).defer("moved")
        found |= {merge.pk: merge for merge in rows}
        new = {key for one in found.values() for key in (one.kept_id, one.gone_id)} - seen
        seen |= new
    return found.values()


def _reached(start: UUID, ties: Mapping[UUID, Sequence[Span]]) -> Iterator[Span]:
    """Every record that was one with ``start``; those that still are one are no mistake."""
    todo = [(Span(other=start, first=EVER, last=NEVER), frozenset({start}))]
    while todo:
        way, seen = todo.pop()
        for tie in ties[way.other]:
            first, last = max(way.first, tie.first), min(way.last, tie.last)
            if tie.other in seen or first > last:
                continue
            found = replace(tie, first=first, last=last)
            todo.append((found, seen | {tie.other}))
            if last < NEVER:
                yield found


def is_from_before_parting(at: datetime | None, spans: Iterable[Span]) -> bool:
    """Whether it was begun before they were two again: either may have changed it meanwhile."""
    return at is not None and any(at <= span.last for span in spans)


def told_of(parting: Parted) -> Iterator[str]:
    """Lets every step do its part, and says what they did."""
    for _, words in parted.send(sender=Parted, parting=parting):
        yield from words or ()
