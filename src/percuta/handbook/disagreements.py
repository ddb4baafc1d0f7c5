"""The page of points on which sources disagree."""

from collections.abc import Iterator

from percuta.evidence.disagreement import Disagreement
from percuta.handbook.markdown import anchor, bullets, link, page, source_links, text
from percuta.handbook.records import disagreements
from percuta.screening.catalogue import RULES

ABOUT = (
    "Both sides are kept, and the choice between them is the cautious one. **No clinician has "
    "approved these decisions yet.** They are proposals until a named clinician signs them."
)


def disagreements_page() -> str:
    """Every disagreement: both sides, the decision, its sources and the rules it shapes."""
    return page("Where sources disagree", [ABOUT, *_each()])


def _each() -> Iterator[str]:
    for disagreement in disagreements().values():
        yield f"{anchor(disagreement.key)}\n\n## {text(disagreement.topic)}"
        yield bullets(_lines(disagreement))


def _lines(disagreement: Disagreement) -> Iterator[str]:
    yield f"**One side:** {text(disagreement.one_side)}"
    yield f"**The other side:** {text(disagreement.other_side)}"
    yield f"**Decision, not yet approved:** {text(disagreement.decision)}"
    yield f"**Sources:** {source_links(disagreement.sources)}"
    ids = sorted(rule.id for rule in RULES if rule.disagreement == disagreement)
    if ids:
        yield f"**Rules:** {', '.join(link('rules', rule_id) for rule_id in ids)}"
    yield f"**Key:** `{disagreement.key}`"
