"""What the rules say to a patient's answers and the doctors' decisions; only this asks them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import msgspec

from percuta.casefile.case import Case
from percuta.devices.catalogue import DEVICES
from percuta.finding import Finding, Reach
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.planning.schedule import HeldOff, held_off
from percuta.planning.schedule import opens_on as next_day
from percuta.questions import Answer, Kind
from percuta.report.build import build_document
from percuta.report.document import Document
from percuta.screening.again import too_old
from percuta.screening.catalogue import QUESTIONS, RULES_BY_ID
from percuta.screening.medicines_named import concerned
from percuta.screening.screen import Screening, Verdict, screen, weight
from percuta.zones.skin_map import ZONES
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.queries import Answered, about, answered, device_for
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.intake.science.request import About, request_of
from percuta_clinic.intake.science.told import Told
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.queries import rules_signature
from percuta_clinic.screening.models import Decision
from percuta_clinic.screening.ruled import (
    STOPS,
    Ruled,
    behind,
    gone_on,
    heard,
    held_back,
    is_referred,
    ruled_on,
)


@dataclass(frozen=True, kw_only=True)
class Run:
    """What the rules say on one day; ``raw`` is before anybody held something back."""

    request: Request
    raw: Screening
    screening: Screening
    decisions: tuple[Ruled, ...]

    @property
    def stale(self) -> bool:
        """Whether the answers are too old for the day."""
        return too_old(self.request.answered_on, self.request.day)

    @property
    def off(self) -> HeldOff | None:
        """What the patient's own days hold off: a stay in the sun, an event."""
        return held_off(self.request, self.screening)


@dataclass(frozen=True, kw_only=True)
class Result:
    """All of it: the run, and the document that everybody reads."""

    request: Request
    screening: Screening
    document: Document
    stale: bool
    decisions: tuple[Ruled, ...]
    off: HeldOff | None
    known: About
    told: Told
    answers: tuple[Answered, ...]

    @property
    def run(self) -> Run:
        """What the rules said, with what was held back already."""
        held = self.screening
        return Run(request=self.request, raw=held, screening=held, decisions=self.decisions)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What else than the answers a plan is asked for; ``kept`` stays with the document."""

    change: Callable[[Request], Request]
    kept: Mapping[str, Any] = field(default_factory=dict)


AS_TOLD = Asked(change=lambda request: request)


def result_of(
    patient: Patient,
    *,
    day: date,
    visit: Visit | None = None,
    device: str = "",
    asked: Asked = AS_TOLD,
) -> Result | None:
    """What the rules say if this patient is treated on ``day``; None while nothing is answered.

    ``device``: with this one, whatever is booked.
    """
    answers = answered(patient)
    if not answers:
        return None
    known = about(patient, device=device or device_for(patient, visit), answers=answers)
    run = run_of(answers, known=known, decisions=patient.decisions.all(), day=day, asked=asked)
    return None if run is None else _result(run, answers, known=known, kept=asked.kept)


def _result(
    run: Run, answers: Sequence[Answered], *, known: About, kept: Mapping[str, Any]
) -> Result:
    signature = rules_signature()
    raw = {"forms": [str(one.form.pk) for one in answers], **kept}
    case = Case(title="", request=run.request, raw=raw)
    signed_by = signature.doctor_name if signature else None
    return Result(
        request=run.request,
        screening=run.screening,
        document=build_document(case, _proposed(run), signed_by=signed_by),
        stale=run.stale,
        decisions=run.decisions,
        off=run.off,
        known=known,
        told=answers[-1].round.told,
        answers=tuple(answers),
    )


def _proposed(run: Run) -> Any:
    """The plan for the places that nobody holds back."""
    if run.raw == run.screening:
        return propose(run.request)
    left = set(run.screening.treatable)
    concerns = [
        replace(c, zones=tuple(z for z in c.zones if z in left)) for c in run.request.concerns
    ]
    wished = replace(run.request, concerns=tuple(c for c in concerns if c.zones))
    made = propose(wished) if left else propose(run.request, planned=False)
    return replace(made, screening=run.screening)


def run_of(
    answers: Sequence[Answered],
    *,
    known: About,
    decisions: Iterable[Decision],
    day: date,
    asked: Asked = AS_TOLD,
) -> Run | None:
    """Asks every rule; None where nothing is wished for any more."""
    if known.device not in DEVICES:
        known = replace(known, device=answers[-1].form.device)
    request = asked.change(request_of([one.round for one in answers], about=known, day=day))
    if not request.zones:
        return None
    ruled = tuple(ruled_on(decisions, request, told=_told_yes(answers)))
    request = replace(request, decisions=tuple(gone_on(ruled)))
    raw = screen(request.situation, request.zones)
    return Run(
        request=request,
        raw=raw,
        screening=held_back(raw, [one for one in ruled if one.holds]),
        decisions=tuple(heard(one, raw) for one in ruled),
    )


def _told_yes(answers: Iterable[Answered]) -> dict[tuple[str, str], datetime]:
    """When what may not wait was last answered yes, by question and place."""
    found: dict[tuple[str, str], datetime] = {}
    for fact in (fact for one in answers for fact in one.facts):
        if fact.key in URGENT_QUESTIONS and fact.value == Answer.YES.value:
            at = fact.key, fact.zone
            found[at] = max(fact.at, found.get(at, fact.at))
    return found


MENDS = frozenset({"healed", "calm", "quiet", "clear", "gone", "faded"})
NO = Answer.NO.value
URGENT_QUESTIONS = tuple(
    question.key for rule in RULES_BY_ID.values() if rule.urgent for question in rule.asks
)
HARDEST = {"doctor": Verdict.DOCTOR, "not_now": Verdict.NOT_NOW, "no": Verdict.NO}


def rules_with(run: Run, zones: Iterable[str], verdict: Verdict) -> list[str]:
    """The titles of the rules that make this of some places, each once."""
    keys = set(zones)
    found = [
        finding
        for finding in run.screening.findings
        if weight(finding) is verdict and (not finding.zones or keys & set(finding.zones))
    ]
    known = [RULES_BY_ID.get(finding.rule) for finding in found]
    return list(dict.fromkeys(rule.title if rule else "an earlier rule" for rule in known))


AFTER_SESSION = ("recovery.", "session.")


def rests_until(screening: Screening) -> date | None:
    """The day from which skin may be needled again, where the last session alone holds it back."""
    holding = [one for one in screening.findings if weight(one) is not Verdict.PLAN]
    if screening.verdict is not Verdict.NOT_NOW or not all(
        one.rule.startswith(AFTER_SESSION) for one in holding
    ):
        return None
    days = [one.until.on for one in holding if one.until is not None and one.until.on is not None]
    return min(days, default=None)


def limits_of(run: Run) -> list[str]:
    """What is done otherwise or left out where skin may be needled, each in one line."""
    treated = set(run.screening.treatable)
    found = [f for f in run.screening.findings if not f.zones or treated & set(f.zones)]
    return list(dict.fromkeys(line for f in found for line in _limits(f)))


def _limits(finding: Finding) -> Iterator[str]:
    title = finding.title
    if finding.decided is not None:
        yield f"{title}: {finding.decided.by} lets it go on. “{finding.decided.reason}”"
    elif finding.reach is Reach.SPOT and finding.severity in STOPS:
        where = ", ".join(place_words(zone) for zone in finding.zones)
        yield f"{title}: leave the spot out ({where})."
    elif finding.reach is Reach.NUMBING and finding.severity in STOPS:
        yield f"{title}: no numbing cream."


def urgent_titles(run: Run) -> list[str]:
    """What may not wait, whatever else is treated, and is not referred yet; titles as above."""
    known = [
        RULES_BY_ID[one.rule]
        for one in run.screening.findings
        if one.urgent and not is_referred(one, run.decisions)
    ]
    return list(dict.fromkeys(rule.title for rule in known))


def denied_titles(run: Run) -> list[str]:
    """What may not wait, told before and now answered no: open until somebody here has looked."""
    denied = {(key, zone) for key, zones in run.request.no_longer for zone in zones or ("",)}
    known = [
        RULES_BY_ID[one.rule]
        for one in run.screening.findings
        if any(
            key in URGENT_QUESTIONS and (key, zone) in denied
            for key in one.asks
            for zone in one.zones or ("",)
        )
    ]
    return list(dict.fromkeys(rule.title for rule in known))


def opens_on(run: Run, zones: Iterable[str]) -> date | None:
    """The first day on which one of these places may be asked about again, if days are known."""
    days = [next_day(run.request, run.screening, zone) for zone in zones]
    return min((day for day in days if day is not None), default=None)


def open_questions(run: Run) -> int:
    """How many questions are open."""
    return len({key for finding in run.screening.findings for key in finding.asks})


def answers_behind(rule_id: str, result: Result) -> tuple[dict[str, Any], str]:
    """The answers behind a rule's finding, and a key that changes with them."""
    found = behind(rule_id, result.request)
    return found, hashlib.sha256(msgspec.json.encode(found, order="sorted")).hexdigest()[:16]


