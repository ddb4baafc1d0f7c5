"""What a course costs: visits, money, days that look red, dark marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from percuta.person import Person, Phototype
from percuta.planning.plan import ZonePlan
from percuta.search.candidates import Candidate
from percuta.search.wish import Price
from percuta.skin.alike import Who, dark_parts, made_like, red_after
from percuta.skin.session import REFERENCE_MM, Session


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The part of people like this one with a dark mark: our middle, and half and twice of it."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Burden:
    """What one course costs. ``red_days`` in the middle of people; None is not known."""

    visits: int
    red_days: float
    marks: Marks | None
    price: float | None

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers to be held against those of another course, smaller better."""
        marks = 0.0 if self.marks is None else self.marks.middle
        return (self.visits, self.red_days, marks, self.price or 0.0)


class Costs:
    """What courses cost one person. The same virtual people are asked for every one of them."""

    def __init__(
        self, person: Person, *, age: int | None, zones: tuple[ZonePlan, ...], seed: int
    ) -> None:
        """For one person, and the zones as they are planned."""
        self._who = Who.like(age, person.phototype, seed=seed)
        self._says_marks = person.phototype not in (None, Phototype.TYPE_VI)
        self._zones: Mapping[str, ZonePlan] = {one.zone.key: one for one in zones}
        self._red = cache(self._red_after)
        self._dark = cache(self._marks)

    def of(self, course: Candidate, *, gentle: bool = False, price: Price | None) -> Burden:
        """What a course costs; ``gentle``: with every depth at its start."""
        paid = None if price is None else sum(price(visit.zones) for visit in course.visits)
        first = course.beginning
        deepest = tuple(
            max(self._depth(zone, visit.number, gentle=gentle) for zone in visit.zones)
            for visit in course.visits
        )
        given = tuple(
            ((visit.day - first).days, mm) for visit, mm in zip(course.visits, deepest, strict=True)
        )
        return Burden(
            visits=len(course.visits),
            red_days=sum(self._red(mm) for mm in deepest),
            marks=self._dark(given) if self._says_marks else None,
            price=paid,
        )

    def _depth(self, zone: str, number: int, *, gentle: bool) -> float:
        """The deepest setting of a session there; the reference where a doctor enters it."""
        planned = self._zones[zone]
        usual = planned.settings[-1].depth
        figure = next((one.depth for one in planned.settings if one.session == number), usual)
        start = planned.depth.start.value
        most = figure.high if figure.high is not None else figure.value
        if most is None:
            return REFERENCE_MM.value
        return min(most, start) if gentle and start is not None else most

    def _red_after(self, depth_mm: float) -> float:
        return float(np.median(red_after(made_like(self._who), depth_mm)))

    def _marks(self, given: tuple[tuple[float, float], ...]) -> Marks:
        sessions = [Session(day=float(day), depth_mm=mm) for day, mm in given]
        low, middle, high = dark_parts(made_like(self._who), sessions)
        return Marks(low=low, middle=middle, high=high)
