"""Quantiles of many people by row: digit for digit NumPy's, by one sort in a tenth of the time."""

from collections.abc import Sequence

import numpy as np

from percuta.skin.ladder import Values

HALF = 0.5  # from here on NumPy counts back from the upper neighbour


def quantiles(rows: Values, parts: Sequence[float]) -> Values:
    """Quantiles of each row between its two nearest values: ``found[n]`` are those of row n.

    ``rows`` are days by people, of at least one person and without gaps; ``parts`` from 0 to 1.
    """
    ordered = np.sort(rows, axis=1)
    last = ordered.shape[1] - 1
    at = last * np.asarray(parts)
    below = np.floor(at).astype(int)
    low, high = ordered[:, below], ordered[:, np.minimum(below + 1, last)]
    along, apart = at - below, high - low
    found = np.where(along >= HALF, high - apart * (1 - along), low + apart * along)
    return np.asarray(found)
