"""The page of everything that rests on our own choice or arithmetic."""

from collections.abc import Iterator

from percuta.evidence.parameter import Status
from percuta.handbook.markdown import (
    amount,
    cell,
    link,
    page,
    source_link,
    source_links,
    table,
    text,
)
from percuta.handbook.records import parameters
from percuta.screening.catalogue import RULES

ABOUT = (
    "What no source says in so many words. An *assumed* number is our choice, or a restriction "
    "whose source could not be read; a *derived* one is our arithmetic on printed numbers. A "
    "clinician who signs the rule set should read this page first."
)


def assumed_page() -> str:
    """Every assumed or derived number and every assumed rule, with the reason for it."""
    return page(
        "Assumed and derived",
        [
            ABOUT,
            "## Assumed numbers",
            _numbers("What is assumed, and why", Status.ASSUMED),
            "## Derived numbers",
            _numbers("How it was derived", Status.DERIVED),
            "## Assumed rules",
            table(("Rule", "Title", "What is assumed", "Nearest sources"), _rules()),
        ],
    )


def _numbers(column: str, status: Status) -> str:
    rows = [
        [
            link("parameters", parameter.key),
            amount(parameter),
            text(parameter.note),
            source_link(parameter.source),
            cell(parameter.where),
        ]
        for parameter in parameters().values()
        if parameter.status is status
    ]
    return table(("Number", "Value", column, "Nearest source", "Where"), rows)


def _rules() -> Iterator[list[str]]:
    for rule in sorted(RULES, key=lambda rule: rule.id):
        if rule.status is not Status.MEASURED:
            yield [
                link("rules", rule.id),
                text(rule.title),
                text(rule.clinician),
                source_links(rule.sources),
            ]
