"""What a group of people shows, given where its middle stands and how far people differ.

Everything is on the logit of improvement: 0 is half gone. ``xp`` is NumPy, or JAX while fitting.
"""

from types import ModuleType

import numpy as np

from percuta.skin.ladder import Values

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(21)
WEIGHTS = WEIGHTS / WEIGHTS.sum()

Group = tuple[Values, Values]  # what is read at the nodes, and the weights of the nodes


def bell(xp: ModuleType, x: Values) -> Values:
    """The standard normal distribution function, to six digits: Abramowitz and Stegun 26.2.17."""
    far = xp.abs(x)
    t = 1 / (1 + 0.2316419 * far)
    poly = t * (
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    )
    tail = xp.exp(-0.5 * far * far) * 0.3989422804014327 * poly
    below: Values = xp.where(x > 0, 1 - tail, tail)
    return below


def improvements(
    xp: ModuleType, middle: Values, *, width: Values, hope: Values, silent: Values
) -> Group:
    """Improvement read at the nodes of the bell and of those who do not answer at all, last.

    With the weights of the nodes. ``hope`` is the part of what is left that a rater who knows of
    the sessions takes away as well; ``silent`` the part of people who do not answer.
    """
    own = 1 / (1 + xp.exp(-(middle[..., None] + width[..., None] * xp.asarray(NODES))))
    own = xp.concatenate([own, xp.zeros_like(own[..., :1])], axis=-1)
    answering = (1 - silent[..., None]) * xp.asarray(WEIGHTS)
    weights = xp.concatenate([answering, silent[..., None]], axis=-1)
    return own + hope[..., None] * (1 - own), weights


def mean_and_spread(xp: ModuleType, group: Group, *, noise: Values) -> tuple[Values, Values]:
    """Mean and standard deviation between people of what is read, its noise included."""
    shown, weights = group
    mean = xp.sum(shown * weights, axis=-1)
    apart = xp.sum((shown - mean[..., None]) ** 2 * weights, axis=-1)
    return mean, xp.sqrt(apart + noise**2)


def share_from(xp: ModuleType, group: Group, *, noise: Values, bound: Values) -> Values:
    """The part of people whose reading is at ``bound`` or better; a group is shown and weights."""
    shown, weights = group
    over = bell(xp, (shown - bound[..., None]) / noise[..., None])
    share: Values = xp.sum(over * weights, axis=-1)
    return share
