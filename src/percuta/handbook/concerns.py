"""The page of concerns: what is honestly known about each, and what a plan counts with."""

from collections.abc import Iterator

from percuta.assessment.concern import INDICATIONS, Indication
from percuta.evidence.parameter import Parameter
from percuta.handbook.markdown import (
    NONE,
    amount,
    anchor,
    bullets,
    link,
    page,
    sentence,
    source_links,
    text,
)
from percuta.planning.limits import DEEPEST_MM, PASSES, USUAL_SESSIONS

ABOUT = (
    "What a person may wish for, the sentence that a plan says about it, and the numbers behind. "
    "Where a number is missing, none was read, and a doctor enters it."
)


def concerns_page() -> str:
    """Every kind of concern with what is known, scales, sessions, depth and sources."""
    return page("Concerns", [ABOUT, *(b for i in INDICATIONS.values() for b in _concern(i))])


def _concern(indication: Indication) -> Iterator[str]:
    kind = indication.kind
    yield f"## {anchor(f'concern-{kind}')}{sentence(indication.name)}"
    yield text(indication.known)
    scales = (link("scales", scale.key) for scale in indication.scales)
    passes = PASSES[kind].bounds if kind in PASSES else ()
    yield bullets(
        [
            f"sessions: {_number(USUAL_SESSIONS.get(kind))}",
            f"deepest setting read: {_number(DEEPEST_MM.get(kind))}",
            f"passes: {' to '.join(_number(one) for one in passes) or NONE}",
            f"scales: {', '.join(scales) or NONE}",
            f"weighed first: {text(indication.confirm) or NONE}",
            f"sources: {source_links(indication.sources)}",
        ]
    )


def _number(parameter: Parameter | None) -> str:
    if parameter is None:
        return NONE
    return f"{amount(parameter)} ({link('parameters', parameter.key)}, {parameter.status})"
