"""The same for a spreadsheet; no cell of it is ever worked out as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from percuta_clinic.config.cells import harmless
from percuta_clinic.numbers.found import in_parts
from percuta_clinic.numbers.queries import Behind, Listed
from percuta_clinic.numbers.rows import Number
from percuta_clinic.numbers.sections import Section

AT_ONCE = 500  # rows handed on together


def table_of(sections: Iterable[Section]) -> str:
    """Every number with what it is of."""
    head = ("kind", "number", "count", "of", "of what", "share", "low", "high", "instead of count")
    rows = [_cells(section, number) for section in sections for number in section.numbers]
    return _written([head, *rows])


def _cells(section: Section, number: Number) -> list[str]:
    of, shares = "", ["", "", ""]
    if (rate := number.rate) is not None:
        of, found = str(rate.sessions), (rate.share, rate.low, rate.high)
        limits = ["" if one is None else f"{one:.4f}" for one in found]
        shares = limits if rate.share is not None else [number.share, "", ""]
    words = [section.title, number.words, str(number.count), of, number.of_words if of else ""]
    return [*words, *shares, number.instead]


def list_of(found: Behind) -> Iterator[str]:
    """Every row of one number, as far as this person may read it; written as it is read."""
    more = ("device and lots", "how it stands") if found.section.has_used else ()
    yield _written([("when", "what", "who", "more", "chart", *more)])
    rows = (_row(one, has_used=found.section.has_used) for one in found.rows)
    for some in in_parts(rows, AT_ONCE):
        yield _written(some)


def _row(one: Listed, *, has_used: bool) -> tuple[str, ...]:
    chart = "" if one.is_open else "not yours to open"
    more = (one.row.used, one.row.stands) if has_used else ()
    return (one.when, one.row.what, one.who, one.detail, chart, *more)


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    for row in rows:
        table.writerow(map(harmless, row))
    return out.getvalue()
