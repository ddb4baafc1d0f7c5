"""Quantiles by row are NumPy's to the last digit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from percuta.response.quantiles import quantiles
from percuta.skin.chance import Seeded

PARTS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


@given(seed=st.integers(0, 2**32 - 1), people=st.integers(1, 300), rows=st.integers(1, 6))
def test_quantiles_by_row_are_those_of_numpy(seed: int, people: int, rows: int) -> None:
    drawn = Seeded(seed).standard_normal(rows * people).reshape(rows, people)
    drawn[:, : people // 3] = 0.0
    assert np.array_equal(quantiles(drawn, PARTS), np.quantile(drawn, PARTS, axis=1).T)