def zones_kept(result: Result) -> dict[str, str]:
    """The verdict for each place, as it is kept."""
    return {zone: verdict.value for zone, verdict in result.screening.zones.items()}


def findings_kept(result: Result) -> list[dict[str, Any]]:
    """The findings as they are kept: what was found, not what was said about it."""
    return [
        {
            "rule": one.rule,
            "severity": one.severity.value,
            "zones": list(one.zones),
            "until": _end(one),
            "decided": one.decided is not None,
        }
        for one in result.screening.findings
    ]


def _end(finding: Finding) -> str:
    until = finding.until
    if until is None:
        return ""
    return until.on.isoformat() if until.on is not None else until.event


def is_question(key: str) -> bool:
    """Whether the rules ask this."""
    return key in QUESTIONS


def is_date(key: str) -> bool:
    """Whether a question asks for the last time of something."""
    return key in QUESTIONS and QUESTIONS[key].kind is Kind.LAST_TIME


def disagreement_of(rule_id: str) -> str:
    """The key of the point on which the rule's sources disagree, if they do."""
    rule = RULES_BY_ID.get(rule_id)
    return rule.disagreement.key if rule is not None and rule.disagreement else ""


def concerned_by(medicine: str) -> tuple[str, ...]:
    """The questions that a named medicine concerns."""
    return concerned(medicine)


def rule_title(rule_id: str) -> str:
    """What a rule is called; one that is gone keeps its id."""
    return RULES_BY_ID[rule_id].title if rule_id in RULES_BY_ID else rule_id


def answers_too_old(answered_on: date, day: date) -> bool:
    """Whether answers of one day have to be asked again for a treatment on another."""
    return too_old(answered_on, day)


def ends_soon(event: str) -> bool:
    """Whether it is something that mends by itself within weeks, so that asking makes sense."""
    return bool(MENDS & set(event.replace(",", "").split()))


def is_zone(key: str) -> bool:
    """Whether the skin map has this place."""
    return key in ZONES
