"""From a proposal to the document that everyone reads."""

from collections.abc import Iterable, Sequence

from percuta.casefile.case import Again, Case
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.source import Source
from percuta.finding import Decided, Finding, Reach, Severity
from percuta.healing.advice import Care
from percuta.healing.care import care
from percuta.planning.plan import Proposal
from percuta.planning.request import Request
from percuta.planning.schedule import opens_on
from percuta.questions import FACTS, Kind, Question
from percuta.report.care_part import care_doc, care_parameters, care_sources
from percuta.report.compare import compare
from percuta.report.document import (
    AgainDoc,
    DecidedDoc,
    DisagreementDoc,
    Document,
    FindingDoc,
    MadeByDoc,
    ParameterDoc,
    QuestionDoc,
    SourceDoc,
    ZoneVerdictDoc,
)
from percuta.report.plan_part import keys, parameters_in, plan_doc, plan_sources, remark_doc
from percuta.report.set_part import bound_parameters, bound_sources
from percuta.report.versions import percuta_version, rule_set_digest
from percuta.report.words import answer_in_words
from percuta.screening.catalogue import NOT_SCREENED, QUESTIONS, RULES, RULES_BY_ID
from percuta.screening.screen import HOPE, weight
from percuta.zones.skin_map import ZONES


def build_document(case: Case, proposal: Proposal, *, signed_by: str | None = None) -> Document:
    """The whole answer to a case. ``signed_by`` names the doctor who signed the rule set."""
    person = case.request.person
    cared = care(case.request, proposal.plan) if proposal.plan is not None else None
    disagreements = _disagreements(proposal, cared)
    said = [f for f in _gravest_first(proposal) if _is_said(f)]
    return Document(
        format="percuta.plan/1",
        title=case.title,
        assessed_on=case.assessed_on,
        planned_from=case.request.day,
        verdict=proposal.verdict,
        answer=answer_in_words(case.request, proposal),
        device=case.request.device.name,
        device_key=case.request.device.key,
        age=person.age_on(case.request.day),
        sex=person.sex,
        phototype=person.phototype.roman if person.phototype is not None else None,
        zones=_zones(case.request, proposal),
        findings=tuple(_finding(f) for f in said),
        questions=_questions(proposal),
        outside_clearance=tuple(remark_doc(r) for r in proposal.outside_clearance),
        plan=plan_doc(proposal.plan),
        published=compare(case, proposal),
        not_screened=NOT_SCREENED,
        label_unread=case.request.device.label.unread,
        disagreements=tuple(_disagreement(d) for d in disagreements),
        parameters=_parameters(proposal, cared),
        sources=_sources(_cited(proposal, cared)),
        made_by=_made_by(case, signed_by),
        care=care_doc(cared),
        again=_again(case.again),
        course_over=proposal.course_over,
        country=_country(case.request),
        unheard=tuple(_decided(*one) for one in proposal.screening.unheard),
    )


def _cited(proposal: Proposal, cared: Care | None) -> Iterable[Source]:
    """Every text the answer relies on, in the order in which it is said."""
    return (
        *(s for f in _gravest_first(proposal) if _is_said(f) for s in f.sources),
        *(s for r in proposal.outside_clearance for s in r.sources),
        *plan_sources(proposal.plan),
        *care_sources(cared),
        *(s for d in _disagreements(proposal, cared) for s in d.sources),
        *bound_sources(proposal.plan),
    )


def _country(request: Request) -> str | None:
    return request.country.name if request.country is not None else None


def _again(again: Again | None) -> AgainDoc | None:
    if again is None:
        return None
    return AgainDoc(
        on=again.on, sessions_done=again.sessions_done, asked=again.asked, kept=again.kept
    )


def _holds_back(finding: Finding) -> bool:
    """True for what keeps needles off a zone or a spot in it."""
    with_plan = finding.severity.goes_with_plan or finding.decided is not None
    return not with_plan and finding.reach is not Reach.NUMBING


def _gravest_first(proposal: Proposal) -> list[Finding]:
    def hope(finding: Finding) -> tuple[int, bool]:
        return -HOPE.index(weight(finding)), finding.severity is Severity.INFORM

    return sorted(proposal.screening.findings, key=hope)


def _is_said(finding: Finding) -> bool:
    """Open questions stand in their own list."""
    return finding.severity is not Severity.ASK


