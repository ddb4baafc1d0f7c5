"""What somebody told in a check-in, and the session it is about. What is missing is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from percuta.healing.advice import Urgency
from percuta.healing.treated import Treated
from percuta.questions import Answer


class Level(IntEnum):
    """How fast somebody has to look; the higher one counts."""

    EXPECTED = 0
    WATCH = 1
    TODAY = 2
    NOW = 3

    @property
    def words(self) -> str:
        """The level as people read it."""
        return {0: "as expected", 1: "watch", 2: "call today", 3: "now"}[self.value]

    @property
    def urgency(self) -> Urgency | None:
        """The urgency of the red flags; a watch is a look within a week."""
        return {1: Urgency.WEEK, 2: Urgency.TODAY, 3: Urgency.NOW}.get(self.value)


class Degree(IntEnum):
    """How much of a sign there is, or how worried somebody is."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3

    @property
    def words(self) -> str:
        """The degree in a word."""
        return self.name.lower()


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session as it was given, on its day."""

    on: date
    treated: Treated


@dataclass(frozen=True, kw_only=True)
class Report:
    """One check-in. ``degrees`` and ``answers`` stand by the key of their question.

    No rule reads ``words``: a person does.
    """

    on: date
    degrees: Mapping[str, Degree] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    temperature_c: float | None = None
    words: str = ""

    def degree(self, key: str) -> Degree | None:
        """How much of a sign; None is not known."""
        return self.degrees.get(key)

    def answer(self, key: str) -> Answer:
        """A yes, a no, or not known where nobody answered."""
        return self.answers.get(key, Answer.NOT_KNOWN)

    def says(self, key: str) -> bool:
        """Whether the answer is yes."""
        return self.answer(key) is Answer.YES


def day_after(report: Report, session: Session) -> int:
    """Days from the session to the check-in; the day of the session is 0."""
    days = (report.on - session.on).days
    if days < 0:
        raise ValueError(
            f"the check-in on {report.on} lies before the session on {session.on}; mend one of them"
        )
    return days
