"""What a rule of the triage is, and the few shapes that most of them have."""

from collections.abc import Callable
from dataclasses import dataclass

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.healing.advice import Expectation
from percuta.healing.treated import Treated
from percuta.healing.triage.report import Degree, Level, Report


@dataclass(frozen=True, kw_only=True)
class At:
    """Where a rule looks: what was told, on which day after the session, what was treated."""

    report: Report
    day: int
    treated: Treated

    def at_least(self, key: str, degree: Degree) -> bool:
        """Whether a sign is known to be at least this strong."""
        told = self.report.degree(key)
        return told is not None and told >= degree


Judge = Callable[[At], bool]
Band = Callable[[Treated], Expectation]


@dataclass(frozen=True, kw_only=True)
class TriageRule:
    """One rule. Its id is never reused; ``reads`` are keys of questions.

    ``band`` is the course its sign is held against, where it is.
    """

    id: str
    title: str
    level: Level
    judge: Judge
    reads: tuple[str, ...]
    patient: str
    clinician: str
    sources: tuple[Source, ...]
    status: Status = Status.DERIVED
    parameters: tuple[Parameter, ...] = ()
    band: Band | None = None


Words = tuple[str, str, str]  # the title, and what patient and clinician read
Behind = tuple[tuple[Source, ...], Status, tuple[Parameter, ...]]


def told(
    key: str, words: Words, judge: Judge, *, level: Level, reads: tuple[str, ...], behind: Behind
) -> TriageRule:
    """A rule of its words and of what stands behind it."""
    title, patient, clinician = words
    sources, status, parameters = behind
    return TriageRule(
        id=key,
        title=title,
        level=level,
        judge=judge,
        reads=reads,
        patient=patient,
        clinician=clinician,
        sources=sources,
        status=status,
        parameters=parameters,
    )


def said(key: str) -> Judge:
    """A yes, on whatever day."""
    return lambda at: at.report.says(key)


def said_from(key: str, first: Parameter) -> Judge:
    """A yes on this day after the session or later."""
    return lambda at: at.report.says(key) and at.day >= first.value


def grows_from(key: str, first: Parameter) -> Judge:
    """More of a sign than yesterday, from this day on."""
    return said_from(f"{key}_grows", first)
