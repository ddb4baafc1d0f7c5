"""What can be seen of the states: redness, channels, new collagen, dark marks."""

import numpy as np

from percuta.evidence.parameter import Parameter, Status
from percuta.skin.ladder import Values
from percuta.skin.red import REDNESS_MOST

HALF_RED = Parameter(
    key="skin.half_red",
    value=0.6,
    unit="1",
    status=Status.ASSUMED,
    note="inflammation at which redness is half of the most, on a scale of 0 to 4",
)
VISIBLY_RED = Parameter(
    key="skin.visibly_red",
    value=0.5,
    unit="1",
    status=Status.ASSUMED,
    note="redness from which a person calls the skin red, of 0 to 4",
)
VISIBLY_DARK = Parameter(
    key="skin.visibly_dark",
    value=0.05,
    unit="1",
    status=Status.ASSUMED,
    note="excess pigment from which a mark is seen",
)


def redness(inflammation: Values) -> Values:
    """Redness from 0 to 4."""
    return REDNESS_MOST * inflammation / (inflammation + HALF_RED.value)


def is_red(inflammation: Values) -> Values:
    """Whether somebody would call the skin red."""
    return np.asarray(redness(inflammation) >= VISIBLY_RED.value)


def is_dark(pigment: Values) -> Values:
    """Whether a dark mark would be seen."""
    return np.asarray(pigment >= VISIBLY_DARK.value)
