"""What a rule is: an id that is never reused, a judgement, two messages, a way out, sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from percuta.country.law import Country
from percuta.devices.device import Device
from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.finding import Decided, Reach, Severity, Until
from percuta.person import Person
from percuta.questions import Answers, Given, Question
from percuta.zones.zone import Zone


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Everything a rule may look at. ``day`` is the day on which treatment would start.

    ``answered_on`` is the day of the answers: a wait that was open then may open again.
    ``sessions_done`` counts the sessions of this course already given; ``country`` None is
    not known. ``pigment_at_risk`` is whether dark spots or melasma are wished for, or whether the
    skin makes dark marks; ``to_judge`` are zones that had the one session planned for them, where
    no number of sessions is known; ``marked`` are zones with stretch marks that are to be treated.
    ``answers_kept`` is whether some answers are kept from an
    earlier form; ``decisions`` are those of doctors on what rules find.
    """

    person: Person
    answers: Answers
    device: Device
    day: date
    answered_on: date
    sessions_done: int = 0
    country: Country | None = None
    pigment_at_risk: bool = False
    to_judge: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    answers_kept: bool = False
    decisions: tuple[Decided, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a rule decides in one situation: severity, end, and the open question if it asks.

    ``because`` names what decided, such as the label or the days counted; ``over`` is a wait that
    ends by the day of treatment and counts only if it happened again since the answer. Before
    ``floor`` no doctor shortens it.
    """

    severity: Severity
    until: Until | None = None
    asks: tuple[str, ...] = ()
    because: str = ""
    over: bool = False
    floor: date | None = None


@dataclass(frozen=True, kw_only=True)
class Where:
    """Where a judge looks: a situation, and the zone when the rule is asked by zone."""

    situation: Situation
    zone: Zone | None = None

    def answer(self, question: Question) -> Given:
        """The answer to a question here."""
        key = self.zone.key if self.zone is not None else None
        return self.situation.answers.to(question, key)


Judge = Callable[[Where], Judgement | None]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One screening rule. ``topic`` is what device labels call it, where they name it.

    ``asks`` are its questions; ``facts`` the facts of the person it reads, such as birth_date.
    ``patient_stopped`` and ``hint_stopped`` speak where the effect is a stop and the others would
    hold out a doctor's yes; ``patient_decided`` speaks once a doctor decided to go on, where
    ``patient`` would say to wait; ``urgent`` is what may not wait, whatever else is treated.
    """

    id: str
    title: str
    reach: Reach
    judge: Judge
    patient: str
    clinician: str
    hint: str
    sources: tuple[Source, ...]
    asks: tuple[Question, ...] = ()
    facts: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    topic: Topic | None = None
    status: Status = Status.MEASURED
    disagreement: Disagreement | None = None
    patient_stopped: str = ""
    hint_stopped: str = ""
    patient_decided: str = ""
    urgent: str = ""

    @property
    def family(self) -> str:
        """The family, which is the first part of the id."""
        return self.id.split(".")[0]
