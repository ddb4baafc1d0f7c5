"""Doctors' decisions beside what the rules find; like science.py this asks the rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import timezone

from percuta.days import date_in_words
from percuta.evidence.parameter import Status
from percuta.finding import Finding, Reach, Severity, Until
from percuta.planning.request import Request
from percuta.questions import Answer, Answers, Question, Scope
from percuta.screening.catalogue import RULES_BY_ID
from percuta.screening.decision import Decision as Go
from percuta.screening.rule import Rule
from percuta.screening.screen import HOPE, Screening, Verdict, weight
from percuta_clinic.screening.models import Decision, What

STOPS = (Severity.STOP, Severity.DEFER, Severity.DOCTOR, Severity.ASK)
ON_THE_WAY = (Severity.DEFER, Severity.DOCTOR)
Keys = tuple[str, ...]
WISHED = "places wished for"  # in ``about``, beside the keys of the answers
EMPTY: Mapping[Any, Any] = MappingProxyType({})
ELSEWHERE = "the places it was about are not wished for now"


class Stand(StrEnum):
    """How a decision stands on a day."""

    COUNTS = "counts"
    CHANGED = "decided before the answer changed: decide again"
    TOLD_ANEW = "referred before it was answered yes once more: look again"
    OVER = "its last day is over"
    WITHDRAWN = "withdrawn"
    REPLACED = "a later decision counts instead"
    UNHEARD = "changes nothing now"


ENDED = (Stand.WITHDRAWN, Stand.OVER)


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A decision as it stands; ``zones`` are the places it is about by now."""

    decision: Decision
    stand: Stand
    zones: Keys
    because: str = ""

    @property
    def holds(self) -> bool:
        """Whether it keeps needles away, by itself or until somebody decides again."""
        return self.decision.what == What.HOLD and self.stand in (Stand.COUNTS, Stand.CHANGED)


Told = Mapping[tuple[str, str], datetime]  # when a question was last answered yes, by place


def ruled_on(
    decisions: Iterable[Decision], request: Request, *, told: Told = EMPTY
) -> Iterator[Ruled]:
    """Each decision, the newest first; a later one on the same rule and place replaces it.

    One that has ended replaces no hold, and brings nothing back that had let go on. Referrals,
    which lift and hold nothing, replace each other alone.
    """
    wished = tuple(zone.key for zone in request.zones)
    every: dict[tuple[str, bool], set[str]] = {}
    standing: dict[tuple[str, bool], set[str]] = {}
    for decision in sorted(decisions, key=_newest, reverse=True):
        named, stand = _named(decision, wished), _stand(decision, request, told)
        taken = standing if decision.what == What.HOLD else every
        alike = decision.rule, decision.what == What.REFERRED
        later = set(taken.get(alike, ()))
        zones = tuple(zone for zone in named if zone in wished and zone not in later)
        every.setdefault(alike, set()).update(named)
        if stand not in ENDED:
            standing.setdefault(alike, set()).update(named)
        if later and not zones:
            yield Ruled(decision=decision, stand=Stand.REPLACED, zones=zones)
        elif stand is Stand.COUNTS and not zones:
            yield Ruled(decision=decision, stand=Stand.UNHEARD, zones=zones, because=ELSEWHERE)
        else:
            yield Ruled(decision=decision, stand=stand, zones=zones)


def _newest(decision: Decision) -> tuple[datetime, UUID]:
    return decision.made_at, decision.pk


def _named(decision: Decision, wished: Keys) -> Keys:
    """The places it is about; a hold on everything reaches what is wished for later as well."""
    if decision.what == What.HOLD and not decision.zones:
        return tuple(dict.fromkeys((*_decided_for(decision), *wished)))
    return _decided_for(decision)


def _decided_for(decision: Decision) -> Keys:
    """The places that were wished for when it was made, as far as it was kept."""
    about: dict[str, Any] = decision.about
    if decision.zones or WISHED in about:
        return tuple(decision.zones or about[WISHED])
    by_zone = [value for value in about.values() if isinstance(value, dict)]
    return tuple(dict.fromkeys(zone for value in by_zone for zone in value))


