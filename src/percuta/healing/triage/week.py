"""Signs to be looked at within a week, and the patient's own worry."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.healing import (
    ACNEORG,
    FRIEDMANN2024,
    SKINPEN_DESERT,
    SKINPEN_IFU5,
    SOLTANI2014,
    ZENG2025,
)
from percuta.evidence.sources.reviews import CHU2021
from percuta.evidence.sources.studies import DOGRA2014
from percuta.healing.hours import FLAKING_USUAL, SCABS_LATEST
from percuta.healing.red_flags import LATE_FROM, TODAY_FROM
from percuta.healing.triage.report import Degree, Level
from percuta.healing.triage.rule import At, Behind, Judge, TriageRule, Words, said, said_from, told
from percuta.healing.triage.today import GROWS_FROM

EARLY = ("pain", "redness", "swelling", "itching", "near_eye")


def _grows_early(at: At) -> bool:
    """Growth before the day from which it calls; mild itching on any day."""
    grown = [key for key in EARLY if at.report.says(f"{key}_grows")]
    return "itching" in grown or (bool(grown) and at.day < GROWS_FROM.value)


def _dry_grows(at: At) -> bool:
    grown = at.report.says("tightness_grows") or at.report.says("flaking_grows")
    return grown and at.day > FLAKING_USUAL.value


def _bruised_long(at: At) -> bool:
    return at.report.says("bruises") and at.day > SCABS_LATEST.value


def _pain_at_first(at: At) -> bool:
    return at.day < TODAY_FROM.value and at.at_least("pain", Degree.SEVERE)


def _week(number: int, words: Words, judge: Judge, *, reads: tuple[str, ...]) -> TriageRule:
    behind = BEHIND[number]
    return told(f"week.{number:03}", words, judge, level=Level.WATCH, reads=reads, behind=behind)


BEHIND: dict[int, Behind] = {
    1: ((FRIEDMANN2024, SOLTANI2014), Status.DERIVED, ()),
    2: ((DOGRA2014,), Status.DERIVED, ()),
    3: ((DOGRA2014,), Status.DERIVED, ()),
    4: ((CHU2021,), Status.ASSUMED, ()),
    5: ((ZENG2025,), Status.DERIVED, (LATE_FROM,)),
    6: ((SKINPEN_IFU5,), Status.ASSUMED, (GROWS_FROM,)),
    7: ((CHU2021,), Status.ASSUMED, (FLAKING_USUAL,)),
    8: ((SKINPEN_DESERT, ACNEORG), Status.DERIVED, (SCABS_LATEST,)),
    9: ((CHU2021,), Status.ASSUMED, (TODAY_FROM,)),
}
WEEK_RULES = (
    _week(
        1,
        ("lumps that stay", "There are lumps or bumps that stay.", "Papules that stay: granuloma."),
        said("lumps"),
        reads=("lumps",),
    ),
    _week(
        2,
        ("raised lines", "There are fine raised lines.", "Raised lines: tram-track scars."),
        said("lines"),
        reads=("lines",),
    ),
    _week(
        3,
        ("dark patches", "There are new dark patches.", "New pigment: hyperpigmentation."),
        said("darker"),
        reads=("darker",),
    ),
    _week(
        4,
        ("light patches", "There are new light patches.", "Loss of pigment."),
        said("lighter"),
        reads=("lighter",),
    ),
    _week(
        5,
        (
            "lumps after two weeks",
            "Lumps are there weeks later. See a doctor within days, and say when you were needled.",
            "Late nodules: ask for a mycobacterial culture.",
        ),
        said_from("lumps", LATE_FROM),
        reads=("lumps",),
    ),
    _week(
        6,
        (
            "grows early, or mild itching grows",
            "Something gets worse since yesterday.",
            "A sign grows in the first 48 hours, or mild itching later: ask again the next day.",
        ),
        _grows_early,
        reads=tuple(f"{key}_grows" for key in EARLY),
    ),
    _week(
        7,
        (
            "drier when it should be going",
            "The skin gets more tight or flaky.",
            "Tightness or scaling that grows past its usual days: contact dermatitis, barrier.",
        ),
        _dry_grows,
        reads=("tightness_grows", "flaking_grows"),
    ),
    _week(
        8,
        ("bruises that stay", "There are still bruises.", "Ecchymoses past their latest day."),
        _bruised_long,
        reads=("bruises",),
    ),
    _week(
        9,
        (
            "severe pain on the day",
            "The pain is severe.",
            "Severe pain on the day of the session: ask again in the evening.",
        ),
        _pain_at_first,
        reads=("pain",),
    ),
)


def _worried(number: int, degree: Degree, level: Level) -> TriageRule:
    much = "very" if degree is Degree.SEVERE else "somewhat"
    return TriageRule(
        id=f"worry.{number:03}",
        title=f"{much} worried",
        level=level,
        judge=lambda at: at.at_least("worry", degree),
        reads=("worry",),
        patient=f"You are {much} worried, and that is reason enough.",
        clinician=f"The person is {much} worried; this alone sets the level.",
        sources=(),
        status=Status.ASSUMED,
    )


WORRY_RULES = (
    _worried(1, Degree.SEVERE, Level.TODAY),
    _worried(2, Degree.MODERATE, Level.WATCH),
)
