"""People by number: the same number of the same seed is the same person, asked for by whomever.

They are spread as those of ``patients.draw``, and are drawn by other chance. This is the NumPy
form; ``drawing.py`` draws the same to the last bit, straight to where the kernel takes them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from percuta.person import DARKER, Phototype
from percuta.skin import bell
from percuta.skin.bell import LOW, WORD
from percuta.skin.drawing import AT_ONCE, DRAWN, Which
from percuta.skin.ladder import Values
from percuta.skin.patients import (
    ADULT,
    DARKER_BY_TYPE,
    DARKER_CLOSES,
    DAYS_A_YEAR,
    SLOWED,
    SLOWER_WITH_AGE,
    YOUNG,
    Patients,
    width,
)
from percuta.skin.rates import PRIORS, Shape
from percuta.skin.rows import LANES, About, Drawn, Rate

Single = NDArray[np.float32]
Numbers = NDArray[np.signedinteger]
# What ``bell.py`` writes for one number, called with arrays.
MIXED: Callable[..., Any] = bell.mixed
BELLS: Callable[..., Any] = bell.bells
DOUBLED: Callable[..., Any] = bell.doubled
GROUPS, SEEDS = 2**32, 2**64
# By the number of a phototype; none has the number 0.
STEPS = np.array([0, *(one - Phototype.TYPE_III for one in Phototype)], np.float32)
DARK = np.array([0, *(one in DARKER for one in Phototype)], np.float32)
AGED = np.float32(-DAYS_A_YEAR / np.log(2))  # doublings by years and the rate of ageing


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """People from number ``first`` on, each of an own age and phototype (1 to 6).

    Another ``seed`` or ``group`` is other people.
    """

    seed: int
    age: Values
    phototype: Numbers
    group: int = 0
    first: int = 0

    def __post_init__(self) -> None:
        """Refuse nobody, and numbers that count in too many words."""
        if not len(self.age) == len(self.phototype) > 0:
            said = f"{len(self.age)} ages and {len(self.phototype)} phototypes"
            raise ValueError(f"{said}; one of each is wanted for each person, at least one")
        if not 1 <= (least := self.phototype.min()) <= (most := self.phototype.max()) < len(DARK):
            raise ValueError(f"phototypes {least} to {most}; 1 to {len(Phototype)} are wanted")
        if not (0 <= self.seed < SEEDS and 0 <= self.group < GROUPS and self.first >= 0):
            said = f"seed {self.seed}, group {self.group}, first {self.first}"
            raise ValueError(f"{said}: 0 or more are wanted, the group under {GROUPS}")

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.age)

    @property
    def which(self) -> Which:
        """Their numbers as the kernel takes them."""
        words = self.first, self.group, self.seed & int(LOW), self.seed >> int(WORD)
        return Which(*(np.uint64(one) for one in words))

    def some(self, begin: int, end: int) -> "Numbered":
        """Those from one place to before another; they stay who they are."""
        return replace(
            self,
            first=self.first + begin,
            age=self.age[begin:end],
            phototype=self.phototype[begin:end],
        )

    def about(self) -> Single:
        """What is known of each, in blocks as the kernel takes it, filled up with the last one."""
        whole, number = self.count // LANES, -(-self.count // LANES)
        rows = np.empty((number, len(About), LANES), np.float32)
        for row, values in zip(About, self._known(), strict=True):
            rows[:whole, row] = values[: whole * LANES].reshape(whole, LANES)
            if whole < number:
                rows[whole, row] = values[-1]
                rows[whole, row, : self.count - whole * LANES] = values[whole * LANES :]
        return rows.reshape(number, -1)

    def patients(self) -> Patients:
        """Them all, by NumPy."""
        known, normal, rates = self._known(), _normal(self.which, self.count), {}
        for row, own in enumerate(spreads()):
            times = normal[row] * own[Drawn.WIDTH]
            for fact in (About.OLDER, About.STEP, About.DARKER):
                times = times + known[fact] * own[Drawn[fact.name]]
            drawn = np.minimum(own[Drawn.MIDDLE] * DOUBLED(times), own[Drawn.MOST])
            rates[Rate(row).name.lower()] = drawn
        collagen = DOUBLED(rates["ageing"] * known[About.AGED])
        return Patients(
            rates={name: drawn.astype(np.float64) for name, drawn in rates.items()},
            collagen=collagen.astype(np.float64),
        )

    def _known(self) -> tuple[Single, ...]:
        """A row for each of ``About``."""
        age = np.asarray(self.age, np.float32)
        return (
            age - np.float32(ADULT),
            STEPS[self.phototype],
            DARK[self.phototype],
            np.maximum(age - np.float32(YOUNG), 0) * AGED,
        )


def _normal(which: Which, count: int) -> list[Single]:
    """A standard normal for each rate and person."""
    number = which.first + np.arange(count, dtype=np.uint64)
    key, normal = (which.seed, which.seed_high), list[Single]()
    for part in range(DRAWN // AT_ONCE):
        counter = (number & LOW, number >> WORD, np.uint64(part), which.group)
        one, two, three, four = MIXED(counter, key)
        normal += [*BELLS(one, two), *BELLS(three, four)]
    return normal


@cache
def spreads() -> Single:
    """How each rate is drawn: the numbers of ``rates.py`` and ``patients.py``, by ``Drawn``."""
    table = np.zeros((DRAWN, len(Drawn)))
    for row, own in enumerate(table):
        name = Rate(row).name.lower()
        prior = PRIORS[name]
        own[Drawn.MIDDLE] = prior.median.value
        own[Drawn.WIDTH] = width(prior) / np.log(2)
        own[Drawn.OLDER] = -SLOWER_WITH_AGE.value * SLOWED.get(name, 0.0) / np.log(2)
        own[Drawn.MOST] = 1.0 if prior.shape is Shape.PART else np.inf
    table[Rate.DARKENING, Drawn.STEP] = np.log2(DARKER_BY_TYPE.value)
    table[Rate.CLOSING, Drawn.DARKER] = np.log2(DARKER_CLOSES.value)
    return table.astype(np.float32)
