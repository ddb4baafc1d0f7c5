"""The published form of an answer: plain values, so that anything can read it.

``percuta schema plan`` prints the JSON Schema of ``Document``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from percuta.evidence.parameter import Status
from percuta.finding import Reach, Severity
from percuta.planning.depth import Hardness
from percuta.report.care import CareDoc
from percuta.report.links import link_to
from percuta.report.set_doc import ChosenDoc, HouseDoc, MovedDoc, RangeDoc, RangesDoc
from percuta.screening.screen import Verdict


@dataclass(frozen=True, kw_only=True)
class FigureDoc:
    """A number with its reason. With neither value, low nor high, a doctor enters it.

    ``moved`` where the house protocol set it, ``chosen`` where a clinician did.
    """

    unit: str
    why: str
    status: Status | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    sources: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    moved: MovedDoc | None = None
    chosen: ChosenDoc | None = None


@dataclass(frozen=True, kw_only=True)
class SettingDoc:
    """One session of one zone: depth in mm as a span or as chosen, passes, and when to stop."""

    session: int
    depth: FigureDoc
    passes: FigureDoc
    endpoint: str


@dataclass(frozen=True, kw_only=True)
class WallDoc:
    """One thing that holds a depth back."""

    hardness: Hardness
    at_mm: float
    why: str
    status: Status
    sources: tuple[str, ...]
    parameter: str = ""


@dataclass(frozen=True, kw_only=True)
class RemarkDoc:
    """A sentence with its sources; ``what`` is to be confirmed or noted, ``why`` says why.

    ``patient`` says it in plain words, empty where only clinicians read it.
    """

    what: str
    why: str = ""
    sources: tuple[str, ...] = ()
    patient: str = ""


@dataclass(frozen=True, kw_only=True)
class ZonePlanDoc:
    """What is proposed for one zone. Depths are needle settings."""

    zone: str
    name: str
    concerns: tuple[str, ...]
    kinds: tuple[str, ...]
    area: FigureDoc
    start: FigureDoc
    first_session: FigureDoc
    up_to: FigureDoc
    cap: FigureDoc
    walls: tuple[WallDoc, ...]
    passes_first: FigureDoc
    passes: FigureDoc
    endpoint: RemarkDoc
    sessions: FigureDoc
    notes: tuple[RemarkDoc, ...]
    settings: tuple[SettingDoc, ...] = ()
    ranges: RangesDoc | None = None


@dataclass(frozen=True, kw_only=True)
class SessionDoc:
    """One session of the course."""

    number: int
    day: date
    zones: tuple[str, ...]
    minutes: FigureDoc | None
    cream: FigureDoc | None


@dataclass(frozen=True, kw_only=True)
class VisitDoc:
    """Minutes of one session."""

    cleanse: FigureDoc
    numbing: FigureDoc
    needle: FigureDoc
    finish: FigureDoc
    total: FigureDoc


@dataclass(frozen=True, kw_only=True)
class NumbingDoc:
    """Numbing cream for one session."""

    cream: str
    area: FigureDoc
    grams: FigureDoc
    minutes: FigureDoc
    latest: FigureDoc
    lidocaine: FigureDoc
    left: FigureDoc
    optional: bool
    without: tuple[str, ...]
    notes: tuple[str, ...]
    product: str = "lmx4"
    also: tuple[FigureDoc, ...] = ()
    barred: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    label_fit: str = ""


@dataclass(frozen=True, kw_only=True)
class AwayDoc:
    """Days on which no session can be: in the sun, or away."""

    first: date
    last: date
    sun: bool


@dataclass(frozen=True, kw_only=True)
class CalendarDoc:
    """The person's own days beside the course, and whether the course fits them."""

    event: str
    event_on: date | None
    fits: bool
    last_before: date | None
    red_until: date | None
    away: tuple[AwayDoc, ...]
    said: tuple[RemarkDoc, ...]


