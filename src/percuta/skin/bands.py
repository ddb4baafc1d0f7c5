"""Numbers that a patient of the kernel may have: all that are ever drawn, and hardly more.

The length of steps was tuned on drawn people; far from them the kernel is wrong without a word.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from percuta.skin.numbered import AGED, STEPS, spreads
from percuta.skin.patients import ADULT, OLDEST, YOUNG
from percuta.skin.rates import PRIORS
from percuta.skin.rows import RATES, Drawn, Rate

FARTHEST = 6.7  # standard deviations; draws end at 6.66
OVER = 1e-5  # a part of one may be so much over it, as it is rounded
# Nothing goes wrong however small these are; without any of them skin is just simpler.
FROM_NOTHING = (
    Rate.CALLING,
    Rate.BUILDING,
    Rate.RIPENING,
    Rate.LOSING,
    Rate.BURNING,
    Rate.EATING,
    Rate.AGEING,
    Rate.DARKENING,
    Rate.FADING,
    Rate.GAIN,
    Rate.COLLAGEN,
)


def refuse_strangers(rates: NDArray[np.float32]) -> None:
    """ValueError where a number of a patient (blocks, rates, lanes) is outside its band."""
    low, high = _bands()
    least, most = rates.min(axis=(0, 2)), rates.max(axis=(0, 2))
    wrong = np.flatnonzero(~((least >= low) & (most <= high)))
    if not len(wrong):
        return
    at = int(wrong[0])
    name = Rate(at).name.lower()
    unit = PRIORS[name].median.unit if name in PRIORS else "1"
    value = most[at] if least[at] >= low[at] else least[at]
    raise ValueError(
        f"{name} of {value:g}{'' if unit == '1' else f' {unit}'}: {low[at]:.3g} to {high[at]:.3g} "
        "is wanted by the compiled kernel, as people are drawn"
    )


@cache
def _bands() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and most of each number."""
    low, high = np.zeros(RATES), np.ones(RATES)
    for row, own in enumerate(spreads().astype(np.float64)):
        shifts = [
            (FARTHEST * own[Drawn.WIDTH], -FARTHEST * own[Drawn.WIDTH]),
            [own[Drawn.OLDER] * (age - ADULT) for age in (0, OLDEST)],
            [own[Drawn.STEP] * float(step) for step in STEPS],
            (0.0, own[Drawn.DARKER]),
        ]
        low[row] = own[Drawn.MIDDLE] * 2 ** sum(min(one) for one in shifts)
        high[row] = min(own[Drawn.MIDDLE] * 2 ** sum(max(one) for one in shifts), own[Drawn.MOST])
    low[Rate.COLLAGEN] = 2 ** (high[Rate.AGEING] * float(AGED) * (OLDEST - YOUNG))
    low[list(FROM_NOTHING)] = 0.0
    parts = high == 1
    high[parts] += OVER
    return low, high
