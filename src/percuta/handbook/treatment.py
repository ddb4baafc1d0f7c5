"""The page of the treatment room: what labels limit there, what a difference from a plan does."""

from collections.abc import Iterator

from percuta.handbook.markdown import bullets, link, page, sentence, source_links, table, text
from percuta.planning.creams import CREAMS, Cream
from percuta.treatment.deviation import Standing, asks_reason, opens_incident
from percuta.treatment.endpoints import ENDPOINTS

ABOUT = (
    "What happened is a fact and is never refused. What passes a limit is said with the value "
    "found, the limit, its source and what to do. No label read speaks of needling."
)
NUMBING = (
    "Needling waits for the label's fewest minutes, counted from the latest cream on the places "
    "to be needled, by the time that surely passed.",
    "Remove by: the label's most minutes, counted from the earliest cream that is still on, by "
    "the time that may have passed.",
    "All cream of 24 hours counts together, that from home too, until 24 hours after it came off. "
    "An answer that is missing is never a no: then nothing can be said of what is left.",
    "The area of a label is shared with every other numbing cream, a product that is not known "
    "among them; its grams with its own product alone.",
    "By mass each ingredient is held against what may be injected: advice, as little of a cream "
    "is taken up.",
    "Before needling every cream is off, and the skin clean and intact. No cream on needled skin, "
    "none round the eyes, on eyelids or lips.",
    "A weight that is not known counts as the lightest adult's; a child's doses a doctor sets.",
)


def treatment_page() -> str:
    """Numbing at the moment, what a difference from the plan asks for, and the words for skin."""
    return page(
        "The treatment room",
        [
            ABOUT,
            "## Numbing",
            bullets(NUMBING),
            table(
                ("Cream", "Needling from", "Usual", "Off by", "Area", "Grams", "On each 10 cm²"),
                (list(_label(cream)) for cream in CREAMS.values()),
            ),
            "## Otherwise than planned",
            table(("Where it stands", "Asks its reason", "Opens an incident"), _standings()),
            "## What the skin shows",
            table(("Key", "Words", "Standing", "Sources"), _seen()),
        ],
    )


def _label(cream: Cream) -> Iterator[str]:
    yield text(cream.name)
    for one in (cream.minutes_fewest, cream.minutes_usual, cream.minutes_most):
        yield f"{one.value:g} min ({link('parameters', one.key)})"
    yield f"{cream.area_most.value:g} cm² ({link('parameters', cream.area_most.key)})"
    most = cream.grams_most
    yield "none read" if most is None else f"{most.value:g} g ({link('parameters', most.key)})"
    low, high = cream.grams_low.value, cream.grams_high.value
    yield f"{low:g} g" if low == high else f"{low:g} to {high:g} g"


def _standings() -> Iterator[list[str]]:
    for one in Standing:
        yield [sentence(one.value), _yes(asked=asks_reason(one)), _yes(asked=opens_incident(one))]


def _yes(*, asked: bool) -> str:
    return "yes" if asked else "no"


def _seen() -> Iterator[list[str]]:
    for one in ENDPOINTS.values():
        yield [f"`{one.key}`", text(one.words), one.status.value, source_links(one.sources)]
