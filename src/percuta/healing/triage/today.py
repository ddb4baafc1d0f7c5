"""Signs for a doctor on the same day: infection, herpes, the eye, an allergy that spreads."""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.healing import SKINPEN_DESERT, SKINPEN_IFU5
from percuta.evidence.sources.labels import DERMAPEN4
from percuta.evidence.sources.studies import WU2022
from percuta.healing.hours import PAIN_USUAL, SWELLING_USUAL
from percuta.healing.red_flags import TODAY_FROM
from percuta.healing.triage.questions import by_the_eye
from percuta.healing.triage.report import Degree, Level
from percuta.healing.triage.rule import (
    At,
    Behind,
    Judge,
    TriageRule,
    Words,
    grows_from,
    said,
    said_from,
    told,
)

GROWS_FROM = Parameter(
    key="healing.triage_grows_from",
    value=2,
    unit="days",
    status=Status.ASSUMED,
    source=SKINPEN_IFU5,
    note="48 hours; on the second day these may be over, so that day counts",
)
FEVER_FROM = Parameter(
    key="healing.triage_fever_from",
    value=38.0,
    unit="°C",
    status=Status.ASSUMED,
    note="the usual bound of a fever; no text read on needling names one",
)


def _feverish(at: At) -> bool:
    measured = at.report.temperature_c
    return at.report.says("fever") or (measured is not None and measured >= FEVER_FROM.value)


def _itch_grows(at: At) -> bool:
    """How much it itches may be open; that it grows is enough then."""
    much = at.report.degree("itching") is None or at.at_least("itching", Degree.MODERATE)
    return much and grows_from("itching", GROWS_FROM)(at)


def _near_eye(at: At) -> bool:
    """Redness by the eye is usual at first where the skin around it was needled."""
    usual = by_the_eye(at.treated) and at.day <= SWELLING_USUAL.value
    return at.report.says("near_eye") and not usual


def _severe_pain(at: At) -> bool:
    return at.day >= TODAY_FROM.value and at.at_least("pain", Degree.SEVERE)


def _today(number: int, words: Words, judge: Judge, *, reads: tuple[str, ...]) -> TriageRule:
    behind = BEHIND.get(number, ((SKINPEN_IFU5,), Status.DERIVED, ()))
    return told(f"today.{number:03}", words, judge, level=Level.TODAY, reads=reads, behind=behind)


# 15 was sight, which is a sign for now.
# What stands behind a rule by its number, where it is more than a sign read in the manual.
BEHIND: dict[int, Behind] = {
    **dict.fromkeys((1, 2, 4, 12), ((SKINPEN_IFU5, DERMAPEN4), Status.DERIVED, (GROWS_FROM,))),
    3: ((SKINPEN_IFU5,), Status.ASSUMED, (GROWS_FROM,)),
    5: ((SKINPEN_IFU5,), Status.DERIVED, (TODAY_FROM,)),
    7: ((WU2022,), Status.ASSUMED, (FEVER_FROM,)),
    8: ((WU2022,), Status.DERIVED, ()),
    9: ((WU2022,), Status.DERIVED, ()),
    10: ((DERMAPEN4,), Status.DERIVED, ()),
    11: ((DERMAPEN4,), Status.DERIVED, (SWELLING_USUAL,)),
    **dict.fromkeys((13, 14), ((DERMAPEN4,), Status.ASSUMED, ())),
    16: ((SKINPEN_DESERT,), Status.ASSUMED, (TODAY_FROM,)),
    17: ((SKINPEN_IFU5,), Status.ASSUMED, (TODAY_FROM, PAIN_USUAL)),
}
RULES = (
    _today(
        1,
        ("pain grows", "The pain grows.", "Pain that grows after 48 hours: infection."),
        grows_from("pain", GROWS_FROM),
        reads=("pain_grows",),
    ),
    _today(
        2,
        ("redness grows", "The redness grows.", "Redness that grows after 48 hours: infection."),
        grows_from("redness", GROWS_FROM),
        reads=("redness_grows",),
    ),
    _today(
        3,
        (
            "swelling grows",
            "The swelling grows.",
            "Swelling that grows after 48 hours: infection, hypersensitivity.",
        ),
        grows_from("swelling", GROWS_FROM),
        reads=("swelling_grows",),
    ),
    _today(
        4,
        (
            "itching grows",
            "The itching grows.",
            "Itching that grows after 48 hours and is more than mild: infection, allergy.",
        ),
        _itch_grows,
        reads=("itching", "itching_grows"),
    ),
    _today(
        5,
        ("hot skin", "The skin is hot.", "Warmth past the day of the session: infection."),
        said_from("hot", TODAY_FROM),
        reads=("hot",),
    ),
    _today(6, ("pus", "There is pus.", "Pus: bacterial infection."), said("pus"), reads=("pus",)),
    _today(
        7,
        ("fever", "You have a fever.", "Fever: infection, eczema herpeticum."),
        _feverish,
        reads=("fever",),
    ),
    _today(
        8,
        ("feels ill", "You feel ill.", "Malaise: infection, eczema herpeticum."),
        said("ill"),
        reads=("ill",),
    ),
    _today(
        9,
        (
            "blisters or sores",
            "There are blisters in groups, or sores.",
            "Grouped vesicles or punched-out erosions: herpes, eczema herpeticum.",
        ),
        said("blisters"),
        reads=("blisters",),
    ),
    _today(
        10,
        (
            "rash beyond the needles",
            "There is a rash where no needle was.",
            "Rash beyond the treated area: hypersensitivity, spread.",
        ),
        said("rash"),
        reads=("rash",),
    ),
    _today(
        11,
        (
            "skin near the eye",
            "The skin near your eye is red or swollen.",
            "Erythema or oedema near the eye: spread towards the orbit.",
        ),
        _near_eye,
        reads=("near_eye",),
    ),
    _today(
        12,
        (
            "skin near the eye gets worse",
            "The skin near your eye gets worse.",
            "Erythema or oedema near the eye that grows after 48 hours.",
        ),
        grows_from("near_eye", GROWS_FROM),
        reads=("near_eye_grows",),
    ),
    _today(
        13,
        ("eye swollen shut", "An eye is swollen shut.", "Lid oedema that closes the eye."),
        said("eye_closed"),
        reads=("eye_closed",),
    ),
    _today(
        14,
        ("pain in the eye", "Your eye hurts.", "Ocular pain: keratitis, injury, cream."),
        said("eye_pain"),
        reads=("eye_pain",),
    ),
    _today(
        16,
        (
            "still bleeding",
            "The skin still bleeds.",
            "Bleeding past the day of the session: clotting, injury.",
        ),
        said_from("bleeding", TODAY_FROM),
        reads=("bleeding",),
    ),
    _today(
        17,
        (
            "severe pain",
            "The pain is severe.",
            "Severe pain past the day of the session; tenderness is usual, this is not.",
        ),
        _severe_pain,
        reads=("pain",),
    ),
)
