"""How a person heals: what check-ins told of redness, swelling and flaking moves that forecast.

They are weighed against virtual people of this age and phototype. Each of these also has an eye of
their own for each sign. What they told says nothing about the result: no trial read links the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from percuta.evidence.parameter import Parameter, Status
from percuta.response.assumed import REDNESS_NOISE
from percuta.response.expected import bell
from percuta.response.forecast import BANDS
from percuta.response.update import Weighed, weighed
from percuta.skin.alike import RED_DAYS, Who
from percuta.skin.chance import Seeded
from percuta.skin.course import Made, linear_course, make
from percuta.skin.ladder import Values
from percuta.skin.red import REDNESS_MOST
from percuta.skin.seen import HALF_RED, VISIBLY_RED
from percuta.skin.session import Session

MANY = 20_000
LEAST = 1e-9


def _assumed(key: str, value: float, note: str) -> Parameter:
    return Parameter(key=f"review.{key}", value=value, unit="1", status=Status.ASSUMED, note=note)


HALF_SWOLLEN = _assumed("half_swollen", 0.6, "swelling state at which swelling is half of the most")
HALF_FLAKING = _assumed("half_flaking", 0.3, "flaking state at which flaking is half of the most")
EYE = _assumed(
    "eye", 0.4, "how people differ in calling the same sign more or less, of 0 to 4; one for a sign"
)
OWN_FROM = _assumed(
    "own_from", 0.25, "part of the doubt about a rate that data must take away to call it one's own"
)
CUTS = (0.5, 1.5, 2.5)  # of 0 to 4, between not at all, a little, clearly, very much (assumed)


class Sign(StrEnum):
    """A sign of healing that a check-in asks about, by the key of its question."""

    REDNESS = "redness"
    SWELLING = "swelling"
    FLAKING = "flaking"


STATES: Mapping[Sign, tuple[str, Parameter]] = {
    Sign.REDNESS: ("inflammation", HALF_RED),
    Sign.SWELLING: ("swelling", HALF_SWOLLEN),
    Sign.FLAKING: ("flaking", HALF_FLAKING),
}
NAMES = ("layer", *(state for state, _ in STATES.values()))  # flaking follows its layer
# Rates that check-ins can teach. How fast swelling follows, how deep needles reach, and all that
# builds collagen never are a person's own: nothing told here could tell them apart.
OWN_RATES: Mapping[str, str] = {
    "calming": "how fast redness fades",
    "closing": "how fast the channels close",
    "renewal": "how fast the top layer renews itself",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One answer: ``day`` counts from the first session; ``degree`` from 0 to 3."""

    sign: Sign
    day: float
    degree: int


@dataclass(frozen=True, kw_only=True)
class Lasts:
    """Until which day after a session a sign is seen: five quantiles, before and after."""

    sign: Sign
    before: tuple[float, ...]
    after: tuple[float, ...]
    told: int

    @property
    def narrowed(self) -> float:
        """The part by which nine in ten became narrower; below 0: wider."""
        width, now = self.before[-1] - self.before[0], self.after[-1] - self.after[0]
        return 1 - now / width if width > 0 else 0.0


@dataclass(frozen=True, kw_only=True)
class Heals:
    """The forecast of healing after a session like the last, moved by what was told.

    ``own`` are the rates of which the data took away enough doubt to be called the person's own.
    """

    lasts: tuple[Lasts, ...]
    learned: Mapping[str, float]
    effective: float
    trusted: bool

    @property
    def own(self) -> tuple[str, ...]:
        """Rates that are the person's own by now, in words."""
        return tuple(
            OWN_RATES[name] for name, part in self.learned.items() if part >= OWN_FROM.value
        )


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Virtual people with what each shows: signs by day, and the last day of each sign."""

    made: Made
    eyes: Mapping[Sign, Values]
    until: Mapping[Sign, Values]


def crowd_of(who: Who, depth_mm: float) -> Crowd:
    """People alike, and how long each shows a sign after one session of a depth."""
    made, chance = make(who.drawn()), Seeded(who.seed + 1)
    eyes = {sign: EYE.value * chance.standard_normal(who.count) for sign in Sign}
    one = (Session(day=0, depth_mm=depth_mm),)
    states = linear_course(made, one, RED_DAYS, names=NAMES).states
    until = {sign: _last(level(sign, states[STATES[sign][0]])) for sign in Sign}
    return Crowd(made=made, eyes=eyes, until=until)


def level(sign: Sign, state: Values) -> Values:
    """A sign from 0 to 4."""
    return np.asarray(REDNESS_MOST * state / (state + STATES[sign][1].value))


def _last(levels: Values) -> Values:
    seen = np.where(levels >= VISIBLY_RED.value, np.array(RED_DAYS)[:, None], 0.0)
    return np.asarray(seen.max(axis=0))


def heals(people: Crowd, sessions: Sequence[Session], told: Sequence[Told]) -> Heals:
    """The forecast before and after what was told; days count from the first session."""
    weight = _weigh(people, sessions, told)
    even = np.full(len(weight.weights), 1 / len(weight.weights))
    counts = {sign: sum(one.sign is sign for one in told) for sign in Sign}
    rates = people.made.patients.rates
    return Heals(
        lasts=tuple(
            Lasts(
                sign=sign,
                before=_quantiles(people.until[sign], even),
                after=_quantiles(people.until[sign], weight.weights),
                told=counts[sign],
            )
            for sign in Sign
        ),
        learned={
            name: _learned(np.log(rates[name]), even, weight.weights) if told else 0.0
            for name in OWN_RATES
        },
        effective=weight.effective,
        trusted=weight.trusted,
    )


def _weigh(people: Crowd, sessions: Sequence[Session], told: Sequence[Told]) -> Weighed:
    if not told:
        return weighed(np.zeros(people.made.patients.count))
    days = sorted({one.day for one in told})
    states = linear_course(people.made, sessions, days, names=NAMES).states
    shown = {sign: level(sign, states[STATES[sign][0]]) for sign in Sign}
    likely = np.zeros(people.made.patients.count)
    for one in told:
        seen = shown[one.sign][days.index(one.day)] + people.eyes[one.sign]
        likely += np.log(np.maximum(chance_of(one.degree, seen), LEAST))
    return weighed(likely)


def chance_of(degree: int, seen: Values) -> Values:
    """How likely somebody who sees this much of a sign calls it so."""
    ends = (-np.inf, *CUTS, np.inf)
    low, high = ((end - seen) / REDNESS_NOISE.value for end in ends[degree : degree + 2])
    over: Values = np.ones_like(seen) if np.isinf(high).all() else bell(np, high)
    under: Values = np.zeros_like(seen) if np.isinf(low).all() else bell(np, low)
    return np.asarray(over - under)


def _learned(values: Values, even: Values, weights: Values) -> float:
    before, after = _variance(values, even), _variance(values, weights)
    return max(1 - after / before, 0.0)


def _variance(values: Values, weights: Values) -> float:
    mean = float(np.sum(weights * values))
    return float(np.sum(weights * (values - mean) ** 2))


def _quantiles(values: Values, weights: Values) -> tuple[float, ...]:
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[order])
    found = (min(int(np.searchsorted(upto, part)), len(values) - 1) for part in BANDS)
    return tuple(float(values[order][one]) for one in found)
