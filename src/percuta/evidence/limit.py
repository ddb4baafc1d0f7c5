"""Limits as a type: absolute bounds, recommended bounds and a default, each with its source."""

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from percuta.evidence.errors import InconsistentLimit, OutsideLimit
from percuta.evidence.parameter import Parameter


class Standing(StrEnum):
    """Where a value stands against a limit."""

    RECOMMENDED = "recommended"
    CONFIRM = "a doctor confirms"  # inside the absolute bounds, outside the recommended ones
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Bounds of one quantity. A missing bound means that no source read sets one."""

    key: str
    unit: str
    default: Parameter | None = None
    absolute_low: Parameter | None = None
    absolute_high: Parameter | None = None
    recommended_low: Parameter | None = None
    recommended_high: Parameter | None = None

    def __post_init__(self) -> None:
        """Refuse bounds out of order or in different units."""
        ladder = [b for b in (*self._low, self.default, *self._high) if b is not None]
        for bound in ladder:
            if bound.unit != self.unit:
                raise InconsistentLimit(
                    f"limit {self.key!r} is in {self.unit}, its bound {bound.key!r} in {bound.unit}"
                )
        for below, above in pairwise(ladder):
            if below.value > above.value:
                raise InconsistentLimit(
                    f"limit {self.key!r}: {below.key} = {below.value:g} lies above "
                    f"{above.key} = {above.value:g}"
                )

    @property
    def _low(self) -> tuple[Parameter | None, Parameter | None]:
        return self.absolute_low, self.recommended_low

    @property
    def _high(self) -> tuple[Parameter | None, Parameter | None]:
        return self.recommended_high, self.absolute_high

    @property
    def bounds(self) -> tuple[Parameter, ...]:
        """Every number this limit is made of, lowest first."""
        return tuple(b for b in (*self._low, self.default, *self._high) if b is not None)

    def standing(self, value: float) -> Standing:
        """Classify a value: recommended, for a doctor to confirm, or forbidden."""
        if math.isnan(value):
            return Standing.FORBIDDEN
        if _outside(value, self.absolute_low, self.absolute_high):
            return Standing.FORBIDDEN
        if _outside(value, self.recommended_low, self.recommended_high):
            return Standing.CONFIRM
        return Standing.RECOMMENDED

    def require(self, value: float) -> float:
        """Return the value, or raise OutsideLimit naming the bound it breaks."""
        if math.isnan(value):
            raise OutsideLimit(f"{self.key}: not a number")
        low, high = self.absolute_low, self.absolute_high
        if low is not None and value < low.value:
            raise OutsideLimit(self._broken(value, f"below the absolute bound {low.value:g}", low))
        if high is not None and value > high.value:
            raise OutsideLimit(
                self._broken(value, f"above the absolute bound {high.value:g}", high)
            )
        return value

    def _broken(self, value: float, how: str, bound: Parameter) -> str:
        return f"{self.key}: {value:g} {self.unit} lies {how} {self.unit} ({bound.key})"


def _outside(value: float, low: Parameter | None, high: Parameter | None) -> bool:
    too_low = low is not None and value < low.value
    too_high = high is not None and value > high.value
    return too_low or too_high
