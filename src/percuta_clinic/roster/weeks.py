"""A week of work as people say it: for each weekday the stretches, breaks are the gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import groupby, pairwise

from django.core.exceptions import ValidationError

from percuta_clinic.roster.models import Weekday

Span = tuple[time, time]
MIDNIGHT = time(0)


@dataclass(frozen=True, kw_only=True)
class Week:
    """Stretches by weekday from a day on, for good or until a day."""

    spans: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    first_day: date
    last_day: date | None = None
    treats: bool = True
    assists: bool = False

    @property
    def days(self) -> list[tuple[Weekday, str]]:
        """Every weekday with its stretches in words."""
        return [(day, said(self.spans.get(day, ()))) for day in Weekday]

    @property
    def short(self) -> list[tuple[str, list[str]]]:
        """The days that are worked, those alike and side by side as one line."""
        found: list[tuple[str, list[str]]] = []
        for words, some in groupby(self.days, key=lambda one: one[1]):
            days = [day.label for day, _ in some]
            named = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
            if words:
                found.append((named, words.split(", ")))
        return found


def since(span: Span) -> int:
    """Minutes of the day at which it begins."""
    return span[0].hour * 60 + span[0].minute


def until(span: Span) -> int:
    """Minutes of the day at which it ends; midnight is the end of the day."""
    return 24 * 60 if span[1] == MIDNIGHT else span[1].hour * 60 + span[1].minute


def said(spans: Sequence[Span]) -> str:
    """In words, as it is typed."""
    return ", ".join(said_one(one) for one in spans)


def said_one(span: Span) -> str:
    """One stretch; the end of a day is written 24:00."""
    last = "24:00" if span[1] == MIDNIGHT else f"{span[1]:%H:%M}"
    return f"{span[0]:%H:%M}-{last}"


def checked(spans: Sequence[Span], when: str) -> tuple[Span, ...]:
    """In order; refused if one ends before it begins, or two overlap."""
    for one in spans:
        if until(one) <= since(one):
            raise ValidationError(
                f"{when}: {said_one(one)} ends before it begins. Part it at midnight: the rest "
                "belongs to the next day."
            )
    found = tuple(sorted(spans))
    for before, after in pairwise(found):
        if since(after) < until(before):
            raise ValidationError(
                f"{when}: {said_one(before)} and {said_one(after)} overlap. A break is a gap "
                "between two stretches."
            )
    return found
