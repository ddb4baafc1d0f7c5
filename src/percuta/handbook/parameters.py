"""The page of all numbers."""

from collections.abc import Iterator
from itertools import groupby

from percuta.evidence.parameter import Parameter
from percuta.handbook.markdown import (
    NONE,
    anchor,
    cell,
    number,
    page,
    sentence,
    source_link,
    table,
    unit,
)
from percuta.handbook.records import parameters

ABOUT = (
    "*Measured*: printed in the source, as a finding or as a limit that the source sets. "
    "*Derived*: our arithmetic on printed numbers. *Assumed*: our choice, or a restriction whose "
    "source could not be read. Low and high are the published spread; a dash means not known, "
    "never zero. Areas entered with a case are not listed here."
)
HEADER = (
    "Key",
    "Value",
    "Low",
    "High",
    "Unit",
    "Status",
    "Source",
    "Where",
    "Population",
    "Note",
)


def parameters_page() -> str:
    """Every number with unit, spread, standing and source, by subject."""
    return page("Numbers", [ABOUT, *_subjects()])


def _subjects() -> Iterator[str]:
    every = parameters().values()
    for subject, of_subject in groupby(every, key=lambda p: p.key.split(".")[0]):
        yield f"## {sentence(subject)}"
        yield table(HEADER, [_row(parameter) for parameter in of_subject])


def _row(parameter: Parameter) -> list[str]:
    return [
        f"{anchor(parameter.key)}`{parameter.key}`",
        number(parameter.value),
        number(parameter.low),
        number(parameter.high),
        unit(parameter) or NONE,
        parameter.status,
        source_link(parameter.source),
        cell(parameter.where),
        cell(parameter.population),
        cell(parameter.note),
    ]
