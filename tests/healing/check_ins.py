"""Sessions and check-ins for the tests of the triage, and one that is wholly calm."""

from dataclasses import replace
from datetime import date, timedelta

from percuta.healing.treated import Treated
from percuta.healing.triage.questions import NOW_SIGNS, QUESTIONS, Kind
from percuta.healing.triage.report import Degree, Report, Session
from percuta.healing.triage.triage import Assessed, triage
from percuta.questions import Answer
from percuta.zones.skin_map import ZONES

DAY = date(2026, 11, 2)
CHEEK, EYE, BELLY = ("cheek_left",), ("cheek_left", "periorbital_left"), ("abdomen",)
NOW_KEYS = frozenset(one.key for one in NOW_SIGNS)
YES_NO = [key for key, one in QUESTIONS.items() if one.kind is Kind.YES_NO]
DEGREES = [key for key, one in QUESTIONS.items() if one.kind is Kind.DEGREE]


def session(*zones: str, deepest_mm: float | None = 1.0) -> Session:
    treated = Treated(
        zones=tuple(ZONES[zone] for zone in zones or CHEEK),
        deepest_mm=deepest_mm,
        bleeds=False,
        for_pigment=False,
        darkens=False,
        tans=False,
        has_gel=True,
    )
    return Session(on=DAY, treated=treated)


def calm(day: int = 1) -> Report:
    """Everything answered, nothing there."""
    return Report(
        on=DAY + timedelta(days=day),
        degrees=dict.fromkeys(DEGREES, Degree.NONE),
        answers=dict.fromkeys(YES_NO, Answer.NO),
    )


def told(day: int, *yes: str, **degrees: int) -> Report:
    """A calm check-in but for these answers."""
    quiet = calm(day)
    return replace(
        quiet,
        answers={**quiet.answers, **dict.fromkeys(yes, Answer.YES)},
        degrees={**quiet.degrees, **{key: Degree(value) for key, value in degrees.items()}},
    )


def without(report: Report, *keys: str) -> Report:
    """The same check-in with some questions left open."""
    return replace(
        report,
        answers={key: one for key, one in report.answers.items() if key not in keys},
        degrees={key: one for key, one in report.degrees.items() if key not in keys},
    )


def assessed(report: Report, *zones: str, deepest_mm: float | None = 1.0) -> Assessed:
    return triage(report, session(*zones, deepest_mm=deepest_mm))


def ids(found: Assessed) -> set[str]:
    return {one.rule.id for one in found.found}
