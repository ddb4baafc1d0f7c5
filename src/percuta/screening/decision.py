"""What a doctor decided on one rule, and why a decision may lift nothing now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from percuta.days import date_in_words
from percuta.finding import Decided, Finding, Reach, Severity
from percuta.screening.catalogue import RULES_BY_ID
from percuta.screening.rule import Situation
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

LIFTED = (Severity.DOCTOR, Severity.DEFER)


@dataclass(frozen=True, kw_only=True)
class Decision(Decided):
    """A doctor's decision that the finding of a rule does not hold treatment back."""

    def __post_init__(self) -> None:
        """Refuse a rule or a zone that nobody knows, beside what is refused anyway."""
        super().__post_init__()
        if self.rule not in RULES_BY_ID:
            raise ValueError(f"a decision on {self.rule!r}: no rule has this id")
        if unknown := [zone for zone in self.zones if zone not in ZONES]:
            raise ValueError(f"a decision on {unknown[0]!r}: no zone has this key")


def decide(
    findings: Sequence[Finding], situation: Situation, zones: Sequence[Zone]
) -> tuple[Finding, ...]:
    """The findings, each that a live decision lifts with it; split where it lifts only a part."""
    keys = [zone.key for zone in zones]
    return tuple(part for finding in findings for part in _parts(finding, situation, keys))


def unheard(findings: Sequence[Finding], situation: Situation) -> tuple[tuple[Decided, str], ...]:
    """The decisions that lift none of these findings, each with the reason."""
    heard = [finding.decided for finding in findings]
    left = [decision for decision in situation.decisions if decision not in heard]
    return tuple((decision, _why(decision, findings, situation.day)) for decision in left)


def _parts(finding: Finding, situation: Situation, keys: Sequence[str]) -> Iterator[Finding]:
    by_decision: dict[Decided | None, list[str]] = {}
    for zone in finding.zones or keys:
        by_decision.setdefault(_newest(finding, situation, zone), []).append(zone)
    for decided, where in by_decision.items():
        zones = finding.zones if len(by_decision) == 1 else tuple(where)
        part = replace(finding, zones=zones, decided=decided)
        told = RULES_BY_ID[finding.rule].patient_decided if decided is not None else ""
        yield replace(part, patient=told) if told else part


def _newest(finding: Finding, situation: Situation, zone: str) -> Decided | None:
    """The newest decision that lifts a finding in a zone, if there is one."""
    if _held(finding, situation.day):
        return None
    live = [
        decision
        for decision in situation.decisions
        if decision.rule == finding.rule and decision.reaches(zone) and decision.on <= situation.day
    ]
    still = [decision for decision in live if situation.day <= decision.until]
    return max(still, key=lambda decision: decision.on, default=None)


def _held(finding: Finding, day: date) -> str:
    """Why no decision lifts a finding on a day; empty where one does."""
    if finding.severity is Severity.STOP:
        return "this is a stop, which nobody lifts"
    if finding.severity is Severity.ASK:
        return f"an answer is wanted first, to: {', '.join(finding.asks)}"
    if finding.reach is Reach.NUMBING:
        return "only the cream hangs on it; it is decided when the plan is confirmed"
    if finding.severity not in LIFTED:
        return "it holds nothing back"
    if finding.floor is not None and day < finding.floor:
        return f"no decision shortens this wait to before {date_in_words(finding.floor)}"
    return ""


def _why(decision: Decided, findings: Sequence[Finding], day: date) -> str:
    if day < decision.on:
        return f"it counts from {date_in_words(decision.on)}"
    if day > decision.until:
        return f"it ended on {date_in_words(decision.until)}"
    about = [f for f in findings if f.rule == decision.rule and _meet(decision, f)]
    if not about:
        return "the rule finds nothing there now"
    reasons = dict.fromkeys(_held(finding, day) or "a newer decision counts" for finding in about)
    return "; ".join(reasons)


def _meet(decision: Decided, finding: Finding) -> bool:
    """Whether a decision and a finding have a zone in common."""
    return not decision.zones or any(finding.concerns(zone) for zone in decision.zones)
