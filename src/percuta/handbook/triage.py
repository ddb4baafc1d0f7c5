"""The page of the triage: what a check-in asks, every rule, and how often it calls for nothing."""

from collections.abc import Iterator
from typing import NamedTuple

from percuta.handbook.markdown import anchor, link, number, page, source_links, table, text
from percuta.healing.triage.catalogue import FAMILIES
from percuta.healing.triage.questions import QUESTIONS
from percuta.healing.triage.rule import TriageRule

ABOUT = (
    "How urgent a check-in after a session is: *as expected*, *watch* (a look within a week), "
    "*call today*, *now*. The highest rule that speaks counts, and the patient's own worry is one "
    "of them. The usual course of a sign may raise the level and never lowers it. A question that "
    'nobody answered is never a "no": where its worst answer would make a rule speak, the level is '
    "at least *watch* and the question is named. No rule reads what is written in free words."
)
ASKED = (
    "Growth is asked of a sign that is there, from the day after the session; the eye where the "
    "face was needled or nobody knows where. A thermometer answers for the fever."
)
SIMULATED = (
    "Simulated courses in which nothing goes wrong, each with check-ins on days 1, 3, 7 and 28, by "
    "how people answer: of 1 000 courses so many came to this level at some check-in. Each sign "
    "ends on a day drawn from its usual and latest day. How strong signs begin, how many people "
    "end by the usual day, and how people err are our guesses, for no text read counts them: the "
    "figures say what the rules do with answers, not how often real people are called."
)


class Alarms(NamedTuple):
    """How many of 1 000 normal courses came to each level above *as expected*."""

    watch: float
    today: float
    now: float


# From 5 000 courses each; a test draws fewer and holds these figures to them.
MEASURED = {
    "exact": Alarms(0, 0, 0),
    "1 in 20 signs a degree off": Alarms(104, 47, 0),
    "1 in 10 signs a degree off": Alarms(185, 91, 0),
    "1 in 1 000 answers tapped wrongly": Alarms(37, 52, 24),
    "1 in 100 check-ins very worried": Alarms(0, 42, 0),
}


def triage_page() -> str:
    """Questions, rules with patient and clinician words, and the simulated false calls."""
    return page(
        "Triage of a check-in",
        [
            ABOUT,
            *_families(),
            "## What is asked",
            ASKED,
            table(("Key", "Question", "Answers"), _questions()),
            "## How often it calls for nothing",
            SIMULATED,
            table(("How people answer", "Watch", "Call today", "Now"), _alarms()),
        ],
    )


def _families() -> Iterator[str]:
    header = (
        "Rule",
        "Level",
        "Reads",
        "For the patient",
        "For the clinician",
        "Numbers",
        "Sources",
    )
    for family, rules in FAMILIES.items():
        yield f"## {family}"
        yield table(header, map(_rule, rules))


def _rule(rule: TriageRule) -> list[str]:
    numbers = ", ".join(link("parameters", one.key) for one in rule.parameters)
    return [
        f"{anchor(rule.id)}{rule.id}: {text(rule.title)}",
        rule.level.words,
        ", ".join(f"`{key}`" for key in rule.reads),
        text(rule.patient),
        text(rule.clinician),
        numbers or "-",
        f"{source_links(rule.sources)}; {rule.status}",
    ]


def _questions() -> Iterator[list[str]]:
    for key, question in QUESTIONS.items():
        yield [f"`{key}`", text(question.text), question.kind.value]


def _alarms() -> Iterator[list[str]]:
    for way, found in MEASURED.items():
        yield [text(way), *(number(share) for share in found)]
