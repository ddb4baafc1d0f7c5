"""A result in the patient's words: kind, with what to do now, and without any promise."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.screening.reading import Open, open_questions
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
RESTS = "Your skin rests after your last treatment. Below you read for how long."


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing a patient should know."""

    words: str
    places: tuple[str, ...]
    until_on: date | None
    until_event: str
    is_urgent: bool


@dataclass(frozen=True, kw_only=True)
class Plain:
    """All of it, what may not wait first."""

    words: str
    urgent: tuple[Point, ...]
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
    urgent = tuple(point for point, _ in points if point.is_urgent)
    return Plain(
        words=RESTS if rests else _words(result.document.verdict.value, urgent=urgent),
        urgent=urgent,
        reasons=tuple(hold),
        advice=tuple(point for point, holds in points if not holds and not point.is_urgent),
        open=() if rests else tuple(open_questions(result)),
        looked_at=tuple(
            dict.fromkeys(f.title for f in result.document.findings if f.decided is not None)
        ),
    )


def _words(verdict: str, *, urgent: Collection[Point]) -> str:
    return ELSEWHERE if urgent and verdict == "plan" else WORDS[verdict]


def _points(result: Result) -> Iterator[tuple[Point, bool]]:
    """Each finding once, with whether it holds something back; reminders are for staff."""
    urgent = {(f.rule, f.zones) for f in result.screening.findings if f.urgent}
    for finding in result.document.findings:
        is_urgent = (finding.rule, finding.zones) in urgent
        if finding.over or (finding.decided is not None and not is_urgent):
            continue
        yield _point(finding, is_urgent=is_urgent), _holds(finding)


def _holds(finding: Any) -> bool:
    return not finding.severity.goes_with_plan and finding.reach != "numbing"


def _point(finding: Any, *, is_urgent: bool) -> Point:
    return Point(
        words=finding.patient,
        places=tuple(place_words(zone) for zone in finding.zones),
        until_on=finding.until_on,
        until_event=finding.until_event or "",
        is_urgent=is_urgent,
    )
