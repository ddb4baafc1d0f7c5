"""What a course costs: visits, money, days that look red, dark marks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from percuta.person import Phototype
from percuta.planning.plan import ZonePlan
from percuta.planning.request import Request
from percuta.planning.split import over_cream, work
from percuta.planning.visit import WORK_MOST
from percuta.screening.screen import screen
from percuta.search.candidates import Candidate
from percuta.search.wish import Price
from percuta.skin.alike import Who, dark_parts, made_like, red_after
from percuta.skin.ladder import Values
from percuta.skin.session import REFERENCE_MM, Session
from percuta.zones.skin_map import ZONES

NINE_IN_TEN = (0.05, 0.5, 0.95)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The part of people like this one with a dark mark: our middle, and half and twice of it."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Burden:
    """What one course costs; None is not known.

    ``red_days`` are those of the person in the middle, ``red_band`` of nine people in ten.
    ``minutes`` are those of work on its longest visit; ``creamless`` are visits without the cream
    that was wished for, because it would be too much for one day.
    """

    visits: int
    red_days: float
    red_band: tuple[float, float]
    marks: Marks | None
    price: float | None
    minutes: float
    creamless: int

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers to be held against those of another course, smaller better.

        Of the minutes only those past what visits read of take.
        """
        marks = 0.0 if self.marks is None else self.marks.middle
        longer = max(self.minutes, WORK_MOST.value)
        return (self.visits, self.red_days, marks, self.price or 0.0, longer, self.creamless)


class Costs:
    """What courses cost one person. The same virtual people are asked for every one of them."""

    def __init__(self, request: Request, *, zones: tuple[ZonePlan, ...], seed: int) -> None:
        """For one person, and the zones as they are planned."""
        person, age = request.person, request.person.age_on(request.day)
        self._request = request
        self._findings = screen(request.situation, request.zones).findings
        self._who = Who.like(age, person.phototype, seed=seed)
        self._says_marks = person.phototype not in (None, Phototype.TYPE_VI)
        self._zones: Mapping[str, ZonePlan] = {one.zone.key: one for one in zones}
        self._visit = cache(self._of_visit)
        self._red = cache(self._red_after)
        self._red_days = cache(self._red_in_all)
        self._dark = cache(self._marks)

    def of(self, course: Candidate, *, gentle: bool = False, price: Price | None) -> Burden:
        """What a course costs; ``gentle``: with every depth at its start."""
        paid = None if price is None else sum(price(visit.zones) for visit in course.visits)
        had: Counter[str] = Counter()
        deepest = {}
        for visit in course.visits:
            depths = (self._depth(zone, had[zone], gentle=gentle) for zone in visit.zones)
            deepest[visit.number] = max(depths)
            had.update(visit.zones)
        kinds = [self._visit(visit.zones) for visit in course.visits]
        low, middle, high = self._red_days(tuple(sorted(deepest.values())))
        return Burden(
            visits=len(course.visits),
            red_days=middle,
            red_band=(low, high),
            marks=self._most_marks(course, deepest) if self._says_marks else None,
            price=paid,
            minutes=max(minutes for minutes, _ in kinds),
            creamless=sum(without for _, without in kinds),
        )

    def _most_marks(self, course: Candidate, deepest: Mapping[int, float]) -> Marks:
        """Dark marks of the skin that does worst: each series of visits needles its own."""
        found = []
        for some in course.series:
            given = tuple(((one.day - some[0].day).days, deepest[one.number]) for one in some)
            found.append(self._dark(given))
        return max(found, key=lambda one: one.middle)

    def _of_visit(self, zones: tuple[str, ...]) -> tuple[float, bool]:
        """Minutes of work on a visit, and whether it goes without a wished cream."""
        needled = [ZONES[zone] for zone in zones]
        without = over_cream(self._request, self._findings, needled)
        return work(self._request, needled), without

    def _depth(self, zone: str, had: int, *, gentle: bool) -> float:
        """The deepest setting there after so many sessions; the reference where none is read."""
        planned = self._zones[zone]
        figure = planned.settings[min(had, len(planned.settings) - 1)].depth
        start = planned.depth.start.value
        most = figure.high if figure.high is not None else figure.value
        if most is None:
            return REFERENCE_MM.value
        return min(most, start) if gentle and start is not None else most

    def _red_after(self, depth_mm: float) -> Values:
        return red_after(made_like(self._who), depth_mm)

    def _red_in_all(self, depths: tuple[float, ...]) -> tuple[float, float, float]:
        """Red days of all visits, person by person: fewest, middle and most of nine in ten."""
        low, middle, high = np.quantile(sum(self._red(mm) for mm in depths), NINE_IN_TEN)
        return float(low), float(middle), float(high)

    def _marks(self, given: tuple[tuple[float, float], ...]) -> Marks:
        sessions = [Session(day=float(day), depth_mm=mm) for day, mm in given]
        low, middle, high = dark_parts(made_like(self._who), sessions)
        return Marks(low=low, middle=middle, high=high)