@dataclass(frozen=True, kw_only=True)
class PlanDoc:
    """The proposal. ``numbing`` null comes with its reason.

    ``no_numbing_patient`` is that reason in plain words, to follow *because*; ``later_numbing``
    is cream of a later session, where the first one has none. ``house`` is null without a house
    protocol, ``chosen_by`` where nothing was chosen. ``apart`` are the zones by the visits they
    share, empty where all share them.
    """

    zones: tuple[ZonePlanDoc, ...]
    interval: FigureDoc
    sessions: tuple[SessionDoc, ...]
    review: FigureDoc
    review_on: date
    visit: VisitDoc
    numbing: NumbingDoc | None
    no_numbing_because: str
    confirmations: tuple[RemarkDoc, ...]
    baseline: tuple[RemarkDoc, ...]
    known: tuple[RemarkDoc, ...]
    calendar: CalendarDoc | None = None
    no_numbing_patient: str = ""
    later_numbing: NumbingDoc | None = None
    interval_range: RangeDoc | None = None
    house: HouseDoc | None = None
    chosen_by: str | None = None
    apart: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecidedDoc:
    """What a doctor decided on what a rule finds. No zones means wherever the rule reaches.

    ``unheard`` is why it lifts nothing now, empty where it lifts a finding.
    """

    rule: str
    zones: tuple[str, ...]
    by: str
    on: date
    until: date
    reason: str
    unheard: str = ""


@dataclass(frozen=True, kw_only=True)
class FindingDoc:
    """One rule's word. No zones means the whole person.

    ``over`` is a wait that ends by the day of treatment; papers for patients leave it out.
    ``decided`` is the doctor's decision that lifts it.
    """

    rule: str
    title: str
    severity: Severity
    reach: Reach
    zones: tuple[str, ...]
    until: str | None
    until_on: date | None
    until_event: str | None
    patient: str
    clinician: str
    hint: str
    status: Status
    asks: tuple[str, ...]
    sources: tuple[str, ...]
    over: bool = False
    decided: DecidedDoc | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionDoc:
    """A question still open, to be answered under ``answers`` (or ``person``) in the case."""

    key: str
    text: str
    answer_with: str
    zones: tuple[str, ...]
    rules: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class ZoneVerdictDoc:
    """The answer for one zone."""

    zone: str
    name: str
    verdict: Verdict
    opens_on: date | None
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CompareDoc:
    """One line of a published protocol beside the plan."""

    what: str
    paper: str
    percuta: str


@dataclass(frozen=True, kw_only=True)
class PublishedDoc:
    """The published protocol a case is built from."""

    source: str
    people: str
    result: str
    rows: tuple[CompareDoc, ...]


@dataclass(frozen=True, kw_only=True)
class ParameterDoc:
    """A number this document relies on, as it stood when the document was made.

    ``where`` is the place inside the source, ``note`` how a number was chosen or derived.
    """

    key: str
    value: float
    unit: str
    status: Status
    source: str | None
    low: float | None = None
    high: float | None = None
    where: str = ""
    population: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceDoc:
    """A text this document relies on."""

    key: str
    citation: str
    grade: str
    read: str
    identifier: str
    address: str

    @property
    def link(self) -> str:
        """Where it can be looked up; empty where nothing leads to it."""
        return link_to(self.identifier, self.address)


@dataclass(frozen=True, kw_only=True)
class DisagreementDoc:
    """A point on which sources disagree and that touches this case."""

    key: str
    topic: str
    one_side: str
    other_side: str
    decision: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MadeByDoc:
    """What made this document, so that it can be explained years later."""

    percuta: str
    rule_set: str
    rules: tuple[str, ...]
    rule_set_signed_by: str | None
    case: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class AgainDoc:
    """What was asked again before a later session, and which first answers were kept."""

    on: date
    sessions_done: int
    asked: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """The whole answer to one case. ``format`` changes when a reader would break."""

    format: Literal["percuta.plan/1"]
    title: str
    assessed_on: date
    planned_from: date
    verdict: Verdict
    answer: str
    device: str
    device_key: str
    age: int | None
    sex: str | None
    phototype: str | None
    zones: tuple[ZoneVerdictDoc, ...]
    findings: tuple[FindingDoc, ...]
    questions: tuple[QuestionDoc, ...]
    outside_clearance: tuple[RemarkDoc, ...]
    plan: PlanDoc | None
    published: PublishedDoc | None
    not_screened: tuple[str, ...]
    label_unread: str
    disagreements: tuple[DisagreementDoc, ...]
    parameters: tuple[ParameterDoc, ...]
    sources: tuple[SourceDoc, ...]
    made_by: MadeByDoc
    care: CareDoc | None = None
    again: AgainDoc | None = None
    course_over: tuple[str, ...] = ()
    country: str | None = None
    unheard: tuple[DecidedDoc, ...] = ()

    @property
    def answered_on(self) -> date:
        """The day of the answers: that of the assessment, unless something was asked again."""
        return self.assessed_on if self.again is None else self.again.on
