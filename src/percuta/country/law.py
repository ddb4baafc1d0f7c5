"""What a country rule is: a text, a kind, a number where it has one, and who checked it.

A rule that nobody has checked is shown and never applied. A checked one only ever tightens.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source


class RuleKind(StrEnum):
    """What a country rule is about; only the first two can hold a plan back by a number."""

    DEPTH = "depth_mm"  # from this depth on only where the law allows it
    LEAST_AGE = "least_age"
    PREMISES = "premises"
    SCOPE = "scope"


UNIT_BY_KIND = {RuleKind.DEPTH: "mm", RuleKind.LEAST_AGE: "years"}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Who compared a rule with the law in force, and on which day."""

    by: str
    on: date

    def __post_init__(self) -> None:
        """Refuse a check by nobody."""
        if not self.by.strip():
            raise ValueError("a check names the person who made it")


@dataclass(frozen=True, kw_only=True)
class CountryRule:
    """One rule of a country. ``checked`` None: nobody has checked it, so it is not applied."""

    key: str
    kind: RuleKind
    text: str
    sources: tuple[Source, ...]
    parameter: Parameter | None = None
    checked: Checked | None = None

    def __post_init__(self) -> None:
        """Refuse a rule without source, or whose number does not fit its kind."""
        if not self.sources:
            raise ValueError(f"country rule {self.key!r} names no source")
        unit = self.parameter.unit if self.parameter is not None else None
        if unit != UNIT_BY_KIND.get(self.kind):
            wanted = UNIT_BY_KIND.get(self.kind, "no number")
            raise ValueError(f"country rule {self.key!r} of kind {self.kind}: {wanted} is wanted")


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country, or a union of them, with what was read of its rules."""

    key: str
    name: str
    rules: tuple[CountryRule, ...]

    @property
    def applied(self) -> tuple[CountryRule, ...]:
        """The rules that somebody has checked."""
        return tuple(rule for rule in self.rules if rule.checked is not None)

    @property
    def depths(self) -> tuple[Parameter, ...]:
        """Depths from which on a checked rule forbids, where nothing else is known."""
        return self._numbers(RuleKind.DEPTH)

    def least_age(self, otherwise: int) -> int:
        """The least age of any checked rule, never below the one given."""
        ages = (round(age.value) for age in self._numbers(RuleKind.LEAST_AGE))
        return max([otherwise, *ages])

    def _numbers(self, kind: RuleKind) -> tuple[Parameter, ...]:
        found = (rule.parameter for rule in self.applied if rule.kind is kind)
        return tuple(number for number in found if number is not None)
