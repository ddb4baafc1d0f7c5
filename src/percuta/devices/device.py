"""A needling device: depths it can and may reach, and the uses it is cleared for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from percuta.devices.label import Label
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.person import Phototype
from percuta.zones.zone import Place


class Use(StrEnum):
    """What a device is cleared to treat; wishes are compared with it."""

    ACNE_SCARS = "acne scars"
    WRINKLES = "wrinkles"
    PIGMENT = "dark spots or melasma"
    PHOTODAMAGE = "photodamage"
    STRETCH_MARKS = "stretch marks"
    SCARS = "scars of surgery or injury"
    BURN_SCARS = "burn scars"
    LAXITY = "laxity"
    TEXTURE = "texture"


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """One clearance: a use, the places and phototypes it names, and the least age."""

    number: str
    use: Use
    places: frozenset[Place]
    phototypes: frozenset[Phototype]
    least_age: Parameter
    source: Source
    only: Mapping[Place, str] = field(default_factory=dict)  # a part of a place, such as folds
    depth_mm: Parameter | None = None  # where its trial went deeper than the label on the face


@dataclass(frozen=True, kw_only=True)
class Device:
    """One device. ``tolerance_mm`` is None where no source read states it."""

    key: str
    name: str
    reach_mm: Parameter  # the deepest setting
    label_depth_mm: Parameter  # the deepest setting its label speaks for on the face
    label_depth_says: str
    depth_everywhere: bool  # whether that depth binds beyond the face, as a needle's length does
    clearances: tuple[Clearance, ...]
    label: Label
    tolerance_mm: Parameter | None = None
    steel_needles: bool = True
    sessions: Mapping[Use, Parameter] = field(default_factory=dict)  # in its own trials
    disagreements: tuple[Disagreement, ...] = ()

    def clearance(self, use: Use, place: Place) -> Clearance | None:
        """The clearance that covers a use at a place, or None: then it is outside them all."""
        covering = (c for c in self.clearances if c.use is use and place in c.places)
        return next(covering, None)
