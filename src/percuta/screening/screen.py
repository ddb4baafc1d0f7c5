"""The one door of screening: every rule, asked of a person and of each zone wished for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from percuta.finding import Decided, Finding, Reach, Severity
from percuta.screening.catalogue import RULES
from percuta.screening.decision import decide, unheard
from percuta.screening.rule import Judgement, Rule, Situation, Where
from percuta.zones.skin_map import NEVER_NEEDLED
from percuta.zones.zone import Zone


class Verdict(StrEnum):
    """The answer to "may this be needled", most hopeful first."""

    PLAN = "plan"
    DOCTOR = "doctor"
    ASK = "ask"
    NOT_NOW = "not_now"
    NO = "no"

    @property
    def words(self) -> str:
        """The verdict as people read it; the value is what programs read."""
        return VERDICT_WORDS[self]


VERDICT_WORDS = {
    Verdict.PLAN: "may be treated",
    Verdict.DOCTOR: "a doctor decides",
    Verdict.ASK: "questions are open",
    Verdict.NOT_NOW: "not now",
    Verdict.NO: "no",
}


HOPE = tuple(Verdict)


def most_hopeful(verdicts: Iterable[Verdict]) -> Verdict:
    """Of some verdicts the one that is nearest to a plan."""
    return min(verdicts, key=HOPE.index)


@dataclass(frozen=True, kw_only=True)
class Screening:
    """All findings, and the verdict for each zone wished for.

    ``unheard`` are decisions of doctors that lift nothing now, each with the reason.
    """

    findings: tuple[Finding, ...]
    zones: dict[str, Verdict]
    unheard: tuple[tuple[Decided, str], ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most hopeful verdict of any zone: one zone that may be treated makes a plan."""
        return most_hopeful(self.zones.values())

    @property
    def treatable(self) -> tuple[str, ...]:
        """Keys of the zones that may be treated."""
        return tuple(key for key, verdict in self.zones.items() if verdict is Verdict.PLAN)

    def opens_on(self, zone: str) -> date | None:
        """The day on which the waits of a zone are over; None where an event or answer is due.

        A doctor may still have to decide then.
        """
        if self.zones[zone] is not Verdict.NOT_NOW:
            return None
        held = [f for f in self.on(zone) if weight(f) in (Verdict.NOT_NOW, Verdict.ASK)]
        days = [f.until.on if f.until is not None else None for f in held]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    def on(self, zone: str) -> tuple[Finding, ...]:
        """The findings that concern a zone: its own and those of the whole person."""
        return tuple(f for f in self.findings if f.concerns(zone))


def screen(situation: Situation, zones: Sequence[Zone]) -> Screening:
    """Ask every rule of the person and of each zone; nobody is eligible while a question is open.

    Raises ValueError without a zone: there is then nothing to answer for.
    """
    if not zones:
        raise ValueError("no zone to screen; name at least one")
    found = [f for rule in RULES for f in _ask(rule, situation, zones)]
    findings = decide(found, situation, zones) if situation.decisions else tuple(found)
    verdicts = {zone.key: _verdict(zone, findings) for zone in zones}
    return Screening(findings=findings, zones=verdicts, unheard=unheard(findings, situation))


def _ask(rule: Rule, situation: Situation, zones: Sequence[Zone]) -> Iterable[Finding]:
    if rule.reach in (Reach.PERSON, Reach.NUMBING):
        judgement = rule.judge(Where(situation=situation))
        return [] if judgement is None else [_finding(rule, judgement)]
    merged: dict[Judgement, Finding] = {}
    for zone in zones:
        judgement = rule.judge(Where(situation=situation, zone=zone))
        if judgement is None or _needless(judgement, zone):
            continue
        found = merged.get(judgement) or _finding(rule, judgement)
        merged[judgement] = replace(found, zones=(*found.zones, zone.key))
    return merged.values()


def _needless(judgement: Judgement, zone: Zone) -> bool:
    """A question about a place that is never needled anyway."""
    return judgement.severity is Severity.ASK and zone.place in NEVER_NEEDLED


def _finding(rule: Rule, judgement: Judgement) -> Finding:
    reason = f" ({judgement.because})" if judgement.because else ""
    stopped = judgement.severity is Severity.STOP
    decided = judgement.severity is not Severity.ASK
    return Finding(
        rule=rule.id,
        title=rule.title,
        severity=judgement.severity,
        reach=rule.reach,
        patient=(rule.patient_stopped if stopped else "") or rule.patient,
        clinician=f"{rule.clinician}{reason}",
        hint=(rule.hint_stopped if stopped else "") or rule.hint,
        urgent=rule.urgent if decided else "",
        status=rule.status,
        sources=rule.sources,
        until=judgement.until,
        asks=judgement.asks,
        over=judgement.over,
        floor=judgement.floor,
    )


def _verdict(zone: Zone, findings: Sequence[Finding]) -> Verdict:
    concerning = [f for f in findings if f.concerns(zone.key)]
    return max((weight(f) for f in concerning), key=HOPE.index, default=Verdict.PLAN)


def weight(finding: Finding) -> Verdict:
    """What one finding makes of a zone it reaches."""
    if finding.reach is Reach.NUMBING or finding.severity.goes_with_plan:
        return Verdict.PLAN
    if finding.decided is not None:
        return Verdict.PLAN
    if finding.severity is Severity.ASK:
        return Verdict.ASK
    if finding.reach is Reach.SPOT:
        return Verdict.PLAN
    if finding.severity is Severity.DOCTOR:
        return Verdict.DOCTOR
    final = finding.severity is Severity.STOP and finding.until is None
    return Verdict.NO if final else Verdict.NOT_NOW
