"""The page of scales: version, coding and source of each, and which are left out."""

from collections.abc import Iterator

from percuta.assessment.scale import Scale
from percuta.assessment.scales import NOT_BUNDLED, SCALES, SCAR_TYPES, SCAR_TYPES_SOURCE
from percuta.assessment.scores import (
    ITA_CAUTION,
    ITA_CLASSES,
    ITA_SOURCE,
    PHOTOTYPE_CAUTION,
    PHOTOTYPE_SOURCE,
)
from percuta.handbook.markdown import (
    anchor,
    bullets,
    cell,
    page,
    sentence,
    source_link,
    table,
    text,
)

ABOUT = (
    "One name often stands for several instruments, so each scale is one version in one coding, "
    "and a value outside it is refused. Levels are in our own words."
)


def scales_page() -> str:
    """Every bundled scale, the two formulas, and what is not bundled with the reason."""
    return page(
        "Scales",
        [
            ABOUT,
            *(block for scale in SCALES.values() for block in _scale(scale)),
            "## Shapes of acne scars",
            bullets(f"{name}: {text(words)}" for name, words in SCAR_TYPES.items()),
            f"Source: {source_link(SCAR_TYPES_SOURCE)}",
            "## Phototype questionnaire",
            f"{text(PHOTOTYPE_CAUTION)} Source: {source_link(PHOTOTYPE_SOURCE)}",
            "## Individual typology angle",
            bullets(f"above {above} degrees: {name}" for above, name in ITA_CLASSES),
            f"{text(ITA_CAUTION)} Source: {source_link(ITA_SOURCE)}",
            "## Not bundled",
            table(
                ("Scale", "Why", "Source"),
                ([text(n.name), cell(n.why), source_link(n.source)] for n in NOT_BUNDLED),
            ),
        ],
    )


def _scale(scale: Scale) -> Iterator[str]:
    yield f"## {anchor(scale.key)}{sentence(scale.name)}"
    yield (
        f"Version: {text(scale.version)}. Coding: {scale.span}, {scale.better}. Rated by: "
        f"{scale.rater}. Source: {source_link(scale.source)}"
    )
    yield bullets(f"{value}: {text(words)}" for value, words in scale.levels.items())
    yield sentence(scale.to_mind)
