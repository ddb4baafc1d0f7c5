"""The page of complications: what to ask, what to do, when to refer."""

from collections.abc import Iterator

from percuta.handbook.markdown import page, source_links, table, text
from percuta.healing.complications.catalogue import COMPLICATIONS
from percuta.healing.complications.complication import PARTS, Complication, Statement

ABOUT = (
    "Shown to clinicians from an adverse event. Each sentence names where its fact was read, in "
    "our own words; a sentence marked *custom of the house* was read nowhere and is ours. Doses "
    "are the prescriber's and stand nowhere here. Much was read as an abstract, and of needling "
    "itself little is published: what is taken from laser or other procedures says so."
)
CUSTOM = "custom of the house"


def complications_page() -> str:
    """Seven complications, each sentence with its sources."""
    parts = [part for one in COMPLICATIONS.values() for part in _complication(one)]
    return page("Complications", [ABOUT, *parts])


def _complication(one: Complication) -> Iterator[str]:
    yield f"## {one.title}"
    rows = [
        [title if number == 0 else "", text(said.words), _from(said)]
        for name, title in PARTS.items()
        for number, said in enumerate(getattr(one, name))
    ]
    yield table(("", "For the clinician", "Sources"), rows)


def _from(said: Statement) -> str:
    return CUSTOM if said.house else source_links(said.sources)
