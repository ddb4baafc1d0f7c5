"""When somebody looks again: after each session, and after the course."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.reviews import MINUTILLI2024, TALAKOUB
from percuta.evidence.sources.studies import ABLON2018, AUST2008
from percuta.healing.advice import Advice, Does
from percuta.planning.away import Away, next_at_home
from percuta.planning.plan import Plan


def _after(key: str, days: float, note: str) -> Parameter:
    return Parameter(
        key=f"healing.follow_up_{key}",
        value=days,
        unit="days",
        status=Status.ASSUMED,
        source=SKINPEN_STUDY,
        note=note,
    )


CHECKS = (
    _after("day_1", 1, "the trial kept a diary for 30 days; the first day is ours"),
    _after("day_3", 3, "redness and swelling should have gone by then"),
    _after("day_7", 7, "what is still red then is looked at"),
    _after("day_28", 28, "where the next session comes later than that"),
)
VIEWS = (
    _after("month_1", 31, "the trial looked one month after the last session"),
    _after("month_6", 184, "the trial looked six months after the last session"),
)
WHAT_TO_ASK = {
    1: ("How are you?", "Pain, swelling, anything that worries; emergency signs."),
    3: ("Is the redness going?", "Redness and swelling going; infection, herpes."),
    7: ("A photo, please.", "Photograph; what is still red, new pigment, bumps."),
    28: ("How is your skin now?", "Pigment, bumps, lines; the next session only on calm skin."),
}


RESULT = Advice(
    key="follow_up.result",
    topic="3 months after the last session",
    does=Does.ASK,
    patient=(
        "We look at the result together, with the photos from before, and at what comes next. It "
        "can still change after that."
    ),
    clinician=(
        "First judgement: same photographs, same scale, the person's own view. Change can go on to "
        "six months or more."
    ),
    sources=(TALAKOUB, AUST2008, MINUTILLI2024),
    come=True,
)
LAST_CHECK = 28  # from then on the view after a month takes over
SEEN = frozenset({28})  # somebody looks at the skin then; at the other checks one only asks


def follow_up(plan: Plan) -> tuple[Advice, ...]:
    """Checks after every session, and the views of the result after the last.

    A day on which the person would have to come, but is away, moves to the first one after.
    """
    sessions = [session.day for session in plan.sessions]
    away = plan.calendar.away if plan.calendar is not None else ()
    one, six = _views(sessions[-1], away)
    return (*_checks(sessions, away), one, replace(RESULT, days=(plan.review_on,)), six)


def _checks(sessions: Sequence[date], away: Sequence[Away]) -> Iterator[Advice]:
    """One piece of advice for each check of days; the next session or view takes later ones."""
    ends = (*sessions[1:], sessions[-1] + timedelta(days=LAST_CHECK))
    for check in CHECKS:
        patient, clinician = WHAT_TO_ASK[round(check.value)]
        come = check.value in SEEN
        usual = [day + timedelta(days=check.value) for day in sessions]
        found = [next_at_home(away, day) if come else day for day in usual]
        days = tuple(day for day, end in zip(found, ends, strict=True) if day < end)
        if days:
            yield Advice(
                key=f"follow_up.day_{check.value:g}",
                topic=f"day {check.value:g} after {_which(days, sessions)}",
                does=Does.ASK,
                patient=patient,
                clinician=clinician,
                sources=(SKINPEN_STUDY, MINUTILLI2024),
                status=Status.ASSUMED,
                days=days,
                come=come,
            )


def _which(days: Sequence[date], sessions: Sequence[date]) -> str:
    if len(sessions) == 1:
        return "the session"
    if len(days) == len(sessions):
        return "each session"
    return "each session but the last" if len(days) == len(sessions) - 1 else "a session"


def _views(last: date, away: Sequence[Away]) -> Iterator[Advice]:
    for view, months in zip(VIEWS, (1, 6), strict=True):
        yield Advice(
            key=f"follow_up.month_{months}",
            topic=f"{months} month{'s' if months > 1 else ''} after the last session",
            does=Does.ASK,
            patient="We look at your skin together, with the photos from before.",
            clinician="Photographs, the scale used before, and the person's own view; any effect.",
            sources=(SKINPEN_STUDY, ABLON2018, MINUTILLI2024),
            status=Status.ASSUMED,
            days=(next_at_home(away, last + timedelta(days=view.value)),),
            come=True,
        )
