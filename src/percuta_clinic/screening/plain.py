"""A result in the patient's words: kind, with what to do now, and without any promise."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.screening.reading import Open, open_questions
from percuta_clinic.screening.referred import Referral, referrals
from percuta_clinic.screening.ruled import is_referred
from percuta_clinic.screening.science import Result, rests_until

WORDS = {
    "plan": (
        "Nothing in your answers speaks against a treatment so far. That is no decision yet: "
        "your clinic reads your answers and looks at your skin first."
    ),
    "doctor": (
        "A doctor reads your answers before anything is planned. You do not need to do anything "
        "for that; the clinic tells you what was decided."
    ),
    "ask": "Some answers are not clear yet. We ask you about them before anything is planned.",
    "not_now": "We cannot treat your skin yet. Below you read why, and for how long.",
    "no": (
        "This treatment does not fit what you told us. Below you read why. Your clinic can talk "
        "with you about other ways to care for your skin."
    ),
}
ELSEWHERE = (
    "Please have the spot above looked at first. In your other places nothing in your answers "
    "speaks against a treatment so far; your clinic looks at your skin first."
)
REFERRED = (
    "Please go where the doctor referred you first. In your other places nothing in your answers "
    "speaks against a treatment so far; your clinic looks at your skin first."
)
RESTS = "Your skin rests after your last treatment. Below you read for how long."


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing a patient should know."""

    words: str
    places: tuple[str, ...]
    until_on: date | None
    until_event: str
    is_urgent: bool
    referred_by: str = ""  # a doctor here did so on ``referred_on``
    referred_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Plain:
    """All of it, what may not wait first."""

    words: str
    urgent: tuple[Point, ...]
    referred: tuple[Point, ...]
    reasons: tuple[Point, ...]
    advice: tuple[Point, ...]
    open: tuple[Open, ...]
    looked_at: tuple[str, ...]

    @property
    def to_find_out(self) -> bool:
        """Whether the patient can; the clinic looks at the skin type itself."""
        return any(one.fact != "phototype" for one in self.open)


def plain_of(result: Result) -> Plain:
    """What a result means for the patient."""
    points = list(_points(result))
    hold = [point for point, holds in points if holds and not point.is_urgent]
    rests = rests_until(result.screening) is not None
    pressing = [point for point, _ in points if point.is_urgent]
    urgent = tuple(point for point in pressing if not point.referred_by)
    referred = tuple(point for point in pressing if point.referred_by)
    words = _words(result.document.verdict.value, urgent=urgent, referred=referred)
    return Plain(
        words=RESTS if rests else words,
        urgent=urgent,
        referred=referred,
        reasons=tuple(hold),
        advice=tuple(point for point, holds in points if not holds and not point.is_urgent),
        open=() if rests else tuple(open_questions(result)),
        looked_at=tuple(
            dict.fromkeys(f.title for f in result.document.findings if f.decided is not None)
        ),
    )


def _words(verdict: str, *, urgent: Collection[Point], referred: Collection[Point]) -> str:
    if verdict == "plan" and urgent:
        return ELSEWHERE
    return REFERRED if verdict == "plan" and referred else WORDS[verdict]


def _points(result: Result) -> Iterator[tuple[Point, bool]]:
    """Each finding once, with whether it holds something back; reminders are for staff."""
    urgent = {(f.rule, f.zones): f for f in result.screening.findings if f.urgent}
    for finding in result.document.findings:
        pressing = urgent.get((finding.rule, finding.zones))
        if finding.over or (finding.decided is not None and pressing is None):
            continue
        sent = _sent(pressing, result) if pressing is not None else None
        yield _point(finding, is_urgent=pressing is not None, sent=sent), _holds(finding)


def _sent(finding: Any, result: Result) -> Referral | None:
    """The newest referral of all of it."""
    if not is_referred(finding, result.decisions):
        return None
    return next(referrals([finding], result.decisions), None)


def _holds(finding: Any) -> bool:
    return not finding.severity.goes_with_plan and finding.reach != "numbing"


def _point(finding: Any, *, is_urgent: bool, sent: Referral | None) -> Point:
    return Point(
        words=finding.patient,
        places=tuple(place_words(zone) for zone in finding.zones),
        until_on=finding.until_on,
        until_event=finding.until_event or "",
        is_urgent=is_urgent,
        referred_by=sent.by if sent else "",
        referred_on=sent.on if sent else None,
    )
