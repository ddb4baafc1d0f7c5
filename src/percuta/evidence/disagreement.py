"""A point on which sources disagree, both sides kept, and how it was decided."""

from dataclasses import dataclass

from percuta.evidence.source import Source


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Two positions and the cautious choice between them; a clinician has not yet approved it."""

    key: str
    topic: str
    one_side: str
    other_side: str
    decision: str
    sources: tuple[Source, ...]