def _stand(decision: Decision, request: Request, told: Told) -> Stand:
    if decision.withdrawn_at is not None:
        return Stand.WITHDRAWN
    if _day_of(decision, request) > decision.until:
        return Stand.OVER
    if decision.what == What.REFERRED and _is_told_since(decision, told):
        return Stand.TOLD_ANEW
    return Stand.CHANGED if _has_changed(decision, request) else Stand.COUNTS


def _is_told_since(decision: Decision, told: Told) -> bool:
    """The same answer given once more may be about another spot in the same place."""
    rule, zones = RULES_BY_ID.get(decision.rule), _decided_for(decision)
    keys = {question.key for question in rule.asks} if rule else set()
    return any(
        key in keys and zone in zones and at > decision.made_at for (key, zone), at in told.items()
    )


def _day_of(decision: Decision, request: Request) -> date:
    """A referral is looked after by now, whenever the next treatment is."""
    return timezone.localdate() if decision.what == What.REFERRED else request.day


def behind(rule_id: str, request: Request) -> dict[str, Any]:
    """The answers a rule asks for, as they are now, and what it reads of the person."""
    rule, person = RULES_BY_ID.get(rule_id), request.person
    if rule is None:
        return {}
    wished = [zone.key for zone in request.zones]
    facts = {
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "phototype": person.phototype.roman if person.phototype else "",
    }
    found: dict[str, Any] = {name: facts[name] for name in rule.facts if name in facts}
    for question in rule.asks:
        found[question.key] = _given(question, request.answers, wished)
    return found


def _given(question: Question, answers: Answers, wished: Sequence[str]) -> Any:
    """By place only where it is more than a no."""
    if question.scope is Scope.PERSON:
        return str(answers.to(question))
    given = {zone: answers.to(question, zone) for zone in wished}
    return {zone: str(one) for zone, one in given.items() if one not in (Answer.NO, Answer.NEVER)}


def _has_changed(decision: Decision, request: Request) -> bool:
    """Also where the rule is gone: nobody knows what it would find."""
    if decision.rule not in RULES_BY_ID:
        return True
    zones = _decided_for(decision)
    return any(
        _within(decision.about.get(key), zones) != _within(value, zones)
        for key, value in behind(decision.rule, request).items()
    )


def _within(value: Any, zones: Sequence[str]) -> Any:
    if isinstance(value, dict) and zones:
        return {zone: one for zone, one in value.items() if zone in zones}
    return value


def gone_on(ruled: Iterable[Ruled]) -> Iterator[Go]:
    """The decisions that let go on, as the rules know them."""
    for one in ruled:
        decision = one.decision
        if decision.what == What.GO_ON and one.stand is Stand.COUNTS and one.zones:
            yield Go(
                rule=decision.rule,
                zones=one.zones,
                by=decision.by_name,
                on=decision.decided_on,
                until=decision.until,
                reason=decision.reason,
            )


def heard(one: Ruled, screening: Screening) -> Ruled:
    """A decision that lifts nothing says why."""
    if one.decision.what != What.GO_ON or one.stand is not Stand.COUNTS:
        return one
    because = next((why for go, why in screening.unheard if _is_same(go, one)), "")
    return replace(one, stand=Stand.UNHEARD, because=because) if because else one


def _is_same(go: Any, one: Ruled) -> bool:
    """A later decision of the same rule is about other places, so these two are enough."""
    return (go.rule, go.zones) == (one.decision.rule, one.zones)


def held_back(screening: Screening, holds: Sequence[Ruled]) -> Screening:
    """The same, with what a doctor holds back."""
    if not holds:
        return screening
    findings = list(screening.findings)
    for hold in holds:
        findings = [*_with_hold(findings, hold, every=tuple(screening.zones))]
    zones = {
        key: max(
            (weight(f) for f in findings if f.concerns(key)), key=HOPE.index, default=Verdict.PLAN
        )
        for key in screening.zones
    }
    return replace(screening, findings=tuple(findings), zones=zones)


