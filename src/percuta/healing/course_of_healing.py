"""What to expect day by day after one session, and how sure that is. Day 0 is the session."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.healing import (
    ACNEORG,
    HK2018,
    SKINPEN_DESERT,
    SKINPEN_IFU5,
    SKINPEN_SALIMA,
)
from percuta.evidence.sources.labels import SKINPEN_NUANCE
from percuta.evidence.sources.practice import ESTHETIK, MN_GUIDE_REPO
from percuta.evidence.sources.reviews import CHU2021, MINUTILLI2024
from percuta.healing.advice import Expectation
from percuta.healing.hours import (
    BREAKOUT_LATEST,
    BREAKOUT_USUAL,
    DARKER_LATEST,
    DARKER_USUAL,
    FLAKING_LATEST,
    FLAKING_USUAL,
    ITCH_LATEST,
    ITCH_USUAL,
    PAIN_USUAL,
    REDNESS_LATEST,
    REDNESS_USUAL,
    SCABS_LATEST,
    SCABS_USUAL,
    SWELLING_USUAL,
)
from percuta.healing.treated import Treated

REDNESS_DIFFERS = Disagreement(
    key="redness",
    topic="How long redness lasts",
    one_side="Three to six hours in a series of 36; 24 to 48 hours on the label's copy.",
    other_side="Two to three days in a list of rates; up to a week in a review of 85 studies.",
    decision=(
        "Usual to day 3, from 2 mm to day 4 (one guide); asked about on the day after, looked at "
        "on day 8."
    ),
    sources=(HK2018, SKINPEN_NUANCE, ACNEORG, CHU2021),
)


def _guide(key: str, value: float, unit: str, *, where: str) -> Parameter:
    return Parameter(
        key=f"healing.{key}",
        value=value,
        unit=unit,
        status=Status.MEASURED,
        source=MN_GUIDE_REPO,
        where=where,
    )


REDNESS_SHALLOW_MM = _guide(
    "redness_shallow", 0.5, "mm", where="downtime: pink for hours at 0.5 mm"
)
REDNESS_DEEP_MM = _guide("redness_deep", 2.0, "mm", where="downtime: 2 to 4 days from 2 mm")
REDNESS_USUAL_DEEP = _guide(
    "redness_usual_deep", 4, "days", where="downtime: 2 to 4 days from 2 mm"
)

DEEP_WORDS = "Red and warm like a sunburn, mostly for two to four days, at times a week."
NO_COUNT = "often described; no count by day was read"
BY_DIARY = "often described; the SkinPen trial counted it by day, in tables not read here"
IN_DIARY = frozenset({"swelling", "soreness", "tightness", "itch"})


def _by_depth(deepest_mm: float | None) -> tuple[str, str]:
    """What redness is like at a depth, to the patient and to the clinician."""
    if deepest_mm is None:
        return DEEP_WORDS, "no depth is set yet, so as from 2 mm: 2 to 4 days in one guide"
    if deepest_mm <= REDNESS_SHALLOW_MM.value:
        return (
            "Pink and warm like a light sunburn. Often for hours only, up to three days is usual.",
            "one guide says pink for hours at 0.5 mm",
        )
    if deepest_mm < REDNESS_DEEP_MM.value:
        return (
            "Red and warm like a sunburn, mostly for one to three days, at times a week.",
            "one guide says 1 to 3 days at 1.0 to 1.5 mm",
        )
    return DEEP_WORDS, "one guide says 2 to 4 days from 2 mm"


def course_of_healing(treated: Treated) -> tuple[Expectation, ...]:
    """The signs of healing for these depths, concerns and this skin."""
    darker = treated.for_pigment or treated.darkens
    return (
        redness(treated.deepest_mm),
        SWELLING,
        SORENESS,
        TIGHTNESS,
        ITCH,
        *((SCABS,) if treated.bleeds else ()),
        BREAKOUT,
        *((DARKER,) if darker else ()),
    )


def redness(deepest_mm: float | None) -> Expectation:
    """Redness at a depth; where none is set yet, as at the deepest."""
    deep = deepest_mm is None or deepest_mm >= REDNESS_DEEP_MM.value
    patient, clinician = _by_depth(deepest_mm)
    return Expectation(
        key="expect.redness",
        sign="redness",
        to_day=REDNESS_USUAL_DEEP if deep else REDNESS_USUAL,
        latest_day=REDNESS_LATEST,
        patient=f"{patient} Still red on day {'five' if deep else 'four'}? Tell us.",
        clinician=f"Erythema in nearly everyone; hours to 3 days, a week at most; {clinician}.",
        sure="nearly everyone has it; how long differs between texts",
        sources=(HK2018, SKINPEN_NUANCE, ACNEORG, CHU2021, MN_GUIDE_REPO),
        parameters=(REDNESS_SHALLOW_MM, REDNESS_DEEP_MM),
    )


def _sign(
    key: str, sign: str, days: tuple[Parameter, Parameter | None], *, words: tuple[str, str]
) -> Expectation:
    """A sign whose count by day could not be read."""
    return Expectation(
        key=f"expect.{key}",
        sign=sign,
        to_day=days[0],
        latest_day=days[1],
        patient=words[0],
        clinician=words[1],
        sure=BY_DIARY if key in IN_DIARY else NO_COUNT,
        sources=SOURCES[key],
        from_day=1 if key == "breakout" else 0,
    )


SOURCES = {
    "swelling": (ACNEORG, MINUTILLI2024, HK2018, SKINPEN_IFU5),
    "soreness": (ACNEORG, MINUTILLI2024, HK2018, SKINPEN_IFU5),
    "tightness": (CHU2021, SKINPEN_IFU5, SKINPEN_SALIMA),
    "itch": (CHU2021, SKINPEN_IFU5),
    "scabs": (SKINPEN_DESERT, ACNEORG),
    "breakout": (SKINPEN_DESERT, ACNEORG),
    "darker": (SKINPEN_SALIMA, ESTHETIK),
}
SWELLING = _sign(
    "swelling",
    "swelling",
    (SWELLING_USUAL, SWELLING_USUAL),
    words=(
        "Some swelling. Gone by day three.",
        "Oedema: hours, 2 to 3 days at the most.",
    ),
)
SORENESS = _sign(
    "soreness",
    "soreness",
    (PAIN_USUAL, PAIN_USUAL),
    words=(
        "Tender skin for hours, up to three days.",
        "Soreness for hours to 3 days; pain that grows is not part of it.",
    ),
)
TIGHTNESS = _sign(
    "tightness",
    "tight, dry, flaking",
    (FLAKING_USUAL, FLAKING_LATEST),
    words=(
        "Tight and dry skin that flakes a little, about a week at the most.",
        "Tightness, dryness, fine scaling; within about 7 days.",
    ),
)
ITCH = _sign(
    "itch",
    "itching, burning",
    (ITCH_USUAL, ITCH_LATEST),
    words=(
        "Itching or tingling in the first days. Do not scratch.",
        "Itching, burning, tingling; within about 7 days.",
    ),
)
SCABS = _sign(
    "scabs",
    "tiny scabs, bruises",
    (SCABS_USUAL, SCABS_LATEST),
    words=(
        "Tiny scabs or small bruises, gone after seven to ten days. Let them fall off.",
        "Pinpoint crusts and small ecchymoses to day 7 to 10.",
    ),
)
BREAKOUT = _sign(
    "breakout",
    "a few pimples",
    (BREAKOUT_USUAL, BREAKOUT_LATEST),
    words=(
        "A few pimples in the first week can happen. Do not squeeze them.",
        "Minor breakouts on days 1 to 6; up to 13 % in any one study.",
    ),
)
DARKER = _sign(
    "darker",
    "marks look darker",
    (DARKER_USUAL, DARKER_LATEST),
    words=(
        "Dark marks may look darker at first. Tell us if they stay, or if new ones come.",
        "Pigment may look darker before it lightens (clinic texts); new pigment after 30 days is "
        "looked at.",
    ),
)
