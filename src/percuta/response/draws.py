"""Draws of what is not known about the response: read from a small file, used as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from percuta.skin.ladder import Values


class Rival(StrEnum):
    """The two that were fitted side by side."""

    CURVE = "curve"
    MECHANISM = "mechanism"

    @property
    def shape(self) -> tuple[str, str]:
        """The two columns that only this rival has."""
        return ("power", "lag") if self is Rival.CURVE else ("ripening", "part")


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """How the sampling went: the worst of all R-hat, the least effective sample, divergences."""

    r_hat: float
    least_effective: int
    diverging: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Draws:
    """Draws by name: what is known of all people together, for one rival.

    Only the very same draws are equal, so that people drawn from them can be kept.
    """

    rival: Rival
    columns: Mapping[str, Values]
    diagnosis: Diagnosis
