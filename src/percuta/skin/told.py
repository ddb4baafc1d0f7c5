"""What is often told about needling, beside what was read: the founding brief's figures."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.concerns import NAFLMN2018
from percuta.evidence.sources.skin import (
    BRANCHET1990,
    ELDOMYATI2015,
    FABBROCINI_RCM,
    KENKEL2021,
    MENOPAUSE_PAGE,
    SCHWARZ2011,
    SKIN_AGEING_PAGE,
)
from percuta.evidence.sources.studies import ABLON2018, AUST2008

BRIEF = "the founding brief says so; often told, not measured"

COLLAGEN_LOST_LOW = Parameter(
    key="told.collagen_lost_low",
    value=0.006,
    unit="per year",
    status=Status.MEASURED,
    source=BRANCHET1990,
    where="abstract: skin thins by 6 per cent in ten years",
)
COLLAGEN_LOST_HIGH = Parameter(
    key="told.collagen_lost_high",
    value=0.01,
    unit="per year",
    status=Status.ASSUMED,
    source=SKIN_AGEING_PAGE,
    note="repeated everywhere without data; the study it goes back to was not read",
)
COLLAGEN_LOST_MENOPAUSE = Parameter(
    key="told.collagen_lost_menopause",
    value=0.02,
    unit="per year",
    status=Status.ASSUMED,
    source=MENOPAUSE_PAGE,
    note="second-hand: each year for about twenty years after the first five of the menopause",
)
COLLAGEN_LOST_TOLD = Parameter(
    key="told.collagen_lost_brief", value=0.02, unit="per year", status=Status.ASSUMED, note=BRIEF
)
SEEN_EARLIEST = Parameter(
    key="told.seen_earliest",
    value=14,
    unit="days",
    status=Status.ASSUMED,
    source=SCHWARZ2011,
    note="tissue had changed 15 days after the second session; rounded to weeks",
)
SEEN_LATEST = Parameter(
    key="told.seen_latest",
    value=56,
    unit="days",
    status=Status.ASSUMED,
    source=FABBROCINI_RCM,
    note="raters saw a change 30 to 60 days after one session; rounded to weeks",
)
SEEN_EARLIEST_TOLD = Parameter(
    key="told.seen_earliest_brief", value=14, unit="days", status=Status.ASSUMED, note=BRIEF
)
SEEN_LATEST_TOLD = Parameter(
    key="told.seen_latest_brief", value=28, unit="days", status=Status.ASSUMED, note=BRIEF
)

COLLAGEN_LOST = Disagreement(
    key="collagen_lost",
    topic="How much collagen skin loses each year",
    one_side="About 2 per cent: many clinic pages say so.",
    other_side=(
        "About 0.6 per cent in 71 people; 1 per cent repeated without data; 2 per cent after the "
        "menopause only, as another text reports it."
    ),
    decision="0.6 to 1 per cent is told; 2 per cent stands beside it, with whom it is said of.",
    sources=(BRANCHET1990, SKIN_AGEING_PAGE, MENOPAUSE_PAGE),
)
ELASTIN = Disagreement(
    key="elastin",
    topic="What needling does to elastin",
    one_side="More of it: the same pages, a series with biopsies of 20, and stretch marks.",
    other_side="Unchanged in faces aged by sun; less in acne scars.",
    decision="It is told that studies do not agree. Nothing is promised of elastin.",
    sources=(AUST2008, NAFLMN2018, KENKEL2021, ELDOMYATI2015),
)
FIRST_SEEN = Disagreement(
    key="first_seen",
    topic="When a change is first seen",
    one_side="After two to four weeks: many clinic pages say so.",
    other_side=(
        "Tissue had changed 15 days after a second session; raters saw a change 30 to 60 days "
        "after one; wrinkles were better at day 90 and 150."
    ),
    decision="Two to eight weeks is told, and that the result is judged after three months.",
    sources=(SCHWARZ2011, FABBROCINI_RCM, ABLON2018),
)
TOLD = (COLLAGEN_LOST, ELASTIN, FIRST_SEEN)
NUMBERS = {
    "lost_low": COLLAGEN_LOST_LOW,
    "lost_high": COLLAGEN_LOST_HIGH,
    "lost_menopause": COLLAGEN_LOST_MENOPAUSE,
    "lost_told": COLLAGEN_LOST_TOLD,
    "seen_earliest": SEEN_EARLIEST,
    "seen_latest": SEEN_LATEST,
    "seen_earliest_told": SEEN_EARLIEST_TOLD,
    "seen_latest_told": SEEN_LATEST_TOLD,
}
