"""People moved towards what was seen, where by weights a few would count for all.

Tempered sequential Monte Carlo, after Del Moral, Doucet and Jasra (2006). What was seen is let in
by parts, each as large as the effective number of people allows; after each part people are
picked by their weights and moved, so that copies of one become people of their own. Nobody is let
be whom the weights do not know: a draw of the fit, a base as people have it, hope, or no answer.
"""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from percuta.response.crowd import PEOPLE, SILENT_BASE, Crowd
from percuta.response.data import Flags, Numbers
from percuta.response.draws import Draws
from percuta.response.priors import APART_HERE, HOPE, SCALE
from percuta.response.update import Against, Tempering, Weighed, alike, tail_shape
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

STREAM = 7_368_787  # added to the seed: not the chance that the people were drawn with
LEAST = 0.5  # of people: as many stay effective when the next part is let in
HALVINGS = 50
MOST_STEPS = 40
SWEEPS = 10  # at most, of both moves
WORN = 0.3  # of the worth of people: sweeps end when copies take less of it in a step
STRIDE = 1.7  # spreads of people; 2.4 over the root of two is usual where two things move
FEW = 10  # people too few to measure a spread of
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
TINY = 1e-300


@dataclass(frozen=True, kw_only=True)
class _Party:
    """People on their way: draw of the fit, base, the logit of hope; the rest follows from them.

    ``prior`` is the logarithm of how likely such people are, ``apart`` how far from what was seen.
    """

    which: Numbers
    base: Values
    hope: Values
    prior: Values
    apart: Values

    @property
    def answers(self) -> Flags:
        """Whether each answers at all; nobody begins or ceases to."""
        return np.asarray(self.base != SILENT_BASE)

    def some(self, who: Numbers) -> "_Party":
        """The people with these numbers."""
        return _Party(**{name: one[who] for name, one in vars(self).items()})

    def or_else(self, other: "_Party", taken: Flags) -> "_Party":
        """The others where they are taken."""
        pairs = {name: (getattr(other, name), one) for name, one in vars(self).items()}
        return _Party(**{name: np.where(taken, *pair) for name, pair in pairs.items()})


class _Known:
    """What is known of people before anything was seen of one of them, and what was seen."""

    def __init__(self, draws: Draws, people: Crowd, against: Against) -> None:
        column = draws.columns
        self._against = against
        self._middle = column[people.kind.value]
        own = column["apart"][:, None] * np.exp(APART_HERE * NODES)
        wide = column["between"][:, None] ** 2 + SCALE**2 + own**2
        part = NODE_WEIGHTS / NODE_WEIGHTS.sum()
        self._over, self._height = -0.5 / wide, part / np.sqrt(wide)
        self._wide = np.sqrt(wide @ part)
        self.last = against.growth[-1]
        self.draws = len(self._middle)

    def party(self, which: Numbers, base: Values, hope: Values) -> _Party:
        """These people with what follows."""
        off = (base - self._middle[which]) ** 2
        near = self._height[which] * np.exp(self._over[which] * off[:, None])
        answers = np.log(near.sum(axis=1) + TINY)
        of_hope = -HOPE[0] * np.logaddexp(0, -hope) - HOPE[1] * np.logaddexp(0, hope)
        return _Party(
            which=which,
            base=base,
            hope=hope,
            prior=of_hope + np.where(base == SILENT_BASE, 0.0, answers),
            apart=self._against.apart(which, base, 1 / (1 + np.exp(-hope))),
        )

    def rare(self, party: _Party) -> float:
        """How far those who answer stand from the middle of people, in standard deviations."""
        some = party.some(np.flatnonzero(party.answers))
        off = (some.base - self._middle[some.which]) / self._wide[some.which]
        return float(np.sqrt(np.mean(off**2))) if len(off) else 0.0


@dataclass(frozen=True, kw_only=True)
class _Reached:
    """People with a part of what was seen let in, and how it went so far."""

    party: _Party
    part: float
    tail: float
    steps: int = 0
    worn: float = 0.0
    taken: float = 1.0


def tempered(
    draws: Draws, many: Crowd, *, against: Against, apart: Values, alone: Weighed, seed: int
) -> tuple[Crowd, Weighed]:
    """People who are like what was seen, each counting alike, and how far they can be trusted.

    ``apart`` is how far ``many`` people of these draws are from it, ``alone`` what their weights
    come to.
    """
    chance = Seeded(seed + STREAM)
    known = _Known(draws, many, against)
    chances = np.log(many.hope / (1 - many.hope))
    everybody = _Party(
        which=many.which, base=many.base, hope=chances, prior=np.zeros(many.count), apart=apart
    )
    found = _Reached(party=everybody, part=0.0, tail=-np.inf)
    while found.part < 1 and found.steps < MOST_STEPS:
        found = _step(known, found, chance)
    party = found.party
    effective = PEOPLE / (1 + found.worn) if found.part == 1 else 0.0
    people = _people(draws, many, party)
    return people, Weighed(
        weights=np.full(PEOPLE, 1 / PEOPLE),
        effective=effective,
        tail=found.tail,
        far=against.far(people, float(party.apart.mean())),
        tempering=Tempering(
            steps=found.steps,
            taken=found.taken,
            rare=known.rare(party),
            effective=alone.effective,
            tail=alone.tail,
        ),
    )


