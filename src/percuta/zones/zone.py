"""What a zone is."""

from dataclasses import dataclass
from enum import StrEnum

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.person import Sex

SHALLOW_MM = Parameter(
    key="zones.shallow",
    value=1.0,
    unit="mm",
    status=Status.ASSUMED,
    note="charts that stay under it: scar protocols of 1.5 to 3 mm are not carried over",
)


class Side(StrEnum):
    """Side of the body, seen from the person."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


class Place(StrEnum):
    """The kind of place a zone is, whatever its side; labels and charts speak of places."""

    FOREHEAD = "forehead"
    GLABELLA = "glabella"
    TEMPLE = "temple"
    PERIORBITAL = "periorbital"
    NOSE = "nose"
    CHEEK = "cheek"
    UPPER_LIP = "upper lip skin"
    CHIN = "chin"
    JAW = "jaw"
    EYELID = "eyelid"
    LIPS = "lips"
    NOSTRIL = "nostril"
    EAR = "ear"
    SCALP = "scalp"
    NECK = "neck"
    DECOLLETE = "décolleté"
    BREAST = "breast"
    UPPER_ARM = "upper arm"
    FOREARM = "forearm"
    HAND = "back of the hand"
    ABDOMEN = "abdomen"
    FLANK = "flank"
    UPPER_BACK = "upper back"
    LOWER_BACK = "lower back"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    LOWER_LEG = "lower leg"
    NIPPLE = "nipple and areola"
    GENITALS = "genital skin"


# Written out, so that a new place enters no clearance by itself.
FACE = frozenset(
    {
        Place.FOREHEAD,
        Place.GLABELLA,
        Place.TEMPLE,
        Place.PERIORBITAL,
        Place.NOSE,
        Place.CHEEK,
        Place.UPPER_LIP,
        Place.CHIN,
        Place.JAW,
    }
)


@dataclass(frozen=True, kw_only=True)
class Thickness:
    """Thickness of the skin of one series, by sex, and what a thicker-reading series says.

    ``says`` tells what the number is, such as the mean of a series or what lies below it.
    """

    female_mm: Parameter
    male_mm: Parameter
    says: str
    borrowed_from: Place | None = None
    thicker_female: str = ""
    thicker_male: str = ""
    thicker_source: Source | None = None

    def thicker_for(self, sex: Sex | None) -> str:
        """What the thicker-reading series says, empty where it was not read."""
        if sex is None:
            return "; ".join(text for text in (self.thicker_female, self.thicker_male) if text)
        return self.thicker_female if sex is Sex.FEMALE else self.thicker_male

    def for_sex(self, sex: Sex | None) -> Parameter:
        """The mean for a sex; the thinner of the two when the sex is not known."""
        if sex is Sex.FEMALE:
            return self.female_mm
        if sex is Sex.MALE:
            return self.male_mm
        return min(self.female_mm, self.male_mm, key=lambda mean: mean.value)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The span of depths that published charts give for a place."""

    low_mm: Parameter
    high_mm: Parameter


@dataclass(frozen=True, kw_only=True)
class Zone:
    """One zone of the skin map. ``thickness`` and ``chart`` are None where none was read."""

    key: str
    name: str
    place: Place
    side: Side
    area_cm2: Parameter | None = None
    share: Parameter | None = None  # of the body surface, on the body
    thickness: Thickness | None = None
    chart: Chart | None = None
    over_bone: bool = False
    thin: bool = False  # above 1.0 mm a doctor confirms
    keep_cream_away: bool = False  # too near to the eye for a numbing cream

    @property
    def shallow(self) -> bool:
        """Charted under 1 mm or not at all: scar protocols of 1.5 to 3 mm say nothing of it."""
        return self.chart is None or self.chart.high_mm.value < SHALLOW_MM.value

    @property
    def on_face(self) -> bool:
        """Whether labels that speak of the face speak of this zone."""
        return self.place in FACE
