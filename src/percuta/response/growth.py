"""How the response grows over a course, by two rivals: the plain curve and the mechanism.

Both give the logarithm of an amount that counts as one three months after three sessions or so;
what a person gains of it is fitted. ``xp`` is NumPy, or JAX while fitting.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from percuta.response.draws import Rival
from percuta.skin.course import healing_course
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients
from percuta.skin.rates import PRIORS
from percuta.skin.session import REFERENCE_MM, Session

ONE_SESSIONS = 3.0  # sessions that have fully worked and count as one
ONE_COLLAGEN = 0.3  # new collagen that counts as one
LEAST = 1e-30
RIPENINGS = np.linspace(-1.5, 1.5, 13)  # logarithms of factors on the rate of ripening
GRID = 0.25  # days: what the steps of the mechanism can meet


def since(sessions: Sequence[float], days: Sequence[float], *, width: int = 0) -> Values:
    """Days from each session to each day, a row for each day; before it, and padding, are 0."""
    gone = np.maximum(np.subtract.outer(np.asarray(days), np.asarray(sessions)), 0.0)
    return np.pad(gone, ((0, 0), (0, max(width - len(sessions), 0))))


def curve(xp: ModuleType, gone: Values, *, power: Values, lag: Values) -> Values:
    """The curve: sessions count as each has had time to work, with diminishing returns.

    ``gone`` are days since each session, sessions last; ``lag`` days until most has worked.
    """
    worked = xp.sum(1 - xp.exp(-gone / lag), axis=-1)
    grown: Values = power * xp.log(xp.maximum(worked, LEAST) / ONE_SESSIONS)
    return grown


@cache
def _middle() -> Patients:
    """The patient in the middle, once for each rate of ripening."""
    count = len(RIPENINGS)
    rates = {name: np.full(count, prior.median.value) for name, prior in PRIORS.items()}
    rates["ripening"] = rates["ripening"] * np.exp(RIPENINGS)
    return Patients(rates=rates, collagen=np.full(count, 0.85))


def table(
    sessions: Sequence[float], days: Sequence[float], depth_mm: float | None = None
) -> tuple[Values, Values]:
    """Young and mature collagen of the middle patient: days by rates of ripening."""
    on = [round(day / GRID) * GRID for day in days]
    wanted = sorted(set(on))
    given = [Session(day=day, depth_mm=depth_mm or REFERENCE_MM.value) for day in sessions]
    course = healing_course(_middle(), given, wanted)
    rows = [wanted.index(day) for day in on]
    return course.states["young"][rows], course.states["mature"][rows]


def mechanism(
    xp: ModuleType, tables: tuple[Values, Values], *, ripening: Values, part: Values
) -> Values:
    """The mechanism: mature collagen, and ``part`` of the young, read between its rates.

    The tables are young and mature, rates last; ``ripening`` is the logarithm of a factor.
    """
    young, mature = tables
    step = RIPENINGS[1] - RIPENINGS[0]
    near = xp.maximum(0.0, 1 - xp.abs(xp.asarray(RIPENINGS) - ripening) / step)
    grown = xp.sum((mature + part * young) * near, axis=-1)
    told: Values = xp.log(xp.maximum(grown, LEAST) / ONE_COLLAGEN)
    return told


def grown_rows(rival: Rival, shape: tuple[Values, Values], inputs: Iterable[Any]) -> list[Values]:
    """A row of growth for each of the inputs: days since sessions, or pairs of tables."""
    one, two = shape
    if rival is Rival.CURVE:
        return [curve(np, gone, power=one, lag=two[:, None]) for gone in inputs]
    rates = {"ripening": one[:, None], "part": two[:, None]}
    return [mechanism(np, pair, **rates) for pair in inputs]