def _people(draws: Draws, many: Crowd, party: _Party) -> Crowd:
    one, two = (draws.columns[name][party.which] for name in draws.rival.shape)
    hope = 1 / (1 + np.exp(-party.hope))
    return replace(many, base=party.base, shape=(one, two), hope=hope, which=party.which)


def _step(known: _Known, now: _Reached, chance: Seeded) -> _Reached:
    """Let in the next part, pick people by their weights, and move them."""
    least = min(LEAST * len(now.party.base), PEOPLE)
    part = _next(now.part, now.party.apart, least=least)
    weights = _weights((part - now.part) * now.party.apart)
    who = alike(weights, PEOPLE, start=float(chance.uniform(1)[0]))
    copies = float(np.mean(np.bincount(who)[who]))
    begun = now.party.some(who)
    party = known.party(begun.which, begun.base, begun.hope)
    begun, worn = party, np.inf
    moves = (_of_another_draw, partial(_further, spread=_spread(party)))
    shares: list[float] = []
    while worn > WORN and len(shares) < 2 * SWEEPS:
        for move in moves:
            other = move(known, party, chance)
            gain = other.prior - party.prior - 0.5 * part * (other.apart - party.apart)
            taken = np.log(chance.uniform(PEOPLE)) < gain
            party = party.or_else(other, taken)
            shares.append(float(taken.mean()))
        worn = (copies - 1) * _alike_still(known, begun, party) ** 2
    return _Reached(
        party=party,
        part=part,
        tail=max(now.tail, tail_shape(weights)),
        steps=now.steps + 1,
        worn=now.worn + worn,
        taken=min(now.taken, float(np.mean(shares))),
    )


def _next(now: float, apart: Values, *, least: float) -> float:
    """How much of what was seen can be let in so that so many people stay effective."""

    def enough(part: float) -> bool:
        return bool(1 / np.sum(_weights((part - now) * apart) ** 2) >= least)

    if enough(1.0):
        return 1.0
    low, high = now, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if enough(middle) else (low, middle)
    return low


def _weights(apart: Values) -> Values:
    raw = np.exp(-0.5 * (apart - apart.min()))
    return np.asarray(raw / raw.sum())


Spread = tuple[float, float, float]


def _spread(party: _Party) -> Spread:
    """Root of the covariance of base and hope, of those who answer; of hope alone if hardly any."""
    base, hope = party.base[party.answers], party.hope[party.answers]
    if len(base) < FEW:
        return 0.0, 0.0, float(party.hope.std())
    wide = float(base.std())
    both = float(np.mean((base - base.mean()) * (hope - hope.mean()))) / wide
    return wide, both, float(np.sqrt(max(hope.var() - both**2, 0.0)))


def _of_another_draw(known: _Known, party: _Party, chance: Seeded) -> _Party:
    """For each, somebody of any draw of the fit who stands the same on the last day seen."""
    which = np.ceil(chance.uniform(PEOPLE) * known.draws).astype(int) - 1
    shift = known.last[party.which] - known.last[which]
    return known.party(which, party.base + np.where(party.answers, shift, 0.0), party.hope)


def _further(known: _Known, party: _Party, chance: Seeded, *, spread: Spread) -> _Party:
    """For each, somebody a random way off in base and hope, as people are spread."""
    wide, both, rest = (STRIDE * one for one in spread)
    one, two = chance.standard_normal(2 * PEOPLE).reshape(2, PEOPLE)
    base = party.base + np.where(party.answers, wide * one, 0.0)
    return known.party(party.which, base, party.hope + both * one + rest * two)


def _alike_still(known: _Known, begun: _Party, party: _Party) -> float:
    """The closest correlation of what people are with what they were before they moved."""
    some = np.flatnonzero(party.answers)
    if len(some) < FEW:
        return _correlation(begun.hope, party.hope)
    one, two = begun.some(some), party.some(some)
    shapes = _correlation(known.last[one.which], known.last[two.which])
    return max(shapes, _correlation(one.base, two.base), _correlation(one.hope, two.hope))


def _correlation(one: Values, two: Values) -> float:
    off, other = one - one.mean(), two - two.mean()
    return float(np.sum(off * other) / np.sqrt(np.sum(off**2) * np.sum(other**2) + TINY))
