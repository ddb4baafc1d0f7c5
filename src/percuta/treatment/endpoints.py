"""Words for what the skin shows as a place is needled, and for pain: what a record is made of.

Redness and pinpoint bleeding are the two endpoints that were read; the others say that less or
more was seen. See ``planning.course`` for where texts disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.assessment.scales import PAIN
from percuta.evidence.parameter import Status
from percuta.evidence.source import Source
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.reviews import JUHASZ2020
from percuta.planning.course import Endpoint


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One thing the skin may show; ``order`` rises with what the needles did."""

    key: str
    words: str
    order: int
    status: Status
    sources: tuple[Source, ...] = ()


def _ours(key: str, words: str, order: int) -> Seen:
    return Seen(key=key, words=words, order=order, status=Status.ASSUMED)


ENDPOINTS: Mapping[str, Seen] = MappingProxyType(
    {
        one.key: one
        for one in (
            _ours("none", "no change to be seen", 0),
            _ours("faint", "faint or patchy redness", 1),
            Seen(
                key="redness",
                words="even redness",
                order=2,
                status=Status.MEASURED,
                sources=(SKINPEN_STUDY,),
            ),
            Seen(
                key="pinpoint",
                words="uniform pinpoint bleeding",
                order=3,
                status=Status.MEASURED,
                sources=(JUHASZ2020,),
            ),
            _ours("bleeding", "bleeding that runs or does not stop by itself", 4),
        )
    }
)
PLANNED: Mapping[str, str] = MappingProxyType(
    {Endpoint.REDNESS.value: "redness", Endpoint.PINPOINT.value: "pinpoint"}
)

# Only the ends have words in what was read; a number between them is the person's own.
PAIN_WORDS: Mapping[int, str] = MappingProxyType(
    {round(PAIN.low): "no pain", round(PAIN.high): "the worst pain imaginable"}
)
PAIN_SOURCE = PAIN.source


def planned_endpoint(words: str) -> Seen | None:
    """The endpoint of a plan by its words; None where they are not ours."""
    key = PLANNED.get(words)
    return ENDPOINTS[key] if key is not None else None
