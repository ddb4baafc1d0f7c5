"""The page of problems: what is done in the room when something goes wrong."""

from collections.abc import Iterator

from percuta.evidence.parameter import Status
from percuta.handbook.markdown import amount, page, source_link, source_links, table, text
from percuta.treatment.problems.catalogue import PROTOCOLS
from percuta.treatment.problems.protocol import Protocol, Step

ABOUT = (
    "What the treatment room shows behind its *Problem* button. Facts were read in the sources "
    "named, the sentences are ours. A dose that was not read in a source is not here: the standing "
    "order of the clinic's doctor applies. Nobody who is no doctor gets a medicine in hand without "
    "that order."
)
LISTS = (
    ("How to know it", "signs"),
    ("At hand", "at_hand"),
    ("Call the emergency number", "call"),
    ("Call the clinic's doctor", "doctor"),
    ("Never", "never"),
    ("Afterwards", "after"),
    ("To be reported", "report"),
)


def problems_page() -> str:
    """Seven protocols with their steps, timers and doses, each with its sources."""
    parts = [part for one in PROTOCOLS.values() for part in _protocol(one)]
    return page("When something goes wrong in the room", [ABOUT, *parts])


def _protocol(one: Protocol) -> Iterator[str]:
    yield f"## {one.title}"
    rows = [[title, "<br>".join(map(text, getattr(one, name)))] for title, name in LISTS]
    yield table(("", "What is shown"), rows)
    yield table(("Step", "Words", "Note", "Who", "Timer"), map(_step, one.steps))
    doses = [[*row] for step in one.steps for row in _doses(step)]
    if doses:
        yield table(("Dose", "Amount", "For whom", "Way", "Who", "Source"), doses)
    if one.status is Status.ASSUMED:
        yield "No source was read for it: a house rule of our own (assumed)."
    else:
        yield f"Sources: {source_links(one.sources)}."


def _step(step: Step) -> list[str]:
    timed = step.timer
    rings = f"{amount(timed.minutes)}: {text(timed.then)}" if timed else ""
    return [step.key, text(step.words), text(step.note), step.who, rings]


def _doses(step: Step) -> Iterator[list[str]]:
    for dose in step.doses:
        given = [text(dose.what), amount(dose.amount), text(dose.people), text(dose.way)]
        yield [*given, dose.who, source_link(dose.amount.source)]
