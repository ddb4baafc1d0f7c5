"""The search itself: every course inside the walls, held against the wish and its costs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, islice

from percuta.evidence.errors import OutsideLimit
from percuta.planning.bounds import interval_range
from percuta.planning.limits import REVIEW_AFTER
from percuta.planning.plan import Plan, Proposal
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.planning.settle import interval_of, proposed_for
from percuta.response.assumed import DISCREPANCY, SHOWN_DAYS
from percuta.search.burden import Burden, Costs
from percuta.search.candidates import Candidate, candidates
from percuta.search.gain import Gain, Gains
from percuta.search.sort import cheapest, levels, worth_it
from percuta.search.wish import Wish
from percuta.zones.skin_map import ZONES

TOO_MANY = 20_000  # courses; more are not looked at in one search
VISITS, RED, PRICE = "more visits than wished", "more red days than wished", "over the budget"
FAR = "the wished day is later than can be forecast"


class NoSearch(ValueError):
    """A search where nothing can be told apart; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """One course found. ``alike`` are the shortest and longest interval as good as its own.

    ``gentle`` is its cost with every depth at its start, None where that is as planned;
    ``beyond`` says which recommended bound it passes: a doctor decides there. ``no_better`` are
    greater numbers of visits whose gain cannot be told from this one. ``over`` says in what it
    does not keep to the wish: all that are found do, the planned one may not.
    """

    course: Candidate
    at: date
    gain: Gain
    burden: Burden
    alike: tuple[int, int] = (0, 0)
    gentle: Burden | None = None
    beyond: tuple[str, ...] = ()
    no_better: tuple[int, ...] = ()
    over: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search found: courses by level of gain, best first, lower burden first in a level.

    ``planned`` is the course that is planned now, ``looked_at`` how many were held against the
    wish, ``left_out`` how many of them cost more than wished, by reason.
    """

    wish: Wish
    planned: Course
    levels: tuple[tuple[Course, ...], ...]
    looked_at: int
    left_out: Mapping[str, int]
    unknown: tuple[str, ...]


def search(request: Request, wish: Wish) -> Found:
    """Look for the courses worth choosing between.

    Raises NoSearch without a plan, without a wish that trials count, or where too many courses
    would be looked at.
    """
    plan = propose(request).plan
    if plan is None:
        raise NoSearch("there is no plan, so no course to look for; the screening says why")
    looking = _Looking(request, plan, wish)
    every = [(one, looking.over(one)) for one in looking.courses()]
    found = [one for one, why in every if not why]
    best = [_best_of(list(some), request) for some in _by_counts(found)]
    ordered = levels(best, _middle)
    pairs = zip(worth_it(ordered, _numbers), ordered, strict=True)
    return Found(
        wish=wish,
        planned=looking.planned(),
        levels=tuple(
            tuple(replace(looking.told(one), no_better=_dearer(one, level)) for one in kept)
            for kept, level in pairs
            if kept
        ),
        looked_at=len(every),
        left_out=Counter(why[0] for _, why in every if why),
        unknown=looking.unknown,
    )


class _Looking:
    """One search: the wish, the people asked, and what each course brings and costs."""

    def __init__(self, request: Request, plan: Plan, wish: Wish) -> None:
        self._request, self._plan, self._wish = request, plan, wish
        self._gains = Gains(plan.zones, least=wish.least, seed=wish.seed)
        self._costs = Costs(request, zones=plan.zones, seed=wish.seed)
        if not self._gains.wishes:
            raise NoSearch(
                "no trial counts a gain for what is wished for here, so courses cannot be told "
                "apart by it; the plan says what is known"
            )
        if wish.by is not None and wish.by <= plan.sessions[0].day:
            raise NoSearch(
                f"{wish.by} is not after the first possible session, {plan.sessions[0].day}; "
                "wish for a later day"
            )

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of wishes that no trial counts; they are not searched by."""
        kinds = dict.fromkeys(kind for one in self._plan.zones for kind in one.kinds)
        return tuple(kind.value for kind in kinds if kind.value not in self._gains.wishes)

    def courses(self) -> list[Course]:
        """Every course; zones stay together where taking them apart would be too many."""
        found = self._candidates(apart=self._wish.apart)
        if len(found) > TOO_MANY:
            found = self._candidates(apart=False)
        if len(found) > TOO_MANY:
            raise NoSearch(
                f"more than {TOO_MANY} courses are possible for so many different wishes; "
                "search for fewer of them at a time"
            )
        return [self._course(one) for one in found]

    def _candidates(self, *, apart: bool) -> list[Candidate]:
        """The courses, as far as one more than may be looked at."""
        kinds = {kind for zone in self._plan.zones for kind in zone.kinds}
        varied = {kind for kind in kinds if kind.value in self._gains.wishes}
        every = candidates(self._request, self._plan, varied=varied, apart=apart)
        return list(islice(every, TOO_MANY + 1))

    def _course(self, one: Candidate) -> Course:
        days = {zone.zone.key: one.days(zone.zone.key) for zone in self._plan.zones}
        at = self._wish.by or one.ending + timedelta(days=REVIEW_AFTER.value)
        at = min(at, _reach(one))  # past it nothing is forecast, not even to compare
        burden = self._costs.of(one, price=self._wish.price)
        return Course(course=one, at=at, gain=self._gains.of(days, at), burden=burden)

    def planned(self) -> Course:
        """The course that is planned now."""
        counts = {
            one.zone.key: round(one.sessions.value)
            for one in self._plan.zones
            if one.sessions.value is not None
        }
        days = round(interval_of(self._request).value or 0)
        course = Candidate(
            counts=counts,
            interval_days=days,
            visits=tuple(replace(one, minutes=None, cream=None) for one in self._plan.sessions),
            apart=self._request.choice.within([one.zone.key for one in self._plan.zones]).apart,
        )
        one = self._course(course)
        return self.told(replace(one, alike=(days, days), over=self.over(one)))

    def over(self, one: Course) -> tuple[str, ...]:
        """In what a course does not keep to the wish."""
        wish, burden = self._wish, one.burden
        asked = (
            (VISITS, burden.visits, wish.visits),
            (RED, burden.red_days, wish.red_days),
            (PRICE, burden.price or 0.0, wish.budget),
        )
        dear = tuple(why for why, costs, most in asked if most is not None and costs > most)
        is_far = wish.by is not None and wish.by > _reach(one.course)
        return (*dear, FAR) if is_far else dear

    def told(self, one: Course) -> Course:
        """A course with its gentler cost and the recommended bounds that it passes."""
        gentle = self._costs.of(one.course, gentle=True, price=self._wish.price)
        return replace(
            one,
            gentle=gentle if gentle != one.burden else None,
            beyond=tuple(self._beyond(one.course)),
        )

    def _beyond(self, course: Candidate) -> Iterator[str]:
        passed: dict[str, list[str]] = {}
        for key, count in course.counts.items():
            zone = ZONES[key]
            for bound in proposed_for(self._request, zone).ranges.sessions.beyond(count):
                passed.setdefault(f"sessions: {count}, {bound.why}", []).append(zone.name)
        for why, names in passed.items():
            yield f"{', '.join(names)}, {why}"
        held = interval_range(self._request.person)
        for bound in held.beyond(course.interval_days):
            yield f"{held.what}: {course.interval_days} days, {bound.why}"


