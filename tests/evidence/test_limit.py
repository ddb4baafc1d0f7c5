"""A limit for any value: what is forbidden is refused, and no value is both."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.evidence.errors import EvidenceError, InconsistentLimit, OutsideLimit
from percuta.evidence.limit import Limit, Standing
from percuta.evidence.parameter import Parameter, Status

STRICTNESS = [Standing.RECOMMENDED, Standing.CONFIRM, Standing.FORBIDDEN]
VALUES = st.floats(-10, 110, allow_nan=False)


def mm(name: str, value: float) -> Parameter:
    return Parameter(key=f"a.{name}", value=value, unit="mm", status=Status.ASSUMED, note="a test")


@st.composite
def limits(draw: st.DrawFn) -> Limit:
    """Any limit that can be built: five bounds in order, each there or missing."""
    values = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
    here = draw(st.lists(st.booleans(), min_size=5, max_size=5))
    low, good_low, default, good_high, high = (
        mm(f"bound{n}", value) if there else None
        for n, (value, there) in enumerate(zip(values, here, strict=True))
    )
    return Limit(
        key="a depth",
        unit="mm",
        absolute_low=low,
        recommended_low=good_low,
        default=default,
        recommended_high=good_high,
        absolute_high=high,
    )


@given(limit=limits(), value=VALUES)
def test_a_value_is_refused_exactly_when_it_is_forbidden(limit: Limit, value: float) -> None:
    if limit.standing(value) is not Standing.FORBIDDEN:
        assert limit.require(value) == value
        return
    with pytest.raises(OutsideLimit, match=r"a depth: .* mm lies (below|above) the absolute bound"):
        limit.require(value)


@given(limit=limits(), value=VALUES, step=st.floats(0, 50))
def test_going_deeper_past_the_default_never_gets_easier(
    limit: Limit, value: float, *, step: float
) -> None:
    if limit.default is None or value < limit.default.value:
        return
    nearer, deeper = (STRICTNESS.index(limit.standing(v)) for v in (value, value + step))
    assert nearer <= deeper


@given(limits())
def test_the_default_is_always_recommended(limit: Limit) -> None:
    if limit.default is not None:
        assert limit.standing(limit.default.value) is Standing.RECOMMENDED


def test_bounds_only_just_out_of_order_are_refused() -> None:
    with pytest.raises(InconsistentLimit, match=r"a\.x = 1\.01 lies above a\.y = 1"):
        Limit(key="a", unit="mm", absolute_low=mm("x", 1.01), absolute_high=mm("y", 1))


@given(limits())
def test_every_bound_itself_is_allowed(limit: Limit) -> None:
    assert all(limit.require(b.value) == b.value for b in limit.bounds)
    assert all(a.value <= b.value for a, b in pairwise(limit.bounds))


@given(limits())
def test_what_is_no_number_is_forbidden_everywhere(limit: Limit) -> None:
    assert limit.standing(math.nan) is Standing.FORBIDDEN
    with pytest.raises(OutsideLimit, match="a depth: not a number"):
        limit.require(math.nan)


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_infinity_is_outside_any_bound(value: float) -> None:
    both = Limit(key="a", unit="mm", absolute_low=mm("x", 0), absolute_high=mm("y", 1))
    assert both.standing(value) is Standing.FORBIDDEN
    with pytest.raises(EvidenceError):
        both.require(value)
