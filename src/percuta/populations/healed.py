"""What needled skin does in a course, asked of the model of the skin in one place alone.

The compiled kernel is many times as fast and differs in the fifth digit. A design says which of
the two counts, so that a study is never carried on with the other one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from percuta.skin.alike import AFTER, DOUBT
from percuta.skin.course import healing_course, linear_course, make
from percuta.skin.engine import By, Courses, fast
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients
from percuta.skin.red import REDNESS_MOST
from percuta.skin.seen import HALF_RED, VISIBLY_RED, is_dark
from percuta.skin.session import Session

LINEAR = ("inflammation", "pigment")
EXTRA = "pip install 'percuta[fast]'"
MOST_RED_DAYS = 28.0  # after one session; more is counted as this


class NoKernel(ValueError):
    """The compiled kernel is wished and not there; the message says what is missing."""


@dataclass(frozen=True, kw_only=True)
class Healed:
    """Of each person: red days, whether a mark was seen (three doubts), collagen at the visits."""

    red_days: Values
    marks: tuple[Values, Values, Values]
    collagen: Values | None


def kernel_ready(say: Callable[[str], None]) -> None:
    """Compile the kernel where it is not yet; raises NoKernel where it cannot be."""
    engine = fast(say, threads=1)
    if engine.by is not By.KERNEL:
        raise NoKernel(f"kernel = true needs the extra: {EXTRA}; or leave it out")


@cache
def _kernel() -> Courses:
    """One thread in each worker: there are as many workers as cores."""
    return fast(threads=1).course


def states(
    patients: Patients,
    sessions: Sequence[Session],
    days: Sequence[float],
    *,
    collagen: bool,
    kernel: bool,
) -> Mapping[str, Values]:
    """States of the model on some days: inflammation and pigment, and collagen where wished."""
    if kernel:
        return _kernel()(patients, sessions, days).states
    if collagen:
        return healing_course(patients, sessions, days).states
    return linear_course(make(patients), sessions, days, names=LINEAR).states


def healed(
    patients: Patients,
    sessions: Sequence[Session],
    visits: Sequence[float],
    *,
    collagen: bool,
    kernel: bool = False,
) -> Healed:
    """What is counted of a course, had everybody had all of its sessions."""
    if not sessions:
        nothing = np.zeros(patients.count)
        none = np.zeros((len(visits), patients.count)) if collagen else None
        return Healed(red_days=nothing, marks=(nothing, nothing, nothing), collagen=none)
    given = [session.day for session in sessions]
    looked = [day + AFTER for day in given]
    days = sorted({*given, *looked, *(visits if collagen else ())})
    found = states(patients, sessions, days, collagen=collagen, kernel=kernel)
    rows = {day: number for number, day in enumerate(days)}
    hot = found["inflammation"][[rows[day] for day in given]]
    pigment = found["pigment"][[rows[day] for day in looked]]
    low, middle, high = (
        np.asarray(is_dark(factor * pigment).any(axis=0), dtype=float) for factor in DOUBT
    )
    grown = None
    if collagen:
        at = [rows[day] for day in visits]
        grown = found["young"][at] + found["mature"][at]
    return Healed(
        red_days=_red_days(hot, given, patients.rates["calming"]),
        marks=(low, middle, high),
        collagen=grown,
    )


def _red_days(hot: Values, given: Sequence[float], calming: Values) -> Values:
    """Days on which skin looks red: inflammation fades by itself until the next session."""
    least = HALF_RED.value * VISIBLY_RED.value / (REDNESS_MOST - VISIBLY_RED.value)
    gaps = np.diff([*given, given[-1] + MOST_RED_DAYS])
    red = np.log(np.maximum(hot, least) / least) / calming
    return np.asarray(np.minimum(red, np.minimum(gaps, MOST_RED_DAYS)[:, None]).sum(axis=0))
