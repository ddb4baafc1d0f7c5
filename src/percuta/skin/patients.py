"""Virtual patients: numbers drawn around the priors, shifted by what is known of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.skin import OGUNJIMI2020, VARANI2006
from percuta.person import DARKER, Phototype
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values
from percuta.skin.rates import PRIORS, Prior, Shape

OLDEST, DAYS_A_YEAR = 120, 365.25
ADULT, YOUNG = 30, 25  # years at which repair and collagen count as one
SLOWER_WITH_AGE = Parameter(
    key="skin.slower_with_age",
    value=0.010,
    unit="per year",
    status=Status.ASSUMED,
    source=VARANI2006,
    note="fibroblasts of people over 80 made 0.68 of the collagen of those under 30, in vitro",
)
# How much of that slowness each rate has: of those other than building, assumed.
SLOWED: Mapping[str, float] = MappingProxyType({"building": 1.0, "closing": 0.7, "renewal": 0.5})
DARKER_CLOSES = Parameter(
    key="skin.darker_closes",
    value=0.76,
    unit="1",
    status=Status.DERIVED,
    source=OGUNJIMI2020,
    where="closure in white and black skin",
    note="50.2 hours over 66.5 hours; measured colour predicted it better than groups",
)
DARKER_BY_TYPE = Parameter(
    key="skin.darker_by_type",
    value=1.7,
    unit="1",
    status=Status.ASSUMED,
    note="pigment made rises by this factor with each phototype above III, and falls below",
)


@dataclass(frozen=True, kw_only=True)
class Patients:
    """Many patients: ``rates`` by the names of the priors, and the collagen each begins with."""

    rates: Mapping[str, Values]
    collagen: Values

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.collagen.size)

    def one(self, number: int) -> dict[str, float]:
        """One of them as the simple model takes it."""
        rates = {name: float(values[number]) for name, values in self.rates.items()}
        return {**rates, "collagen": float(self.collagen[number])}


def draw(
    chance: Seeded,
    count: int,
    *,
    age: float = 40.0,
    phototype: Phototype = Phototype.TYPE_III,
) -> Patients:
    """Patients of one age and phototype. The same generator gives the same patients.

    Raises ValueError for no patients, or an age that nobody has.
    """
    if count < 1:
        raise ValueError(f"{count} patients; at least 1 is wanted")
    if not 0 < age < OLDEST:
        raise ValueError(f"an age of {age:g} years; over 0 and under {OLDEST} is wanted")
    rates = {name: _drawn(chance, prior, count) for name, prior in PRIORS.items()}
    speed = float(np.exp(-SLOWER_WITH_AGE.value * (age - ADULT)))
    steps = phototype - Phototype.TYPE_III
    _shift(rates, speed, DARKER_BY_TYPE.value**steps)
    if phototype in DARKER:
        rates["closing"] *= DARKER_CLOSES.value
    return Patients(rates=rates, collagen=_collagen(rates["ageing"], max(age - YOUNG, 0.0)))


def _shift(rates: dict[str, Values], speed: float, darker: float) -> None:
    """Slow the repair of skin by its age, and raise the pigment it makes by its phototype."""
    for name, share in SLOWED.items():
        rates[name] *= speed**share
    rates["darkening"] *= darker


def _collagen(ageing: Values, years: float) -> Values:
    return np.asarray(np.exp(-ageing * DAYS_A_YEAR * years))


def width(prior: Prior) -> float:
    """Of the bell of logarithms that has a prior's spread."""
    return float(np.sqrt(np.log1p(prior.spread**2)))


def _drawn(chance: Seeded, prior: Prior, count: int) -> Values:
    values: Values = prior.median.value * np.exp(width(prior) * chance.standard_normal(count))
    return np.minimum(values, 1.0) if prior.shape is Shape.PART else values
