"""Reading the clinic in numbers, and what stands behind each; never more names than charts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from percuta_clinic.numbers.attention import check_ins, tasks
from percuta_clinic.numbers.courses import courses, sessions, visits
from percuta_clinic.numbers.harm import overrides, side_effects
from percuta_clinic.numbers.results import results
from percuta_clinic.numbers.rows import Number, Row, Section
from percuta_clinic.numbers.shelf import shelf
from percuta_clinic.numbers.spans import Span
from percuta_clinic.patients.access import open_charts
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
class Behind:
    """A number with every row it counts; ``shut`` of them are of charts that stay shut."""

    section: Section
    number: Number
    rows: tuple[Listed, ...]

    @property
    def shut(self) -> int:
        """How many rows say only what kind of thing they are."""
        return sum(not one.is_open for one in self.rows)


def numbers_of(account: Account, span: Span) -> list[Section]:
    """All numbers over these days, of every chart: a count names nobody."""
    require(account, Right.SEE_NUMBERS)
    return [section for made in dict.fromkeys(MADE_BY.values()) for section in made(span)]


def behind(account: Account, span: Span, key: str) -> Behind:
    """The rows of one number; a number that is not there is nobody's."""
    require(account, Right.SEE_NUMBERS)
    name, _, mark = key.partition(".")
    made = MADE_BY.get(name)
    found = made(span) if made is not None else ()
    section = next((one for one in found if one.key == name), None)
    numbers = section.numbers if section is not None else ()
    number = next((one for one in numbers if one.key == key), None)
    if section is None or number is None:
        raise NotYours("There is no such number.")
    rows, names = section.behind(mark), _names(account)
    return Behind(section=section, number=number, rows=tuple(_listed(row, names) for row in rows))


def _names(account: Account) -> dict[UUID, str]:
    """Who is behind each chart that this person may open."""
    if not account.may(Right.OPEN_CHART):
        return {}
    rows = open_charts(account).values_list("pk", "given_name", "family_name")
    return {key: f"{given} {family}" for key, given, family in rows}


def _listed(row: Row, names: Mapping[UUID, str]) -> Listed:
    if row.patient is None:
        return Listed(row=row, who="", is_open=True)
    return Listed(row=row, who=names.get(row.patient, ""), is_open=row.patient in names)
