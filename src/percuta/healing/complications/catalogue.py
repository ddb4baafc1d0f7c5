"""The seven complications by their keys, and which one goes with a term of an adverse event."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.healing.complications.complication import Complication
from percuta.healing.complications.infections import HERPES, INFECTION
from percuta.healing.complications.lasting import GRANULOMA, PROLONGED_REDNESS, TRAM_TRACK
from percuta.healing.complications.pigment_and_acne import ACNE_FLARE, HYPERPIGMENTATION

_ALL = (
    HYPERPIGMENTATION,
    ACNE_FLARE,
    HERPES,
    INFECTION,
    GRANULOMA,
    TRAM_TRACK,
    PROLONGED_REDNESS,
)
COMPLICATIONS: Mapping[str, Complication] = MappingProxyType({one.key: one for one in _ALL})


def complication_for(term: str) -> Complication | None:
    """What to ask and do for a term; None where no protocol is about it."""
    return next((one for one in _ALL if term in one.terms), None)
