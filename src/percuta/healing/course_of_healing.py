"""What to expect day by day after one session, and how sure that is. Day 0 is the session."""

from percuta.assessment.concern import INDICATIONS
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter
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
from percuta.planning.course import Endpoint
from percuta.planning.plan import Plan
from percuta.planning.request import Request

REDNESS_DIFFERS = Disagreement(
    key="redness",
    topic="How long redness lasts",
    one_side="Three to six hours in a series of 36; 24 to 48 hours on the label's copy.",
    other_side="Two to three days in a list of rates; up to a week in a review of 85 studies.",
    decision="Usual to day 3, asked about on day 4, looked at on day 8.",
    sources=(HK2018, SKINPEN_NUANCE, ACNEORG, CHU2021),
)

SHALLOW_MM, DEEP_MM = 0.5, 2.0  # where one guide draws its lines; it only words a sentence
NO_COUNT = "often described; nobody has counted it day by day"


def _by_depth(deepest_mm: float) -> str:
    if deepest_mm <= SHALLOW_MM:
        return "one guide says pink for hours at 0.5 mm"
    if deepest_mm < DEEP_MM:
        return "one guide says 1 to 3 days at 1.0 to 1.5 mm"
    return "one guide says 2 to 4 days from 2 mm"


def course_of_healing(request: Request, plan: Plan) -> tuple[Expectation, ...]:
    """The signs of healing for these depths, concerns and this skin."""
    deepest = max(z.depth.deepest_mm for z in plan.zones)
    bleeds = any(z.endpoint is Endpoint.PINPOINT for z in plan.zones)
    pigment = any(INDICATIONS[kind].pigment for z in plan.zones for kind in z.kinds)
    darker = pigment or bool(request.pigment_risk)
    return (
        _redness(deepest),
        SWELLING,
        SORENESS,
        TIGHTNESS,
        ITCH,
        *((SCABS,) if bleeds else ()),
        BREAKOUT,
        *((DARKER,) if darker else ()),
    )


def _redness(deepest_mm: float) -> Expectation:
    return Expectation(
        key="expect.redness",
        sign="redness",
        to_day=REDNESS_USUAL,
        latest_day=REDNESS_LATEST,
        patient="Red and warm like a sunburn. Mostly gone in one to three days, at times a week.",
        clinician=f"Erythema in nearly everyone; hours to 3 days, a week at most; "
        f"{_by_depth(deepest_mm)}.",
        sure="nearly everyone has it; how long differs between texts",
        sources=(HK2018, SKINPEN_NUANCE, ACNEORG, CHU2021, MN_GUIDE_REPO),
    )


def _sign(
    key: str, sign: str, days: tuple[Parameter, Parameter | None], *, words: tuple[str, str]
) -> Expectation:
    """A sign that every source read names without counting it."""
    return Expectation(
        key=f"expect.{key}",
        sign=sign,
        to_day=days[0],
        latest_day=days[1],
        patient=words[0],
        clinician=words[1],
        sure=NO_COUNT,
        sources=SOURCES[key],
        from_day=1 if key == "breakout" else 0,
    )


SOURCES = {
    "swelling": (ACNEORG, MINUTILLI2024, HK2018),
    "soreness": (ACNEORG, MINUTILLI2024, HK2018),
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
        "Some swelling, most in the morning. Gone by day three.",
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
