"""Where sources differ on numbing creams."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.labels import (
    DERMAPEN4,
    EMLA_US,
    FDA_LIDO_2024,
    LMX4_UK,
    LMX4_US,
    PLIAGLIS,
    SKINPEN_STUDY,
)
from percuta.evidence.sources.numbing import CHIANG2015, EMLA_UK
from percuta.evidence.sources.reviews import AAD_DW2018, NEEDLINGGUIDE
from percuta.evidence.sources.studies import FMN_ANESTH2016, LUZ2017

COVER_AND_AREA = Disagreement(
    key="cream_cover",
    topic="Covering a numbing cream, and how large an area",
    one_side=(
        "The labels of LMX4 and EMLA use a cover; those of the UK allow large areas, 900 and 600 "
        "cm2."
    ),
    other_side=(
        "Pliaglis takes no cover. A US text on LMX4 warns of large areas and prolonged use. The "
        "FDA's warning of 2024 (no more than 4 %, no large areas, no wrapping) is about products "
        "sold over the counter."
    ),
    decision="A licensed cream within its label; covered only as the label says; no compounds.",
    sources=(LMX4_UK, EMLA_UK, EMLA_US, PLIAGLIS, LMX4_US, FDA_LIDO_2024),
)
NUMB_BEFORE_NEEDLING = Disagreement(
    key="cream_on_needled_skin",
    topic="Light needling before the cream",
    one_side="Two small studies found less pain when 0.5 mm needling came before the cream.",
    other_side="Labels say intact skin only, and needled skin takes up more.",
    decision="Never; and no cream again once needling has begun.",
    sources=(FMN_ANESTH2016, LUZ2017, EMLA_US, NEEDLINGGUIDE),
)
NUMBING_NEEDED = Disagreement(
    key="cream_needed",
    topic="Whether cream is needed at all",
    one_side="One maker's manual says that most of its treatments do without.",
    other_side="Practitioners differ, and the trial behind one label numbed everybody.",
    decision=(
        "Optional up to 0.5 mm, offered above. No cream beat the others in 29 people; LMX4 is the "
        "first offered because it has one ingredient and a face in its label."
    ),
    sources=(DERMAPEN4, AAD_DW2018, SKINPEN_STUDY, CHIANG2015),
)
