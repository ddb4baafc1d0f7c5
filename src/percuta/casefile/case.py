"""A case: the request it makes, and the published protocol it is built from, if any."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from percuta.planning.request import Request


@dataclass(frozen=True, kw_only=True)
class Published:
    """What a paper did, to stand beside what Percuta plans."""

    source: str
    device: str = ""
    sessions: int | None = None
    interval_days: float | None = None
    depth: str = ""
    endpoint: str = ""
    people: str = ""
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class Again:
    """What was asked again: the first day of answers, this day, and which answers are whose."""

    first_on: date
    on: date
    sessions_done: int
    asked: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case file, read and checked. ``raw`` is what was read, to be kept with the answer.

    ``again`` None: nobody has been asked again; the answers are those of the assessment.
    """

    title: str
    request: Request
    published: Published | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)
    again: Again | None = None

    @property
    def assessed_on(self) -> date:
        """The day of the assessment, which is the day of the first answers."""
        return self.request.answered_on if self.again is None else self.again.first_on
