"""Hours and days that care is timed by, each with its source. Hours count from the last needle."""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.healing import (
    ACNEORG,
    BROWSOFJOY,
    MICROPORE,
    QUARTER_TSP,
    SKINPEN_DERMATIQUE,
    SKINPEN_DESERT,
    WHEN_PAPERS,
)
from percuta.evidence.sources.labels import EXCEED_IFU, SKINPEN_ELLE, SKINPEN_NUANCE
from percuta.evidence.sources.practice import BHSKIN, EMPIRE, ESTHETIK
from percuta.evidence.sources.reviews import CHU2021, FLANAGAN2024, MINUTILLI2024


def _read(key: str, value: float, source: Source, *, unit: str = "h", where: str) -> Parameter:
    return Parameter(
        key=f"healing.{key}",
        value=value,
        unit=unit,
        status=Status.MEASURED,
        source=source,
        where=where,
    )


def _chosen(
    key: str, value: float, source: Source | None, *, unit: str = "h", note: str
) -> Parameter:
    return Parameter(
        key=f"healing.{key}",
        value=value,
        unit=unit,
        status=Status.ASSUMED,
        source=source,
        note=note,
    )


# Before, counted down to the first needle
START = _chosen("start", 0, SKINPEN_NUANCE, note="the first needle, from which hours are counted")
DAY_BEFORE = _read("day_before", -24, SKINPEN_NUANCE, where="before treatment: at least 24 hours")
RETINOID_BEFORE = _chosen(
    "retinoid_before", -72, SKINPEN_NUANCE, note="72 hours, as in rule skincare.001"
)
RETINOID_BEFORE_DARKER = _chosen(
    "retinoid_before_darker", -168, SKINPEN_NUANCE, note="seven days, as in rule skincare.001"
)
TANNER_BEFORE = _read("tanner_before", -48, SKINPEN_ELLE, where="before treatment: 48 hours")
HAIR_BEFORE = _read("hair_before", -72, EMPIRE, where="beforehand: 72 hours")
TAN_BEFORE = _chosen(
    "tan_before", -336, SKINPEN_NUANCE, note="14 days wherever rule sun.001 asks for them"
)

# After
NOTHING_UNTIL = _read("nothing_until", 24, SKINPEN_NUANCE, where="first 24 hours")
WATER_UNTIL = _read("water_until", 24, SKINPEN_DESERT, where="washing: water only for 24 hours")
GENTLE_UNTIL = _read("gentle_until", 96, SKINPEN_DESERT, where="then a gentle cleanser, 72 hours")
OPEN_UNTIL = Parameter(
    key="healing.open_until",
    value=72,
    unit="h",
    status=Status.ASSUMED,
    source=MICROPORE,
    where="abstract: mean closure 58 to 63 hours at three sites",
    note="our choice, the end of the third day: pores closed after 44 to 67 hours on average by "
    "group and place, so some people are still open then; no clinic pen was followed so long",
)
SWEAT_UNTIL = _read("sweat_until", 72, SKINPEN_NUANCE, where="no hard exercise for 72 hours")
WATER_SPORT_UNTIL = _chosen(
    "water_sport_until", 72, EXCEED_IFU, note="the manual says two to three days; the longer"
)
TOUCH_UNTIL = _chosen(
    "touch_until", 72, EXCEED_IFU, note="the manual says two to three days; the longer"
)
MAKE_UP_FROM = _chosen(
    "make_up_from",
    72,
    SKINPEN_DERMATIQUE,
    note="texts say 24 to 48 hours; ours ends with open skin",
)
SUNSCREEN_FROM = _read("sunscreen_from", 24, SKINPEN_NUANCE, where="sunscreen after 24 hours")
SUN_MINIMAL_UNTIL = _read("sun_minimal_until", 72, SKINPEN_ELLE, where="little sun for 72 hours")
SUN_LONG_UNTIL = _read("sun_long_until", 336, SKINPEN_NUANCE, where="no long sun for two weeks")
SUN_LONG_UNTIL_DARKER = _chosen(
    "sun_long_until_darker", 672, None, note="clinics say two to four weeks; longest for IV to VI"
)
ACTIVES_FROM = _chosen(
    "actives_from", 168, BHSKIN, note="day 7, the longest of 48 hours to seven days in texts"
)
ROUTINE_FROM = _chosen(
    "routine_from", 168, BROWSOFJOY, note="day 3 in one text, day 7 in others; the longer"
)
HAIR_UNTIL = _chosen(
    "hair_until", 72, EXCEED_IFU, note="the manual says two to three days; the longer"
)
PEELS_UNTIL = _chosen(
    "peels_until", 168, BROWSOFJOY, note="the manual says two to three days, a clinic a week"
)
INJECTABLES_FROM = _chosen(
    "injectables_from",
    336,
    FLANAGAN2024,
    note="our default: an expert's two weeks are for injectables before needling; a clinic says 48 "
    "hours for injectables and tattoo afterwards; none was read for a laser",
)
NSAID_UNTIL = _read("nsaid_until", 336, SKINPEN_DESERT, where="no anti-inflammatories, two weeks")
SPF = _read("spf", 30, SKINPEN_NUANCE, unit="1", where="SPF 30 or more")
SPF_TANNING = _chosen(
    "spf_tanning", 50, MINUTILLI2024, unit="1", note="a letter's SPF 50, kept for III to VI"
)
SUNSCREEN_AGAIN = _read("sunscreen_again", 2, WHEN_PAPERS, where="quoted: then every two hours")
FINGER_LENGTHS = _read(
    "finger_lengths", 2, QUARTER_TSP, unit="count", where="amounts: face and neck"
)

# Days of healing
REDNESS_USUAL = _read("redness_usual", 3, ACNEORG, unit="days", where="redness 2 to 3 days")
REDNESS_LATEST = _read("redness_latest", 7, CHU2021, unit="days", where="within about a week")
REDNESS_ALARM = _chosen(
    "redness_alarm", 8, CHU2021, unit="days", note="the first day past the week of the review"
)
SWELLING_USUAL = _read("swelling_usual", 3, ACNEORG, unit="days", where="swelling 2 to 3 days")
PAIN_USUAL = _read("pain_usual", 3, ACNEORG, unit="days", where="soreness to 3 days")
FLAKING_LATEST = _read("flaking_latest", 7, CHU2021, unit="days", where="within about a week")
FLAKING_USUAL = _chosen(
    "flaking_usual", 3, CHU2021, unit="days", note="72 hours in a case report, 48 in a clinic text"
)
ITCH_LATEST = _read("itch_latest", 7, CHU2021, unit="days", where="within about a week")
ITCH_USUAL = _chosen("itch_usual", 3, CHU2021, unit="days", note="no day was read; as redness")
SCABS_LATEST = _read("scabs_latest", 10, SKINPEN_DESERT, unit="days", where="gone by day 7 to 10")
SCABS_USUAL = _read("scabs_usual", 7, SKINPEN_DESERT, unit="days", where="gone by day 7 to 10")
BREAKOUT_USUAL = _read("breakout_usual", 6, SKINPEN_DESERT, unit="days", where="days 1 to 6")
BREAKOUT_LATEST = _chosen(
    "breakout_latest", 10, SKINPEN_DESERT, unit="days", note="as scabs and small bruises"
)
DARKER_LATEST = _chosen(
    "darker_latest",
    30,
    ESTHETIK,
    unit="days",
    note="texts say at first, without days; pigment beyond 30 days is looked at",
)
DARKER_USUAL = _chosen(
    "darker_usual", 10, ESTHETIK, unit="days", note="texts say at first, without days; as scabs"
)