def _zones(request: Request, proposal: Proposal) -> tuple[ZoneVerdictDoc, ...]:
    screening = proposal.screening
    return tuple(
        ZoneVerdictDoc(
            zone=key,
            name=ZONES[key].name,
            verdict=verdict,
            opens_on=opens_on(request, screening, key),
            rules=tuple(f.rule for f in screening.on(key) if _holds_back(f)),
        )
        for key, verdict in screening.zones.items()
    )


def _finding(finding: Finding) -> FindingDoc:
    until = finding.until
    return FindingDoc(
        rule=finding.rule,
        title=finding.title,
        severity=finding.severity,
        reach=finding.reach,
        zones=finding.zones,
        until=str(until) if until is not None else None,
        until_on=until.on if until is not None else None,
        until_event=(until.event or None) if until is not None else None,
        patient=finding.patient,
        clinician=finding.clinician,
        hint=finding.hint,
        status=finding.status,
        asks=finding.asks,
        over=finding.over,
        sources=keys(finding.sources),
        decided=_decided(finding.decided) if finding.decided is not None else None,
    )


def _decided(decided: Decided, unheard: str = "") -> DecidedDoc:
    return DecidedDoc(
        rule=decided.rule,
        zones=decided.zones,
        by=decided.by,
        on=decided.on,
        until=decided.until,
        reason=decided.reason,
        unheard=unheard,
    )


def _questions(proposal: Proposal) -> tuple[QuestionDoc, ...]:
    """Open questions, each once, with every zone it is open for."""
    asking: dict[str, list[Finding]] = {}
    for finding in proposal.screening.findings:
        for key in finding.asks:
            asking.setdefault(key, []).append(finding)
    return tuple(_question(key, findings) for key, findings in asking.items())


def _question(key: str, findings: Sequence[Finding]) -> QuestionDoc:
    fact = FACTS.get(key)
    return QuestionDoc(
        key=key,
        text=fact.text if fact is not None else QUESTIONS[key].text,
        answer_with=fact.answer_with if fact is not None else _answer_with(QUESTIONS[key]),
        zones=tuple(dict.fromkeys(zone for f in findings for zone in f.zones)),
        rules=tuple(dict.fromkeys(f.rule for f in findings)),
        why="; ".join(dict.fromkeys(f.title for f in findings)),
    )


def _answer_with(question: Question) -> str:
    return "yes or no" if question.kind is Kind.YES_NO else "the date of the last time, or never"


def _disagreements(proposal: Proposal, cared: Care | None) -> list[Disagreement]:
    spoken = [f for f in proposal.screening.findings if _is_said(f)]
    known = [RULES_BY_ID[f.rule] for f in spoken if f.rule in RULES_BY_ID]
    found = [d for rule in known if (d := rule.disagreement) is not None]
    if proposal.plan is not None:
        found += proposal.plan.disagreements
    found += cared.disagreements if cared is not None else ()
    return list(dict.fromkeys(found))


def _disagreement(disagreement: Disagreement) -> DisagreementDoc:
    return DisagreementDoc(
        key=disagreement.key,
        topic=disagreement.topic,
        one_side=disagreement.one_side,
        other_side=disagreement.other_side,
        decision=disagreement.decision,
        sources=keys(disagreement.sources),
    )


def _parameters(proposal: Proposal, cared: Care | None) -> tuple[ParameterDoc, ...]:
    said = [f for f in proposal.screening.findings if _is_said(f)]
    windows = [p for f in said if f.rule in RULES_BY_ID for p in RULES_BY_ID[f.rule].parameters]
    planned = (*parameters_in(proposal.plan), *care_parameters(cared))
    used = dict.fromkeys([*windows, *planned, *bound_parameters(proposal.plan)])
    return tuple(
        ParameterDoc(
            key=p.key,
            value=p.value,
            unit=p.unit,
            status=p.status,
            source=p.source.key if p.source is not None else None,
            low=p.low,
            high=p.high,
            where=p.where,
            population=p.population,
            note=p.note,
        )
        for p in used
    )


def _sources(cited: Iterable[Source]) -> tuple[SourceDoc, ...]:
    return tuple(
        SourceDoc(
            key=source.key,
            citation=source.citation,
            grade=source.grade,
            read=source.read,
            identifier=source.identifier,
            address=source.address,
        )
        for source in dict.fromkeys(cited)
    )


def _made_by(case: Case, signed_by: str | None) -> MadeByDoc:
    return MadeByDoc(
        percuta=percuta_version(),
        rule_set=rule_set_digest(),
        rules=tuple(rule.id for rule in RULES),
        rule_set_signed_by=signed_by,
        case=dict(case.raw),
    )
