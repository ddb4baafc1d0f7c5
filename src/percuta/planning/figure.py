"""A number of a plan with its reason: why, from where, how sure."""

from dataclasses import dataclass, replace
from datetime import date

from percuta.evidence.parameter import Parameter, Status, weakest
from percuta.evidence.source import Source


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A sentence of a plan with its reason and sources, such as a thing to confirm.

    ``patient`` says it in plain words where patients read it too.
    """

    what: str
    why: str = ""
    patient: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value, or a span from ``low`` to ``high``. With neither, a doctor enters it."""

    unit: str
    why: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    parameters: tuple[Parameter, ...] = ()
    cited: tuple[Source, ...] = ()
    stated: bool = False  # entered with the case: measured on this person
    moved: "Moved | None" = None
    chosen: "Chosen | None" = None

    @property
    def entered_by_doctor(self) -> bool:
        """True where the evidence read gives no number."""
        return self.value is None and self.low is None and self.high is None

    @property
    def evidence(self) -> "Figure":
        """This figure as the evidence alone gives it, before anybody moved or chose it."""
        if self.chosen is not None:
            return self.chosen.proposed.evidence
        return self if self.moved is None else self.moved.evidence

    @property
    def status(self) -> Status | None:
        """The weakest standing of any number behind this one; None where a doctor enters it.

        What a clinic or a clinician set is assumed: no text read gives it for this person.
        """
        if self.entered_by_doctor:
            return None
        if self.moved is not None or self.chosen is not None:
            return Status.ASSUMED
        if self.stated:
            return Status.MEASURED
        return weakest(*(p.status for p in self.parameters))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the numbers behind this one, then others cited; each once."""
        from_parameters = [p.source for p in self.parameters if p.source is not None]
        return tuple(dict.fromkeys([*from_parameters, *self.cited]))


@dataclass(frozen=True, kw_only=True)
class Moved:
    """That the clinic's house protocol moved a default, and what the evidence says instead."""

    number: int
    by: str
    on: date
    reason: str
    evidence: Figure

    def __str__(self) -> str:
        """Which protocol, by whom and when."""
        return f"house protocol {self.number}, by {self.by} on {self.on}"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """That a clinician chose a value; ``by`` is empty where nobody is named yet."""

    by: str
    proposed: Figure

    def __str__(self) -> str:
        """Who chose it, in words."""
        return f"chosen by {self.by}" if self.by else "chosen"


def choose(proposed: Figure, value: float | None, by: str) -> Figure:
    """The figure with a chosen value; as proposed where nothing or the same value was chosen."""
    if value is None or value == proposed.value:
        return proposed
    chosen = Chosen(by=by, proposed=proposed)
    return replace(
        proposed,
        value=value,
        low=None,
        high=None,
        why=f"{chosen} instead of {in_words(proposed)}: {proposed.why}",
        chosen=chosen,
    )


def in_words(figure: Figure) -> str:
    """A figure with its unit, such as ``4 to 10`` or ``0.5 mm``; *no number* without one."""
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    unit = "" if figure.unit == "count" else f" {figure.unit}"
    numbers = dict.fromkeys(f"{end:.2f}" if figure.unit == "mm" else f"{end:g}" for end in ends)
    return f"{' to '.join(numbers)}{unit}" if ends else "no number"
