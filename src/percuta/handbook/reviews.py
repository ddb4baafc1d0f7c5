"""The page of reviews: how scales repeat, when a course is stopped, how often forecasts hold."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from percuta.assessment.scales import SCALES
from percuta.handbook.healed import healed_part
from percuta.handbook.markdown import number, page, source_link, table, text
from percuta.review.coming_back import coming_back
from percuta.review.repeatability import REPEATABILITY
from percuta.review.simulated import World
from percuta.review.stopping import FEWEST_DAYS, FEWEST_SESSIONS, MORE_SESSIONS, UNLIKELY

ABOUT = (
    "A change on a scale is told with the interval that holds the true one 19 times in 20, from "
    "the standard error of one grading: that error times 1.96 and the root of 2 is the least "
    "change that counts. Smaller is *no real change*. A scale that ends nearer to where it began "
    "than that cannot show an improvement, and the page says so. What was not graded is missing, "
    "never unchanged."
)
STOPPING = (
    "After the sessions and days below, where every graded place shows no real change, the chance "
    "is told that more sessions add a tenth or more: virtual people of the fit, weighted by the "
    "person's own scores. Below the bound, stopping or changing is proposed; a named clinician "
    "decides. A real worsening goes to a doctor whatever the chance."
)
SIMULATED = (
    "Clinics of 60 people with scars of acne, three sessions, read once three months later on four "
    "grades; one in five does not come. A rater hopes, sees too well or too badly, and errs, as "
    "the forecast assumes; a grade has a stretch of ranks, and chance says where in it. "
    "`python bench/review_coverage.py` prints it. Only the first world is the model's own. The "
    "calibration shows what intervals of this width do not: look at how many lie below the middle."
)


class Coverage(NamedTuple):
    """Per cent of readings that the intervals held, and that lay below the middle."""

    half: int
    nine: int
    below: int


# From 40 clinics each; a test draws fewer and holds these figures to them.
MEASURED: Mapping[World, Coverage] = MappingProxyType(
    {
        World.EXPECTED: Coverage(51, 90, 51),
        World.HALVED: Coverage(52, 91, 73),
        World.KIND_EYE: Coverage(42, 89, 24),
        World.NOTHING: Coverage(34, 84, 92),
        World.GLAD_COME: Coverage(52, 91, 41),
    }
)


def reviews_page() -> str:
    """Repeatability, the stopping rule, recall and coverage."""
    back = coming_back()
    return page(
        "Reviews",
        [
            ABOUT,
            table(
                ("Scale", "Error of one grading", "Least real change", "From", "Source"), _rows()
            ),
            "## When more of the same is unlikely to help",
            STOPPING,
            table(("What", "Value", "Why"), _rule()),
            "## When to come back",
            f"After {back.days} days ({back.status.value}). {text(back.clinician)}",
            "## How often forecasts hold, in simulated clinics",
            SIMULATED,
            table(("World", "Half should hold 50 %", "Nine in ten", "Below the middle"), _held()),
            *healed_part(),
        ],
    )


def _rows() -> Iterator[list[str]]:
    for key, one in REPEATABILITY.items():
        sources = [source_link(known.source) for known in one.from_what if known.source]
        yield [
            text(SCALES[key].name),
            f"{one.error:.2f}",
            f"{one.least_real:.2f}",
            f"{one.status.value}: {text(one.note)}",
            ", ".join(sources),
        ]


def _rule() -> Iterator[list[str]]:
    for one in (FEWEST_SESSIONS, FEWEST_DAYS, UNLIKELY, MORE_SESSIONS):
        yield [one.key, number(one.value), text(one.note)]


def _held() -> Iterator[list[str]]:
    for world, one in MEASURED.items():
        yield [world.value, f"{one.half} %", f"{one.nine} %", f"{one.below} %"]
