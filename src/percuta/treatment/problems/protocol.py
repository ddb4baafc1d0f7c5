"""What to do when something goes wrong in the room, as typed records with their sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source


class Who(StrEnum):
    """Who may do a step."""

    ANYBODY = "anybody in the room"
    ORDER = "a doctor, or whom the clinic's standing order names"
    DOCTOR = "a doctor"


@dataclass(frozen=True, kw_only=True)
class Dose:
    """A dose that was read in a source; what was not read is left to the standing order."""

    what: str
    amount: Parameter
    people: str
    way: str
    who: Who


@dataclass(frozen=True, kw_only=True)
class Timer:
    """A timer that begins when its step is done, and what to do when it rings."""

    minutes: Parameter
    then: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do: ``words`` at arm's length; ``note`` is what to look for or write down."""

    key: str
    words: str
    note: str = ""
    who: Who = Who.ANYBODY
    timer: Timer | None = None
    doses: tuple[Dose, ...] = ()

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """Every number behind it."""
        timed = (self.timer.minutes,) if self.timer else ()
        return (*timed, *(dose.amount for dose in self.doses))


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One problem: how it is known, what is done, who is called and what never is done.

    ``call`` asks for the emergency number, ``doctor`` for the clinic's doctor. ``parameters``
    are the numbers its other words rest on. ``ends_needling``: its words allow none more today;
    ``doctor_agrees``: needling goes on only once a named doctor agrees.
    ``status``: a protocol that rests on no source is assumed, a house rule of our own.
    """

    key: str
    title: str
    signs: tuple[str, ...]
    at_hand: tuple[str, ...]
    steps: tuple[Step, ...]
    call: tuple[str, ...]
    doctor: tuple[str, ...]
    never: tuple[str, ...]
    after: tuple[str, ...]
    report: tuple[str, ...]
    sources: tuple[Source, ...]
    parameters: tuple[Parameter, ...] = ()
    ends_needling: bool = False
    doctor_agrees: bool = False
    status: Status = Status.MEASURED

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """Every number behind it, those of its steps first."""
        of_steps = (number for step in self.steps for number in step.numbers)
        return (*of_steps, *self.parameters)

    def said(self) -> Iterator[str]:
        """Every sentence that somebody in the room reads."""
        yield from (*self.signs, *self.at_hand, *self.call, *self.doctor)
        yield from (*self.never, *self.after, *self.report)
        for step in self.steps:
            yield step.words
            yield from (text for text in (step.note, step.timer and step.timer.then) if text)
