"""Reading the clinic in numbers, and what stands behind each; never more names than charts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.numbers.attention import check_ins, tasks
from percuta_clinic.numbers.courses import courses
from percuta_clinic.numbers.found import CHUNK, Found, in_parts
from percuta_clinic.numbers.harm import overrides, side_effects
from percuta_clinic.numbers.results import results
from percuta_clinic.numbers.rows import Number, Row
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.shelf import shelf
from percuta_clinic.numbers.spans import Span
from percuta_clinic.numbers.visits import sessions, visits
from percuta_clinic.numbers.went_wrong import incidents
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

Counts = Callable[[Span], tuple[Section, ...]]
MADE_BY: Mapping[str, Counts] = {
    "courses": courses,
    "sessions": sessions,
    "visits": visits,
    "outcomes": results,
    "satisfaction": results,
    "events": side_effects,
    "incidents": incidents,
    "overrides": overrides,
    "tasks": tasks,
    "checks": check_ins,
    "stock": shelf,
}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A row as somebody may read it; of a shut chart neither name, day, contents nor page."""

    row: Row
    who: str
    is_open: bool

    @property
    def when(self) -> str:
        """The day, or the month alone."""
        return f"{self.row.day:%Y-%m-%d}" if self.is_open else f"{self.row.day:%Y-%m}"

    @property
    def detail(self) -> str:
        """What may speak of health."""
        return self.row.detail if self.is_open else ""


@dataclass(frozen=True, kw_only=True)
class ListedRows:
    """Rows as somebody may read them; each is read as it is wanted, names many at a time."""

    found: Found
    charts: QuerySet[Patient]

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    @cached_property
    def _count(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Listed]:
        """All of them."""
        return self._named(self.found.part(0, None))

    def __getitem__(self, part: slice) -> list[Listed]:
        """Some of them."""
        return list(self._named(self.found.part(part.start or 0, part.stop)))

    def _named(self, rows: Iterator[Row]) -> Iterator[Listed]:
        for some in in_parts(rows, CHUNK):
            names = self._names({row.patient for row in some if row.patient is not None})
            yield from (_listed(row, names) for row in some)

    def _names(self, patients: set[UUID]) -> dict[UUID, str]:
        rows = self.charts.filter(pk__in=patients)
        found = rows.values_list("pk", "given_name", "family_name")
        return {key: f"{given} {family}" for key, given, family in found}


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A number with the rows it counts; ``shut`` of them are of charts that stay shut."""

    section: Section
    number: Number
    rows: ListedRows

    @cached_property
    def shut(self) -> int:
        """How many rows say only what kind of thing they are."""
        return len(self.rows) - self.rows.found.of_charts(self.rows.charts)


def numbers_of(account: Account, span: Span) -> list[Section]:
    """All numbers over these days, of every chart: a count names nobody."""
    require(account, Right.SEE_NUMBERS)
    return [section for made in dict.fromkeys(MADE_BY.values()) for section in made(span)]


def behind(account: Account, span: Span, key: str) -> Behind:
    """The rows of one number; a number that is not there is nobody's."""
    require(account, Right.SEE_NUMBERS)
    name, _, mark = key.partition(".")
    made = MADE_BY.get(name)
    sections = made(span) if made is not None else ()
    section = next((one for one in sections if one.key == name), None)
    number = section.number(mark) if section is not None else None
    found = section.behind(mark) if section is not None else None
    if section is None or number is None or found is None:
        raise NotYours("There is no such number.")
    rows = ListedRows(found=found, charts=_charts(account))
    return Behind(section=section, number=number, rows=rows)


def _charts(account: Account) -> QuerySet[Patient]:
    """The charts that this person may open."""
    return open_charts(account) if account.may(Right.OPEN_CHART) else Patient.objects.none()


def _listed(row: Row, names: Mapping[UUID, str]) -> Listed:
    if row.patient is None:
        return Listed(row=row, who="", is_open=True)
    who = row.whose or names.get(row.patient, "")
    return Listed(row=row, who=who, is_open=row.patient in names)
