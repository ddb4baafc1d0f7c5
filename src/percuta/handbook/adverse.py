"""The page of adverse events: terms, grades, reports, and how rates are worked out."""

from collections.abc import Iterable, Iterator

from percuta.handbook.markdown import link, page, source_links, table, text
from percuta.healing.adverse.forms import FORMS
from percuta.healing.adverse.grading import OUTCOMES, RELATIONS, SERIOUS, SEVERITIES, Choice
from percuta.healing.adverse.rates import FEWEST_EVENTS, FEWEST_SESSIONS, SURE
from percuta.healing.adverse.terms import TERMS

ABOUT = (
    "The words in which harm is written down, and what reports ask for. Where CTCAE 5.0 has a term "
    "it is named; the others are ours. A number of a field stands only where it was read."
)
RATES = (
    "Sessions with an event, of all sessions in which skin was needled, with the exact interval of "
    "Clopper and Pearson. A test holds it to the values printed by Newcombe. A signal asks "
    "somebody to look: enough events, and a lower limit above the share of all other sessions. "
    "The second half is a custom of the house."
)
CUSTOM = "custom of the house"


def adverse_page() -> str:
    """Terms, choices, forms and the numbers behind rates."""
    numbers = (SURE, FEWEST_SESSIONS, FEWEST_EVENTS)
    return page(
        "Adverse events",
        [
            ABOUT,
            "## Terms",
            table(("Key", "Term", "In plain words", "CTCAE 5.0"), _terms()),
            *_choices("Severity", SEVERITIES.values()),
            *_choices("Serious", SERIOUS.values()),
            *_choices("Relation", RELATIONS.values()),
            *_choices("Outcome", OUTCOMES.values()),
            *_forms(),
            "## Rates and signals",
            RATES,
            "Numbers: " + ", ".join(link("parameters", one.key) for one in numbers) + ".",
        ],
    )


def _terms() -> Iterator[list[str]]:
    for key, one in TERMS.items():
        yield [f"`{key}`", text(one.words), text(one.plain), text(one.standard) or "ours"]


def _choices(title: str, choices: Iterable[Choice]) -> Iterator[str]:
    yield f"## {title}"
    rows = [
        [text(one.words), text(one.means), CUSTOM if one.house else source_links(one.sources)]
        for one in choices
    ]
    yield table(("Word", "What it means", "Sources"), rows)


def _forms() -> Iterator[str]:
    for form in FORMS.values():
        yield f"## {form.title}"
        yield f"{text(form.edition)} {text(form.duty)} Sources: {source_links(form.sources)}."
        rows = [[field.number or "-", text(field.name)] for field in form.fields]
        yield table(("No.", "Field"), rows)
