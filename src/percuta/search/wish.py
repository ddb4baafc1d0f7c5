"""What a course is searched for: how much gain, by when, and what it may cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

Price = Callable[[Sequence[str]], float]  # of one visit, by the zones needled in it

QUARTER = 0.25


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A gain of ``least`` or more, as a part of what is there now, and the most it may cost.

    ``by`` is the day to be judged on; None: each course three months after its last session.
    ``budget`` is in the currency of ``price``; ``red_days`` are days that look red, in all.
    ``apart`` is whether zones may be put on visits of their own where that was not chosen.
    """

    least: float = QUARTER
    by: date | None = None
    visits: int | None = None
    red_days: float | None = None
    budget: float | None = None
    price: Price | None = None
    apart: bool = True
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse a wish that no course can be held against."""
        if not 0 < self.least < 1:
            raise ValueError(f"a wished gain of {self.least:g}; more than 0 and less than 1")
        if self.visits is not None and self.visits < 1:
            raise ValueError(f"at most {self.visits} visits; at least 1 is wanted")
        if self.red_days is not None and not self.red_days > 0:
            raise ValueError(f"at most {self.red_days:g} red days; more than 0 is wanted")
        if self.budget is not None and not self.budget > 0:
            raise ValueError(f"a budget of {self.budget:g}; more than 0 is wanted")
        for name, most in (("red days", self.red_days), ("a budget", self.budget)):
            if most is not None and not isfinite(most):
                raise ValueError(f"{name} of {most:g}; a number is wanted, or none for no limit")
        if self.budget is not None and self.price is None:
            raise ValueError("a budget without the price of a visit; both are wanted")
