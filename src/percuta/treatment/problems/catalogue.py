"""The seven protocols by their keys, in the order of the tiles."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.treatment.problems.allergy import ALLERGY
from percuta.treatment.problems.bleeding import BLEEDING
from percuta.treatment.problems.faint import FAINT
from percuta.treatment.problems.protocol import Protocol
from percuta.treatment.problems.something_else import SOMETHING_ELSE
from percuta.treatment.problems.staff_needle import STAFF_NEEDLE
from percuta.treatment.problems.too_deep import TOO_DEEP
from percuta.treatment.problems.toxicity import TOXICITY

PROTOCOLS: Mapping[str, Protocol] = MappingProxyType(
    {
        one.key: one
        for one in (
            BLEEDING,
            FAINT,
            ALLERGY,
            TOXICITY,
            TOO_DEEP,
            STAFF_NEEDLE,
            SOMETHING_ELSE,
        )
    }
)
