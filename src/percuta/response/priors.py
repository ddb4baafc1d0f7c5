"""What the fit assumes before it sees a trial. Every number here is ours.

``fit.py`` samples them with the data, ``prior_draws`` without.
"""

from math import log

import numpy as np

from percuta.response.draws import Diagnosis, Draws, Rival
from percuta.response.study import Kind
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

HOPE = (2, 18)  # Beta, each study its own: part of what is left that a rater who knows takes away
SILENT = (1, 9)  # Beta: part of people who do not answer at all; a forecast keeps this one, since
# printed trials are chosen ones and taught the fit that hardly anybody is
NOISE = (log(0.08), 0.4)  # log-normal: noise of one reading, in improvement
APART = (log(0.6), 0.5)  # log-normal: how far people of a study differ, on the logit
BETWEEN = 0.8  # half-normal: how far studies differ, on the logit
MORE = (0.1, 0.2)  # normal: what a second product on the skin adds, on the logit
SCALE, ODD = 0.3, 0.15  # normal around 0: scales, and readings, on the logit
APART_HERE = 0.4  # normal around 0: logarithm of how studies differ in that spread
SCARS, OTHERS = 1.5, 0.8  # normal around 0: acne scars, and how far others stand from them
POWER = (log(0.7), 0.5)  # log-normal: returns of more sessions; 1 is in proportion
LAG = (log(45), 0.5)  # log-normal: days until most of a session has worked
RIPENING = (0.4, 1.4)  # normal around 0 within bounds: logarithm of a factor on ripening
PART = (2, 2)  # Beta: how much young collagen counts


def prior_draws(rival: Rival, *, count: int = 2000, seed: int = 5) -> Draws:
    """Draws of one rival before any trial."""
    chance = Seeded(seed)

    def bell(middle: float = 0.0, width: float = 1.0) -> Values:
        return middle + width * chance.standard_normal(count)

    scars = bell(width=SCARS)
    columns = {
        "silent": beta(chance, count, SILENT),
        "noise": np.exp(bell(*NOISE)),
        "apart": np.exp(bell(*APART)),
        "between": np.abs(bell(width=BETWEEN)),
    }
    if rival is Rival.CURVE:
        columns |= {"power": np.exp(bell(*POWER)), "lag": np.exp(bell(*LAG))}
    else:
        width, most = RIPENING
        columns["ripening"] = np.clip(bell(width=width), -most, most)
        columns["part"] = beta(chance, count, PART)
    others = {kind.value: scars + bell(width=OTHERS) for kind in Kind}
    columns |= others | {Kind.ACNE_SCARS.value: scars}
    nothing = Diagnosis(r_hat=1.0, least_effective=count, diverging=0)
    return Draws(rival=rival, columns=columns, diagnosis=nothing)


def beta(chance: Seeded, count: int, shape: tuple[int, int]) -> Values:
    """Draws of Beta(a, b) for whole a and b: the a-th smallest of a + b - 1 uniform numbers."""
    first, second = shape
    drawn = chance.uniform(count * (first + second - 1)).reshape(count, -1)
    return np.asarray(np.sort(drawn, axis=1)[:, first - 1])
