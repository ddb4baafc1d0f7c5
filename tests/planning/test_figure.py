"""A figure is only as sure as the weakest number behind it."""

import pytest

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import LMX4_UK, SKINPEN_STUDY
from percuta.planning.figure import Figure

MEASURED, DERIVED, ASSUMED = Status.MEASURED, Status.DERIVED, Status.ASSUMED


def behind(*statuses: Status, stated: bool = False) -> Figure:
    """A figure that stands on one number of each status."""
    numbers = (
        Parameter(key=f"a.{s}", value=1, unit="mm", status=s, source=LMX4_UK, note="for a test")
        for s in statuses
    )
    return Figure(unit="mm", value=1, why="for a test", parameters=tuple(numbers), stated=stated)


@pytest.mark.parametrize(
    ("statuses", "weakest"),
    [
        ([MEASURED], MEASURED),
        ([MEASURED, DERIVED], DERIVED),
        ([ASSUMED, DERIVED, MEASURED], ASSUMED),
        ([], ASSUMED),
    ],
)
def test_the_weakest_number_decides_how_sure_it_is(statuses: list[Status], weakest: Status) -> None:
    assert behind(*statuses).status is weakest


def test_what_was_measured_on_the_person_is_measured() -> None:
    assert behind(ASSUMED, stated=True).status is MEASURED


def test_each_source_is_named_once_numbers_before_texts() -> None:
    numbers = behind(MEASURED, DERIVED).parameters
    cited = (SKINPEN_STUDY, LMX4_UK)
    figure = Figure(unit="mm", value=1, why="for a test", parameters=numbers, cited=cited)
    assert figure.sources == (LMX4_UK, SKINPEN_STUDY)


@pytest.mark.parametrize(
    ("figure", "entered"),
    [
        (Figure(unit="mm", why="nothing read"), True),
        (Figure(unit="mm", why="none", value=0), False),
        (Figure(unit="mm", why="a span", low=0, high=1), False),
    ],
)
def test_a_doctor_enters_what_has_no_number_and_zero_is_one(
    figure: Figure, *, entered: bool
) -> None:
    assert figure.entered_by_doctor is entered
