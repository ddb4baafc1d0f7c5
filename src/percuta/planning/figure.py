"""A number of a plan with its reason: why, from where, how sure."""

from dataclasses import dataclass

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

    @property
    def entered_by_doctor(self) -> bool:
        """True where the evidence read gives no number."""
        return self.value is None and self.low is None and self.high is None

    @property
    def status(self) -> Status | None:
        """The weakest standing of any number behind this one; None where a doctor enters it."""
        if self.entered_by_doctor:
            return None
        if self.stated:
            return Status.MEASURED
        return weakest(*(p.status for p in self.parameters))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the numbers behind this one, then others cited; each once."""
        from_parameters = [p.source for p in self.parameters if p.source is not None]
        return tuple(dict.fromkeys([*from_parameters, *self.cited]))
