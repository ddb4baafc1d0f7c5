"""A number that is none, or has none for a bound, cannot be built."""

import math
from dataclasses import replace

import pytest

from percuta.evidence.errors import EvidenceError, InconsistentParameter
from percuta.evidence.parameter import Parameter, Status

DEPTH = Parameter(
    key="a.depth", value=1, low=0.5, high=1.5, unit="mm", status=Status.ASSUMED, note="for a test"
)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_finite_number_is_refused(number: float) -> None:
    for wrong in ("value", "low", "high"):
        with pytest.raises(InconsistentParameter, match=r"'a\.depth': not a finite number"):
            _with(wrong, number)


def _with(field: str, number: float) -> Parameter:
    value, low, high = (number if field == f else None for f in ("value", "low", "high"))
    return Parameter(
        key="a.depth",
        value=1 if value is None else value,
        low=low,
        high=high,
        unit="mm",
        status=Status.ASSUMED,
        note="for a test",
    )


@pytest.mark.parametrize("value", [0.5, 1.5])
def test_a_value_at_either_end_of_its_spread_can_be_built(value: float) -> None:
    assert replace(DEPTH, value=value).value == value


@pytest.mark.parametrize(("value", "end"), [(0.49, "low end 0.5"), (1.51, "high end 1.5")])
def test_a_value_just_outside_its_spread_is_refused(value: float, end: str) -> None:
    with pytest.raises(EvidenceError, match=end):
        replace(DEPTH, value=value)


def test_one_unknown_end_leaves_the_other_in_force() -> None:
    assert replace(DEPTH, low=None, value=0).value == 0
    with pytest.raises(EvidenceError, match="above its high end"):
        replace(DEPTH, low=None, value=2)


def test_zero_is_a_number_and_not_unknown() -> None:
    with pytest.raises(EvidenceError, match="above its high end 0"):
        replace(DEPTH, low=None, high=0)
    with pytest.raises(EvidenceError, match="below its low end 0"):
        replace(DEPTH, low=0, value=-1)
    assert replace(DEPTH, value=0, low=0, high=0).high == 0
