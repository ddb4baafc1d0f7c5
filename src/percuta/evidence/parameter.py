"""A number with its unit, range, source and standing."""

import math
from dataclasses import dataclass
from enum import StrEnum

from percuta.evidence.errors import InconsistentParameter
from percuta.evidence.source import Source


class Status(StrEnum):
    """How a number came about."""

    MEASURED = "measured"  # printed in the source: a finding, or a limit the source itself sets
    DERIVED = "derived"  # our arithmetic on printed numbers
    ASSUMED = "assumed"  # our choice, or a restriction whose source could not be read


def weakest(*statuses: Status) -> Status:
    """The least certain of some standings; assumed where there are none."""
    return max(statuses, key=list(Status).index, default=Status.ASSUMED)


UNITS = frozenset(
    {
        "mm",
        "cm",
        "cm2",
        "m2",
        "g/10 cm2",
        "g",
        "mg",
        "mg/g",
        "mg/kg",
        "kg",
        "min",
        "h",
        "days",
        "°C",
        "years",
        "per s",
        "per day",
        "per year",
        "count",
        "1",
    }
)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One number used by Percuta.

    ``low`` and ``high`` are the published spread; None means not known, never zero.
    ``where`` is the table, page or section inside the source.
    """

    key: str
    value: float
    unit: str
    status: Status
    low: float | None = None
    high: float | None = None
    source: Source | None = None
    where: str = ""
    population: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a number that contradicts itself or that nobody could trace."""
        if not all(math.isfinite(n) for n in (self.value, self.low, self.high) if n is not None):
            raise self._wrong("not a finite number")
        if self.unit not in UNITS:
            raise self._wrong(f"unit {self.unit!r} is not one of {', '.join(sorted(UNITS))}")
        if self.low is not None and self.value < self.low:
            raise self._wrong(f"value {self.value:g} lies below its low end {self.low:g}")
        if self.high is not None and self.value > self.high:
            raise self._wrong(f"value {self.value:g} lies above its high end {self.high:g}")
        if self.status is not Status.ASSUMED and self.source is None:
            raise self._wrong(f"a {self.status} number needs a source")
        if self.status is not Status.MEASURED and not self.note:
            raise self._wrong(f"{self.status} number needs a note saying how it was chosen")

    def _wrong(self, reason: str) -> InconsistentParameter:
        return InconsistentParameter(f"parameter {self.key!r}: {reason}")