def _reach(course: Candidate) -> date:
    """The last day for which a forecast of a course says anything."""
    return course.ending + timedelta(days=SHOWN_DAYS.value)


def _by_counts(found: Sequence[Course]) -> Iterator[Iterator[Course]]:
    """Courses with the same sessions on the same visits; they come in this order."""
    for _, some in groupby(found, key=lambda one: (one.course.counts, one.course.apart)):
        yield some


def _best_of(some: list[Course], request: Request) -> Course:
    """Of courses with the same sessions, the one nearest to what is planned among the best."""
    most = max(map(_middle, some))
    alike = [one for one in some if most - _middle(one) < DISCREPANCY.value]
    as_cheap = cheapest(alike, _numbers)
    usual = interval_of(request).value or 0.0
    best = min(
        as_cheap, key=lambda one: (abs(one.course.interval_days - usual), one.course.beginning)
    )
    intervals = [one.course.interval_days for one in alike]
    return replace(best, alike=(min(intervals), max(intervals)))


def _dearer(one: Course, level: Sequence[Course]) -> tuple[int, ...]:
    visits = {other.burden.visits for other in level if other.course.apart == one.course.apart}
    return tuple(sorted(count for count in visits if count > one.burden.visits))


def _middle(one: Course) -> float:
    return one.gain.middle


def _numbers(one: Course) -> tuple[float, ...]:
    return one.burden.numbers


def proposed(request: Request, course: Course) -> Proposal:
    """The whole proposal of a course found: walls and rules are asked once more.

    Raises OutsideLimit where it may not be planned after all.
    """
    chosen = replace(request, choice=course.course.choice(request.choice))
    answer = propose(replace(chosen, day=course.course.beginning))
    if answer.plan is None:
        raise OutsideLimit("nothing may be planned on the first day of this course")
    return answer
