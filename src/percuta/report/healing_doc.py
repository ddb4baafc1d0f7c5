"""The published form of how skin heals after a session, and of dark marks."""

from dataclasses import dataclass

from percuta.report.band import Band


@dataclass(frozen=True, kw_only=True)
class HealingDoc:
    """After one session: part of channels open by hour, redness 0 to 4 by day, last red day.

    All of it is drawn from our own proposals for how skin heals; ``assumed`` says which of the
    person's facts were not known and stood in for.
    """

    depth_mm: float
    hours: tuple[int, ...]
    open: tuple[Band, ...]
    days: tuple[float, ...]
    red: tuple[Band, ...]
    red_until: Band
    check_ins: int
    effective: float
    trusted: bool
    assumed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PigmentDoc:
    """Dark marks: published counts, and what the model says beside them where it may speak.

    ``low`` and ``high`` count with half and twice the pigment made, our doubt about it.
    """

    counts: tuple[tuple[str, str, str], ...]
    low: float | None
    middle: float | None
    high: float | None
    sessions: int
    words: str
