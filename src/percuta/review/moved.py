"""How much scores and the sessions given moved a forecast, and what more sessions would add."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from percuta.response.assumed import LITTLE
from percuta.response.crowd import MANY, Crowd, crowd, improvement
from percuta.response.data import Flags
from percuta.response.draws import Draws
from percuta.response.forecast import BANDS
from percuta.response.personal import Personal, personal
from percuta.response.quantiles import quantiles
from percuta.response.study import Kind
from percuta.response.update import Seen
from percuta.review.stopping import More
from percuta.skin.ladder import Values

ENDS = (0.05, 0.95)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Mean and nine in ten of an improvement, as a part."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The forecast of one day before and after what was seen.

    ``from_data`` is the part of the doubt that the scores took away: 0 all from other people.
    ``trusted`` is False where hardly any virtual people are like this person; ``tempered`` where
    so few were that people were moved towards what was seen. ``bands`` are five parts of the
    improvement after it, one row for each day that was asked for.
    """

    before: Spread
    after: Spread
    from_data: float
    observations: int
    trusted: bool
    tempered: bool = False
    bands: tuple[tuple[float, ...], ...] = ()

    @property
    def shift(self) -> float:
        """How far the mean moved, in improvement."""
        return self.after.mean - self.before.mean


def moved(
    draws: Draws,
    kind: Kind,
    sessions: Sequence[float],
    *,
    seen: Sequence[Seen],
    at: float,
    days: Sequence[float] = (),
) -> Moved:
    """Before and after; days count from the first session. Raises ValueError without a session.

    Bands after it are told for ``days``.
    """
    _some(sessions)
    found = personal(draws, kind, sessions, seen=seen)
    weight = found.weighed
    then, now = (improvement(one, sessions, [at])[0] for one in (found.before, found.people))
    even = np.full(len(then), 1 / len(then))
    before, after = _variance(then, even), _variance(now, weight.weights)
    return Moved(
        before=_spread(then, even),
        after=_spread(now, weight.weights),
        from_data=max(1 - after / before, 0.0) if seen and before > 0 else 0.0,
        observations=len(seen),
        trusted=weight.trusted,
        tempered=weight.tempering is not None,
        bands=_bands(found, sessions, days),
    )


def _bands(
    found: Personal, sessions: Sequence[float], days: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    if not days:
        return ()
    rows = quantiles(improvement(found.picked(), sessions, days), BANDS)
    return tuple(tuple(float(part) for part in row) for row in rows)


def by_dose(
    draws: Draws, kind: Kind, *, planned: Sequence[float], given: Sequence[float], at: float
) -> tuple[Spread, Spread]:
    """The forecast of one day for the sessions that were planned, and for those that were given.

    Days count from the first session. Only days and number count where the curve forecasts.
    """
    _some(planned)
    _some(given)
    many = crowd(draws, kind, count=MANY)
    even = np.full(many.count, 1 / many.count)
    first, second = (_spread(improvement(many, one, [at])[0], even) for one in (planned, given))
    return first, second


def more_of_the_same(
    draws: Draws,
    kind: Kind,
    sessions: Sequence[float],
    *,
    seen: Sequence[Seen],
    more: Sequence[float],
) -> More:
    """The chance that sessions on the days of ``more`` add what counts, three months after."""
    _some(sessions)
    found = personal(draws, kind, sessions, seen=seen)
    weight = found.weighed
    at = [max(more) + MONTHS_AFTER]

    def helped(people: Crowd) -> Flags:
        added = improvement(people, [*sessions, *more], at)[0]
        added = added - improvement(people, sessions, at)[0]
        return np.asarray(added >= LITTLE.value)

    return More(
        sessions=len(more),
        helps=float(np.sum(weight.weights * helped(found.people))),
        before=float(np.mean(helped(found.before))),
        trusted=weight.trusted,
    )


MONTHS_AFTER = 92.0  # days: where results are looked at


def _some(sessions: Sequence[float]) -> None:
    if not sessions:
        raise ValueError("no session; a forecast is of a course with at least one")


def _variance(values: Values, weights: Values) -> float:
    mean = float(np.sum(weights * values))
    return float(np.sum(weights * (values - mean) ** 2))


def _spread(values: Values, weights: Values) -> Spread:
    order = np.argsort(values)
    upto = np.cumsum(weights[order])
    low, high = (
        values[order][min(int(np.searchsorted(upto, one)), len(values) - 1)] for one in ENDS
    )
    return Spread(mean=float(np.sum(weights * values)), low=float(low), high=float(high))
