"""The page of country rules, which are kept and not applied."""

from collections.abc import Iterator

from percuta.country.catalogue import COUNTRIES
from percuta.country.law import Country, CountryRule
from percuta.handbook.markdown import (
    NONE,
    amount,
    anchor,
    link,
    page,
    source_links,
    table,
    text,
)

ABOUT = (
    "What was read of the law, country by country. **Nobody has checked any of it**, so nothing "
    "here is applied: a plan only shows it to the doctor. A rule that a named person has compared "
    "with the law in force may hold a plan back further; no country rule ever allows anything. "
    "Bills and proposals were read in the press or in part, and may never have become law."
)
HEADER = ("Rule", "About", "What it says", "Number", "Checked", "Sources")


def country_page() -> str:
    """Every country rule with its kind, number, sources and who checked it."""
    return page("Country rules", [ABOUT, *_countries()])


def _countries() -> Iterator[str]:
    for country in COUNTRIES.values():
        yield f"## {text(country.name)}"
        yield table(HEADER, _rows(country))


def _rows(country: Country) -> list[list[str]]:
    return [
        [
            f"{anchor(rule.key)}`{rule.key}`",
            text(rule.kind.replace("_", " ")),
            text(rule.text),
            _number(rule),
            _checked(rule),
            source_links(rule.sources),
        ]
        for rule in country.rules
    ]


def _number(rule: CountryRule) -> str:
    if rule.parameter is None:
        return NONE
    return f"{amount(rule.parameter)}, {link('parameters', rule.parameter.key)}"


def _checked(rule: CountryRule) -> str:
    if rule.checked is None:
        return "by nobody: off"
    return f"by {text(rule.checked.by)} on {rule.checked.on}"
