"""What a course may bring: the chance of the wished gain, asked of the same people every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from percuta.planning.plan import ZonePlan
from percuta.response.crowd import Crowd, crowd, improvement
from percuta.response.fitted import fitted
from percuta.response.forecast import BANDS
from percuta.response.gate import chosen
from percuta.response.study import Kind


@dataclass(frozen=True, kw_only=True)
class Gain:
    """The wish that does worst. ``chance`` of the wished gain; ``band`` as in a forecast."""

    concern: Kind
    chance: float
    band: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The gain in the middle of people, as a part of what was there."""
        return self.band[len(self.band) // 2]


class Gains:
    """What courses bring to one person's wishes, of those that can be forecast."""

    def __init__(self, zones: Sequence[ZonePlan], *, least: float, seed: int) -> None:
        """For zones as they are planned; ``least`` is the wished gain as a part."""
        known = {kind.value for kind in Kind}
        self.wishes: Mapping[Kind, tuple[str, ...]] = {
            Kind(kind): tuple(one.zone.key for one in zones if kind in one.kinds)
            for kind in dict.fromkeys(kind for one in zones for kind in one.kinds)
            if kind.value in known
        }
        self._least = least
        self._people: Mapping[Kind, Crowd] = {
            kind: crowd(fitted().draws[chosen(kind).chosen], kind, seed=seed)
            for kind in self.wishes
        }
        self._of = cache(self._asked)

    def of(self, days: Mapping[str, Sequence[date]], at: date) -> Gain:
        """The gain on a day of the wish, and of its place, that does worst."""
        found = [
            self._of(kind, _since(some), (at - some[0]).days)
            for kind, zones in self.wishes.items()
            for some in dict.fromkeys(tuple(days[zone]) for zone in zones if days.get(zone))
        ]
        return min(found, key=lambda one: one.chance)

    def _asked(self, kind: Kind, sessions: tuple[float, ...], at: float) -> Gain:
        if at < 0:
            return Gain(concern=kind, chance=0.0, band=(0.0,) * len(BANDS))
        shown = improvement(self._people[kind], sessions, [at])[0]
        return Gain(
            concern=kind,
            chance=float(np.mean(shown >= self._least)),
            band=tuple(float(one) for one in np.quantile(shown, BANDS)),
        )


def _since(days: Sequence[date]) -> tuple[float, ...]:
    return tuple(float((day - days[0]).days) for day in days)
