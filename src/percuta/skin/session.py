"""One session as the skin feels it: a day, a depth setting, a density of punctures."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.reviews import JUHASZ2020

REFERENCE_MM = Parameter(
    key="skin.reference_depth",
    value=1.5,
    unit="mm",
    status=Status.ASSUMED,
    source=JUHASZ2020,
    note="a session of 1.5 mm counts as one; published scar protocols go to 3 mm",
)
REFERENCE_REACH_MM = Parameter(
    key="skin.reference_reach",
    value=1.2,
    unit="mm",
    status=Status.DERIVED,
    source=JUHASZ2020,
    note="1.5 mm times the part that needles reach, less the epidermis",
)
CEILING = Parameter(
    key="skin.ceiling",
    value=5,
    unit="1",
    status=Status.ASSUMED,
    note="no answer of the skin is over five reference sessions; nothing read measures it",
)


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session. ``density`` is relative to 250 punctures per cm2 (assumed)."""

    day: float
    depth_mm: float
    density: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a session before the first day or never, and needles that cannot be."""
        if not 0 <= self.day < inf:
            raise ValueError(f"a session on day {self.day:g}; a number from 0 on is wanted")
        if not 0 <= self.depth_mm < inf:
            raise ValueError(f"a depth of {self.depth_mm:g} mm; a number from 0 on is wanted")
        if not 0 <= self.density < inf:
            raise ValueError(f"a density of {self.density:g}; a number from 0 on is wanted")


def in_order(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Sessions by day; ValueError where two are on one day."""
    ordered = tuple(sorted(sessions, key=lambda session: session.day))
    days = [session.day for session in ordered]
    if len(set(days)) < len(days):
        raise ValueError("two sessions on one day; give one with both their punctures")
    return ordered
