"""Published scales, with version and coding; the level descriptions are our own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from percuta.evidence.source import Source
from percuta.evidence.sources.practice import FITZ_WR, GB_QUAL
from percuta.evidence.sources.reviews import JACOB_TAB


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One ordinal scale: a higher level is worse."""

    key: str
    name: str
    version: str
    levels: Mapping[int, str]
    source: Source


GOODMAN_BARON = Scale(
    key="goodman_baron_qualitative",
    name="Goodman and Baron, qualitative",
    version="four grades",
    levels=MappingProxyType(
        {
            1: "colour only, no change of surface",
            2: "mild: hardly seen from 50 cm, hidden by make-up, beard shadow or hair",
            3: "moderate: plain from 50 cm, not easily hidden, flat when the skin is stretched",
            4: "severe: plain beyond 50 cm, not flat when the skin is stretched",
        }
    ),
    source=GB_QUAL,
)
FITZPATRICK_WRINKLES = Scale(
    key="fitzpatrick_wrinkle_class",
    name="Fitzpatrick wrinkle classes",
    version="three classes",
    levels=MappingProxyType(
        {
            1: "fine wrinkles",
            2: "fine to moderately deep wrinkles, a moderate number",
            3: "fine to deep wrinkles, many, with or without folds",
        }
    ),
    source=FITZ_WR,
)


class ScarType(StrEnum):
    """Shapes of atrophic acne scars after Jacob."""

    ROLLING = "rolling"
    BOXCAR = "boxcar"
    ICEPICK = "icepick"


SCAR_TYPES: Mapping[ScarType, str] = MappingProxyType(
    {
        ScarType.ROLLING: "wider than 4 to 5 mm, soft edges",
        ScarType.BOXCAR: "1.5 to 4 mm wide with steep edges",
        ScarType.ICEPICK: "2 mm wide or less, deep, narrowing downwards",
    }
)
SCAR_TYPES_SOURCE = JACOB_TAB
