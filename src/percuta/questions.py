"""Questions that rules ask, and the answers given. A missing answer is never a "no"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes or no"
    LAST_TIME = "date of the last time, or never"


class Scope(StrEnum):
    """Whether a question is asked once or for every place to be treated."""

    PERSON = "person"
    ZONE = "zone"


class Answer(StrEnum):
    """A closed answer. NEVER answers LAST_TIME questions."""

    YES = "yes"
    NO = "no"
    NEVER = "never"
    NOT_KNOWN = "not known"


Given = Answer | date


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, in the patient's words; ``key`` names its answer in a case file."""

    key: str
    text: str
    kind: Kind = Kind.YES_NO
    scope: Scope = Scope.PERSON


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact about the person that a rule may ask for; it stands under [person] in a case."""

    key: str
    text: str
    answer_with: str


FACTS = MappingProxyType(
    {
        fact.key: fact
        for fact in (
            Fact(
                key="birth_date",
                text="When were you born?",
                answer_with="a date, or age in years, under [person]",
            ),
            Fact(
                key="phototype",
                text="Which phototype has this skin?",
                answer_with="I to VI, under [person]",
            ),
        )
    }
)


@dataclass(frozen=True)
class Answers:
    """What was answered: by question key for the person, by key and zone for places."""

    person: Mapping[str, Given] = field(default_factory=dict)
    zones: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)

    def to(self, question: Question, zone: str | None = None) -> Given:
        """The answer to a question, in one zone if it is asked by zone; NOT_KNOWN if missing."""
        if question.scope is Scope.PERSON:
            return self.person.get(question.key, Answer.NOT_KNOWN)
        if zone is None:
            raise ValueError(f"question {question.key!r} is asked by zone; name the zone")
        return self.zones.get(question.key, {}).get(zone, Answer.NOT_KNOWN)
