"""How often something held, with the exact interval of Clopper and Pearson."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, lgamma, log

NINETEEN_IN_TWENTY = 0.95
HALVINGS = 60


@dataclass(frozen=True, kw_only=True)
class Share:
    """``held`` of ``of``, with the interval that 19 in 20 such counts would cover the truth by.

    Of nothing, nothing is known: 0 to 1.
    """

    held: int
    of: int
    low: float
    high: float

    @property
    def part(self) -> float | None:
        """The part that held; None of nothing."""
        return self.held / self.of if self.of else None

    @property
    def words(self) -> str:
        """The interval in per cent."""
        return f"{self.low:.0%} to {self.high:.0%}"


def share(held: int, of: int, *, sure: float = NINETEEN_IN_TWENTY) -> Share:
    """The part that held and its exact interval; raises ValueError for counts that cannot be."""
    if not 0 <= held <= of:
        raise ValueError(f"{held} of {of}; from none to all can hold")
    tail = (1 - sure) / 2
    low = 0.0 if held == 0 else _where(lambda part: 1 - _at_most(held - 1, of, part), tail)
    high = 1.0 if held == of else 1 - _where(lambda part: _at_most(held, of, 1 - part), tail)
    return Share(held=held, of=of, low=low, high=high)


def _where(rises: Callable[[float], float], to: float) -> float:
    """The part at which something that rises with it reaches a value."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) < to else (low, middle)
    return (low + high) / 2


def _at_most(held: int, of: int, part: float) -> float:
    """The chance that at most so many hold."""
    if part <= 0:
        return 1.0
    if part >= 1:
        return 1.0 if held >= of else 0.0
    return min(sum(_exactly(one, of, part) for one in range(held + 1)), 1.0)


def _exactly(held: int, of: int, part: float) -> float:
    ways = lgamma(of + 1) - lgamma(held + 1) - lgamma(of - held + 1)
    return exp(ways + held * log(part) + (of - held) * log(1 - part))
