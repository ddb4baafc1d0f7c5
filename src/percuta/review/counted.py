"""How often something held, with the exact interval of Clopper and Pearson."""

from dataclasses import dataclass

from percuta.healing.adverse.rates import exact_interval

NINETEEN_IN_TWENTY = 0.95


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
    low, high = exact_interval(held, of, sure=sure) if of else (0.0, 1.0)
    return Share(held=held, of=of, low=low, high=high)
