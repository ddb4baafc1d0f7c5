"""The answer in one or two sentences, and what a finding does."""

from collections.abc import Sequence

from percuta.days import date_in_words, day_in_words
from percuta.finding import Reach, Severity
from percuta.planning.otherwise import Otherwise
from percuta.planning.plan import Proposal
from percuta.planning.request import Request
from percuta.planning.schedule import opens_on
from percuta.report.document import DecidedDoc, Document, FindingDoc, PlanDoc
from percuta.screening.screen import Screening, Verdict
from percuta.zones.skin_map import ZONES


def answer_in_words(request: Request, proposal: Proposal) -> str:
    """What the verdict means for this wish, and what to do next."""
    if proposal.verdict is Verdict.PLAN:
        return _may(proposal)
    over = [ZONES[key].name for key in proposal.course_over]
    had = f" Every session was given on {', '.join(over)}: judge the result there." if over else ""
    return f"{_may_not(request, proposal)}{had}{_without_delay(proposal.screening)}"


def _may_not(request: Request, proposal: Proposal) -> str:
    if proposal.verdict is Verdict.DOCTOR:
        return (
            "A doctor has to decide before anything is planned; the findings below say on what. "
            "What they decide goes into the case as a [[decision]]; never change an answer for it."
        )
    if proposal.verdict is Verdict.ASK:
        return "Not before every question below is answered; a missing answer is never a no."
    if proposal.verdict is Verdict.NOT_NOW:
        return _not_now(request, proposal.screening)
    return _no(request, proposal.otherwise)


def _may(proposal: Proposal) -> str:
    screening, plan = proposal.screening, proposal.plan
    if set(screening.treatable) <= set(proposal.course_over):
        return (
            "Nothing holds the skin back, but no session is left: every session of this course was "
            "given. Judge the result first; a new course begins with a new assessment."
        )
    later = [] if plan is None else [one.zone.key for one in plan.zones]
    later = [key for key in later if key not in screening.treatable]
    held = [ZONES[key].name for key in screening.zones if key not in screening.treatable]
    waits = ", ".join(f"{ZONES[key].name} from {screening.opens_on(key)}" for key in later)
    waiting = f" Needled lately, so on later visits of the plan: {waits}." if later else ""
    planned = ", ".join(ZONES[key].name for key in screening.treatable)
    where = f" on {planned}. Not on {', '.join(held)}; see why below" if held else ""
    points = "" if plan is None else f"; {len(plan.confirmations)} points below wait for them"
    urgent = _without_delay(screening)
    told = f"Only once a doctor has approved the plan{points}.{waiting}{urgent}"
    return f"May be treated{where}. {told}"


def _without_delay(screening: Screening) -> str:
    """What may not wait, in sentences."""
    return "".join(f" {_capital(text)}: {', '.join(names)}." for text, names in _urgent(screening))


def _urgent(screening: Screening) -> list[tuple[str, list[str]]]:
    """What may not wait, with the zones it is about."""
    pressing = [finding for finding in screening.findings if finding.urgent]
    return [(f.urgent, [ZONES[zone].name for zone in f.zones]) for f in pressing]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _not_now(request: Request, screening: Screening) -> str:
    days = {key: opens_on(request, screening, key) for key in screening.zones}
    opening = {key: day for key, day in days.items() if day is not None}
    if not opening:
        return "Not now. What has to happen first stands below; assess again after it."
    first = min(opening, key=lambda key: opening[key])
    left = [f for f in screening.on(first) if f.decided is None]
    asked = any(f.severity is Severity.DOCTOR for f in left)
    then = "; then a doctor decides" if asked else ""
    return f"Not now. Assess again from {day_in_words(opening[first])}{then}."


def _no(request: Request, others: Sequence[Otherwise]) -> str:
    """No, and whether another device would answer otherwise."""
    if not others:
        return "No, with no device that Percuta knows."
    said = (
        f"with the {one.device.name} the answer would be: {one.verdict.words}"
        + (", and the wish lies outside its clearance" if one.outside else "")
        for one in others
    )
    return f"No, not with the {request.device.name}; {'; '.join(said)}."


def what_it_does(finding: FindingDoc) -> str:
    """What the finding does, in the words of the verdict, and who may overrule it."""
    if finding.decided is not None:
        return f"MAY GO ON until {date_in_words(finding.decided.until)} (a doctor decided)"
    if finding.reach is Reach.SPOT:
        return "LEAVE OUT THE SPOT"
    if finding.severity not in (Severity.STOP, Severity.DEFER):
        until = f", until {finding.until}" if finding.until else ""
        return f"{finding.severity.words.upper()}{until}"
    nobody = finding.severity is Severity.STOP
    who = "nobody overrules this" if nobody else "a doctor may decide otherwise"
    until = f"NOT NOW until {finding.until}" if finding.until else "NO"
    return f"{until} ({who})"


def decided_in_words(decided: DecidedDoc) -> str:
    """Who decided, when, until when and why."""
    on, until = date_in_words(decided.on), date_in_words(decided.until)
    return f"{decided.by} decided on {on}, until {until}: {decided.reason}"


def stale(document: Document) -> str:
    """A warning when the answers are older than the day they are used for; empty otherwise."""
    age = (document.planned_from - document.answered_on).days
    if age == 0:
        return ""
    days = "1 day" if age == 1 else f"{age} days"
    return f"The answers are {days} older than this day: ask everything again before it."


def which_session(plan: PlanDoc) -> str:
    """Whether the first planned session is the first of the course."""
    return "first" if plan.sessions[0].number == 1 else "next"