def _with_hold(findings: Sequence[Finding], hold: Ruled, *, every: Keys) -> Iterator[Finding]:
    """What the rule finds there waits until the day of the hold; if it finds nothing, that waits.

    A hold from before an answer changed asks for a new decision instead.
    """
    met: set[str] = set()
    counts = hold.stand is Stand.COUNTS
    for finding in findings:
        where = [zone for zone in finding.zones or every if zone in hold.zones]
        if finding.rule != hold.decision.rule or finding.severity not in STOPS or not where:
            yield finding
            continue
        met.update(where)
        if not counts or finding.severity not in ON_THE_WAY:
            yield finding
            continue
        rest = tuple(zone for zone in finding.zones or every if zone not in where)
        yield _waiting(finding, hold, zones=tuple(where) if rest else finding.zones)
        if rest:
            yield replace(finding, zones=rest)
    if left := tuple(zone for zone in hold.zones if zone not in met):
        rule = RULES_BY_ID.get(hold.decision.rule)
        blank = _blank(rule, zones=left) if rule else _gone(hold.decision, zones=left)
        yield _waiting(blank, hold, zones=left) if counts else blank


def _waiting(finding: Finding, hold: Ruled, *, zones: Keys) -> Finding:
    """The finding until the hold is over, or until its own end if that is later."""
    own, day = finding.until, hold.decision.until + timedelta(days=1)
    if own is not None and (own.event or (own.on is not None and own.on > day)):
        until = own
    else:
        until = Until(on=day)
    reach = Reach.ZONE if finding.reach is Reach.SPOT else finding.reach
    return replace(
        finding, severity=Severity.DEFER, until=until, zones=zones, decided=None, reach=reach
    )


def _blank(rule: Rule, *, zones: Keys) -> Finding:
    """The rule finds nothing by itself, but a doctor held it back before."""
    return Finding(
        rule=rule.id,
        title=rule.title,
        severity=Severity.DOCTOR,
        reach=Reach.ZONE,
        patient=rule.patient,
        clinician=f"{rule.clinician} A doctor held this back.",
        hint="A doctor withdraws what was decided, or decides again.",
        status=rule.status,
        sources=rule.sources,
        zones=zones,
    )


def _gone(decision: Decision, *, zones: Keys) -> Finding:
    """The rule is gone, but a doctor held something back on it."""
    return Finding(
        rule=decision.rule,
        title="Held back under an earlier rule",
        severity=Severity.DOCTOR,
        reach=Reach.ZONE,
        patient="A doctor looks at this again before your treatment.",
        clinician=f"A doctor held this back under the rule {decision.rule}, which is gone.",
        hint="A doctor looks, and withdraws what was held back.",
        status=Status.ASSUMED,
        sources=(),
        zones=zones,
    )


def is_referred(finding: Finding, ruled: Iterable[Ruled]) -> bool:
    """Whether a doctor has referred all of what a finding is about."""
    sent = [
        one
        for one in ruled
        if one.decision.what == What.REFERRED
        and one.stand is Stand.COUNTS
        and one.decision.rule == finding.rule
    ]
    return bool(sent) and set(finding.zones) <= {zone for one in sent for zone in one.zones}


def decidable(finding: Finding, *, day: date) -> tuple[What, ...]:
    """What a doctor may decide on a finding for a day."""
    return tuple(
        what for what in What if not may_not_decide(finding, what, day=day, until=date.max)
    )


def decides_on(rule: str, severity: str) -> bool:
    """Whether a doctor may let somebody go on whom this rule holds back so."""
    known = RULES_BY_ID.get(rule)
    is_numbing = known is not None and known.reach is Reach.NUMBING
    return severity in ON_THE_WAY and not is_numbing


def may_not_decide(finding: Finding, what: What, *, day: date, until: date) -> str:
    """Why no doctor decides this on a finding, in a sentence; empty where one does."""
    if finding.rule not in RULES_BY_ID:
        return f"{finding.title}: its rule is gone. Withdraw what was held back instead."
    if what == What.REFERRED:
        return "" if finding.urgent else f"{finding.title}: nothing in it presses."
    if finding.severity is Severity.STOP:
        return f"{finding.title} is a stop: nobody overrules it. {finding.hint}"
    if finding.severity is Severity.ASK:
        return f"{finding.title}: an answer is wanted first. A decision stands on answers."
    if finding.reach is Reach.NUMBING:
        return f"{finding.title}: only the cream hangs on it. It is decided with the plan."
    if finding.severity not in ON_THE_WAY:
        return f"{finding.title} holds nothing back; there is nothing to decide."
    if finding.floor is not None and (day < finding.floor or until < finding.floor):
        return (
            f"No decision shortens this wait to before {date_in_words(finding.floor)}. Choose a "
            "day of treatment from then on."
        )
    return ""
