"""When more of the same is unlikely to help: the rule, its numbers, and its words.

It proposes and a named clinician decides. It never says that going on is useless.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from percuta.evidence.parameter import Parameter, Status
from percuta.review.change import Verdict

FEWEST_SESSIONS = Parameter(
    key="review.fewest_sessions",
    value=3,
    unit="count",
    status=Status.ASSUMED,
    note="sessions after which nothing seen begins to say something: the amount that counts as one "
    "in the forecast",
)
FEWEST_DAYS = Parameter(
    key="review.fewest_days",
    value=28,
    unit="days",
    status=Status.ASSUMED,
    note="days after the last session before which nothing is concluded; what comes later than "
    "that is in the chance",
)
UNLIKELY = Parameter(
    key="review.unlikely",
    value=0.20,
    unit="1",
    status=Status.ASSUMED,
    note="chance of more than hardly any further gain below which stopping is proposed",
)
MORE_SESSIONS = Parameter(
    key="review.more_sessions",
    value=2,
    unit="count",
    status=Status.ASSUMED,
    note="how many more of the same the chance is told for",
)


class Says(StrEnum):
    """What the rule says."""

    STOP = "stop or change"
    GO_ON = "nothing against going on"
    TOO_EARLY = "too early to say"
    CANNOT = "cannot be said"


@dataclass(frozen=True, kw_only=True)
class More:
    """What more sessions of the same would add by a day: the chance that it is not hardly any.

    ``before`` is the same chance without what was seen of this person.
    """

    sessions: int
    helps: float
    before: float
    trusted: bool


@dataclass(frozen=True, kw_only=True)
class Advised:
    """What the rule says of one concern, in a sentence for each reader, and what it rests on."""

    says: Says
    patient: str
    clinician: str
    more: More | None = None


def days_of_more(today: float, *, apart: float) -> tuple[float, ...]:
    """The days of the sessions that would follow, the first of them today."""
    return tuple(today + apart * number for number in range(round(MORE_SESSIONS.value)))


TOO_EARLY = "It is too early to say. Skin goes on changing for months after a session."
NOBODY_LOOKED = "We have not yet looked at your skin in the same way as before the first session."


def advised(
    *, sessions: int, days_since: int, verdicts: Sequence[Verdict], more: More | None
) -> Advised:
    """What to propose, from sessions given, days since the last, each change, and the chance."""
    told = [one for one in verdicts if one is not Verdict.OPEN]
    if not told:
        why = "No change can be judged: graded before and after on one scale with room is wanted."
        return Advised(says=Says.CANNOT, patient=NOBODY_LOOKED, clinician=why, more=more)
    if Verdict.BETTER in told:
        return Advised(
            says=Says.GO_ON,
            patient=f"It may. So far your skin got better in at least one place. {_chance(more)}",
            clinician="A real improvement was seen; the rule does not speak.",
            more=more,
        )
    if sessions < FEWEST_SESSIONS.value or days_since < FEWEST_DAYS.value:
        return Advised(
            says=Says.TOO_EARLY, patient=TOO_EARLY, clinician=_early(sessions, days_since)
        )
    return _after_nothing(sessions, told, more)


def _chance(more: More | None) -> str:
    """What more of the same may bring, where a chance can be told."""
    if more is None:
        return "Nobody can say how much more would help. Ask your doctor if it is worth it for you."
    told = _in_words(more)
    return f"{told[:1].upper()}{told[1:]} Ask your doctor if it is worth it for you."


def _early(sessions: int, days_since: int) -> str:
    return (
        f"{sessions} sessions, {days_since} days since the last; the rule speaks from "
        f"{FEWEST_SESSIONS.value:g} sessions and {FEWEST_DAYS.value:g} days on (assumed)."
    )


def _after_nothing(sessions: int, told: Sequence[Verdict], more: More | None) -> Advised:
    worse = Verdict.WORSE in told
    seen = "Your skin looks worse than before." if worse else "We saw no real change."
    if worse:
        return Advised(
            says=Says.STOP,
            patient=f"After {sessions} sessions: {seen} A doctor looks at why before anything else "
            "is done.",
            clinician="A real worsening was seen. Find the cause before another session.",
            more=more,
        )
    if more is None:
        why = "No forecast is made for this concern, so no chance can be told."
        words = f"After {sessions} sessions: {seen} Nobody can say how likely more would help."
        return Advised(says=Says.STOP, patient=words, clinician=f"No real change. {why}", more=None)
    if more.helps >= UNLIKELY.value:
        words = f"After {sessions} sessions: {seen} More may still help: {_in_words(more)}"
        return Advised(says=Says.GO_ON, patient=words, clinician=_numbers(more), more=more)
    return Advised(
        says=Says.STOP,
        patient=f"After {sessions} sessions: {seen} More of the same is unlikely to help: "
        f"{_in_words(more)} We propose to stop, or to try something else.",
        clinician=f"No real change after {sessions} sessions. {_numbers(more)}",
        more=more,
    )


def _in_words(more: More) -> str:
    return (
        f"of 100 people like you, about {round(more.helps * 100)} would lose at least a tenth more "
        f"of it with {more.sessions} more sessions."
    )


def _numbers(more: More) -> str:
    doubt = (
        "" if more.trusted else " What was seen does not fit virtual people well: read with care."
    )
    return (
        f"Chance that {more.sessions} more sessions add a tenth or more by three months after: "
        f"{more.helps:.0%}; before any score it was {more.before:.0%}. From the fit to the trials, "
        f"20 000 virtual people weighted by this person's scores, or changed towards them where "
        f"hardly any were like this person; stopping is proposed below {UNLIKELY.value:.0%} "
        f"(assumed).{doubt}"
    )
