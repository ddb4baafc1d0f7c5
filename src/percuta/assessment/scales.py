"""Published scales, with version and coding; the level descriptions are our own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from percuta.assessment.scale import Better, Rater, Scale
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import NAFLMN2018
from percuta.evidence.sources.practice import FITZ_WR, GB_QUAL
from percuta.evidence.sources.reviews import JACOB_TAB
from percuta.evidence.sources.safety import TAN2021
from percuta.evidence.sources.scales import (
    DLQI_LIC,
    FACEQ_LIC,
    GAIS,
    GLOGAU_PAGES,
    MASI_CH,
    POSAS_EULA,
    SCARQ_LIC,
    VSS_CODE,
)
from percuta.evidence.sources.studies import ALQAM2022

GOODMAN_BARON = Scale(
    key="goodman_baron_qualitative",
    name="Goodman and Baron, qualitative",
    version="four grades",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=1,
    high=4,
    levels=MappingProxyType(
        {
            1: "colour only, no change of surface",
            2: "mild: hardly seen from 50 cm, hidden by make-up, beard shadow or hair",
            3: "moderate: plain from 50 cm, not easily hidden, flat when the skin is stretched",
            4: "severe: plain beyond 50 cm, not flat when the skin is stretched",
        }
    ),
    unread="one trial registry words its ends as mild and severe; the points table was not read",
    source=GB_QUAL,
)
FITZPATRICK_WRINKLES = Scale(
    key="fitzpatrick_wrinkle_class",
    name="Fitzpatrick wrinkle classes",
    version="three classes",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=1,
    high=3,
    levels=MappingProxyType(
        {
            1: "fine wrinkles",
            2: "fine to moderately deep wrinkles, a moderate number",
            3: "fine to deep wrinkles, many, with or without folds",
        }
    ),
    caution="a form from 1 to 9 exists",
    unread="its words were not read",
    source=FITZ_WR,
)
LEMPERLE = Scale(
    key="lemperle",
    name="Lemperle wrinkle scale",
    version="six grades",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=0,
    high=5,
    levels=MappingProxyType(
        {
            0: "no wrinkle",
            1: "just to be seen",
            2: "shallow",
            3: "moderately deep",
            4: "deep, with clear edges",
            5: "very deep, with a fold of loose skin",
        }
    ),
    source=ALQAM2022,
)
GLOGAU = Scale(
    key="glogau",
    name="Glogau",
    version="four groups",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=1,
    high=4,
    levels=MappingProxyType(
        {
            1: "no wrinkles",
            2: "wrinkles when the face moves",
            3: "wrinkles at rest",
            4: "nothing but wrinkles",
        }
    ),
    source=GLOGAU_PAGES,
)
GAIS_CHANGE = Scale(
    key="gais",
    name="Global Aesthetic Improvement Scale",
    version="1 best to 5 worse",
    rater=Rater.BOTH,
    better=Better.LOWER,
    low=1,
    high=5,
    levels=MappingProxyType(
        {
            1: "very much improved, as good as it gets",
            2: "much improved, not as good as it gets",
            3: "improved, plain to see",
            4: "no change",
            5: "worse",
        }
    ),
    caution="others code +3 to -1, or 0 to 4 without worse: such values are not comparable",
    source=GAIS,
)
PAIN = Scale(
    key="pain",
    name="Pain",
    version="0 to 10",
    rater=Rater.PATIENT,
    better=Better.LOWER,
    low=0,
    high=10,
    source=NAFLMN2018,
)
MASI = Scale(
    key="masi",
    name="Melasma Area and Severity Index (MASI)",
    version="0 to 48, with homogeneity",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=0,
    high=48,
    caution="not to be compared with mMASI",
    source=MASI_CH,
)
MMASI = Scale(
    key="mmasi",
    name="Modified MASI (mMASI)",
    version="0 to 24, without homogeneity",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=0,
    high=24,
    caution="not to be compared with MASI",
    unread="bands of severity were not read",
    source=MASI_CH,
)
VANCOUVER = Scale(
    key="vancouver",
    name="Vancouver Scar Scale",
    version="1990 form, 0 to 13",
    rater=Rater.CLINICIAN,
    better=Better.LOWER,
    low=0,
    high=13,
    caution=(
        "forms with mixed pigment end at 14, with pain and itch at 16; pliability is felt, never "
        "read from a photograph"
    ),
    source=VSS_CODE,
)
SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        scale.key: scale
        for scale in (
            GOODMAN_BARON,
            FITZPATRICK_WRINKLES,
            LEMPERLE,
            GLOGAU,
            GAIS_CHANGE,
            PAIN,
            MASI,
            MMASI,
            VANCOUVER,
        )
    }
)


@dataclass(frozen=True, kw_only=True)
class NotBundled:
    """A scale that is left out, and why."""

    name: str
    why: str
    source: Source | None = None


NOT_READ = "the original table was not read"
NOT_BUNDLED = (
    NotBundled(name="Goodman and Baron, quantitative", why=NOT_READ),
    NotBundled(name="ECCA", why=NOT_READ),
    NotBundled(name="Fitzpatrick wrinkle score 1 to 9", why=NOT_READ),
    NotBundled(name="Manchester Scar Scale", why="read in one library only, not checked"),
    NotBundled(name="SCAR scale", why="its licence was not read"),
    NotBundled(name="Alexiades grading of laxity and texture", why="its last step was not read"),
    NotBundled(name="POSAS", why="needs a licence for each purpose", source=POSAS_EULA),
    NotBundled(name="DLQI", why="copyright; reproduction needs permission", source=DLQI_LIC),
    NotBundled(name="FACE-Q", why="needs a signed licence", source=FACEQ_LIC),
    NotBundled(name="SCAR-Q", why="needs a permission", source=SCARQ_LIC),
    NotBundled(name="DCQ (body image)", why="its licence was not read", source=TAN2021),
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
