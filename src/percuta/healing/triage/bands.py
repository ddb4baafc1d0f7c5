"""Signs held against the course that is usual for the depth needled. They raise, never lower."""

from collections.abc import Iterator

from percuta.evidence.parameter import Status
from percuta.healing.advice import Expectation
from percuta.healing.course_of_healing import (
    ITCH,
    REDNESS_SHALLOW_MM,
    SORENESS,
    SWELLING,
    TIGHTNESS,
    redness,
)
from percuta.healing.treated import Treated
from percuta.healing.triage.report import Degree, Level
from percuta.healing.triage.rule import At, Band, Judge, TriageRule


def _redness(treated: Treated) -> Expectation:
    """Where nobody knows the depth, the shorter course, so that silence never makes it longer."""
    return redness(treated.deepest_mm or REDNESS_SHALLOW_MM.value)


BANDS: dict[str, Band] = {
    "redness": _redness,
    "swelling": lambda _: SWELLING,
    "pain": lambda _: SORENESS,
    "tightness": lambda _: TIGHTNESS,
    "flaking": lambda _: TIGHTNESS,
    "itching": lambda _: ITCH,
}
PAST_FEELING = frozenset({"redness", "swelling", "pain"})  # severe and lasting: a doctor that day


def last_days(key: str, treated: Treated) -> tuple[int, int]:
    """The last usual day of a sign, and its latest."""
    band = BANDS[key](treated)
    latest = band.latest_day or band.to_day
    return round(band.to_day.value), round(latest.value)


def _late(key: str) -> Judge:
    def judge(at: At) -> bool:
        return at.day > last_days(key, at.treated)[1] and at.at_least(key, Degree.MILD)

    return judge


def _lasting(key: str) -> Judge:
    def judge(at: At) -> bool:
        return at.day > last_days(key, at.treated)[0] and at.at_least(key, Degree.MODERATE)

    return judge


def _severe(key: str) -> Judge:
    def judge(at: At) -> bool:
        return at.day >= last_days(key, at.treated)[0] and at.at_least(key, Degree.SEVERE)

    return judge


def _band(number: int, key: str, judge: Judge, *, words: tuple[str, str, Level]) -> TriageRule:
    title, patient, level = words
    band = BANDS[key]
    every = [band(treated) for treated in EITHER]
    return TriageRule(
        id=f"band.{number:03}",
        title=f"{key}: {title}",
        level=level,
        judge=judge,
        reads=(key,),
        patient=f"{key.capitalize()} {patient}",
        clinician=f"{key.capitalize()} {title}.",
        sources=every[0].sources,
        status=Status.ASSUMED,
        parameters=tuple(dict.fromkeys(number for one in every for number in one.numbers)),
        band=band,
    )


def _at_depth(deepest_mm: float | None) -> Treated:
    return Treated(
        zones=(),
        deepest_mm=deepest_mm,
        bleeds=True,
        for_pigment=False,
        darkens=True,
        tans=True,
        has_gel=False,
    )


EITHER = (_at_depth(2.5), _at_depth(1.0))  # redness is usual for longer from 2 mm


def _rules() -> Iterator[TriageRule]:
    for place, key in enumerate(BANDS):
        first = 3 * place + 1
        severe = Level.TODAY if key in PAST_FEELING else Level.WATCH
        late = ("past its latest day", "is still there, later than is usual.", Level.WATCH)
        lasting = ("moderate past its usual days", "should be going by now.", Level.WATCH)
        strong = ("severe when it should be going", "is strong and should be going.", severe)
        yield _band(first, key, _late(key), words=late)
        yield _band(first + 1, key, _lasting(key), words=lasting)
        yield _band(first + 2, key, _severe(key), words=strong)


RULES = tuple(_rules())
