"""What needled skin does in a course, asked of the model of the skin in one place alone.

The compiled kernel counts a study nearly four times as fast, over twenty times with collagen, and
differs in the fifth digit. A design says which of the two counts, so that a study is never carried
on with the other one. Both draw the same people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from percuta.extras import install
from percuta.skin.alike import DOUBT
from percuta.skin.engine import By, Engine, fast, plain
from percuta.skin.ladder import Values
from percuta.skin.numbered import Numbered
from percuta.skin.plans import QUARTERS, Plan
from percuta.skin.seen import is_dark

EXTRA = install("fast")
MOST_RED_DAYS = QUARTERS / 4  # after one session; more is counted as this
SLICE, KERNEL_SLICE = 4096, 16_384  # people followed at once: as many as stay near the processor


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
def _engine(*, kernel: bool) -> Engine:
    """One thread in each worker: there are as many workers as cores."""
    return fast(threads=1) if kernel else plain()


def healed(people: Numbered, plan: Plan, *, kernel: bool = False) -> Healed:
    """What is counted of a course, had everybody had all of its sessions, some people at a time."""
    if not plan.sessions:
        nothing = np.zeros(people.count)
        none = np.zeros((len(plan.days), people.count)) if plan.days else None
        return Healed(red_days=nothing, marks=(nothing, nothing, nothing), collagen=none)
    size, follow = KERNEL_SLICE if kernel else SLICE, _engine(kernel=kernel).followed
    found = [follow(people.some(n, n + size), plan) for n in range(0, people.count, size)]
    pigment = np.concatenate([one.pigment for one in found])
    low, middle, high = (is_dark(factor * pigment).astype(float) for factor in DOUBT)
    grown = [one.young + one.mature for one in found]
    return Healed(
        red_days=np.concatenate([one.red_days for one in found]),
        marks=(low, middle, high),
        collagen=np.concatenate(grown, axis=1) if plan.days else None,
    )
