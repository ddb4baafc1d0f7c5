"""Until when skin looks red from one level of inflammation on, by quarters of a day."""

import numpy as np

from percuta.skin.ladder import Values
from percuta.skin.lanes import RED_FROM
from percuta.skin.patients import Patients

A_DAY = 4  # quarters


def red_until(patients: Patients, hot: Values, *, quarters: int) -> Values:
    """The last quarter of a day on which each looks red, with so much inflammation now.

    In days; it is looked for no longer than so many ``quarters``.
    """
    times = np.log(np.maximum(hot, RED_FROM) / RED_FROM) / patients.rates["calming"]
    return np.asarray(np.minimum(np.floor(A_DAY * times), quarters) / A_DAY)
