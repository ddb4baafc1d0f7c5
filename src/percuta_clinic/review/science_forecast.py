"""Forecasts of a course held against what was seen, updated by it, and what more would add.

Numbers of many people are loaded with the first page that needs them, not with every process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from percuta.assessment.scales import SCALES
from percuta.report.forecast_doc import CourseDoc, ForecastDoc
from percuta.response.study import Kind
from percuta.review.change import part_apart, part_gone
from percuta.review.stopping import Advised, More, advised, days_of_more
from percuta_clinic.review.science import Verdict

FORETOLD = frozenset(one.value for one in Kind)
EVERY = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was read of one concern on one day: improvement as a part, over its places.

    ``steps``: the step of the scale in improvement, and the worst and best it can show.
    ``apart``: how far two gradings of unchanged skin may lie apart; None where nobody knows.
    """

    day: date
    part: float
    steps: tuple[float, float, float] | None = None
    apart: float | None = None

    @property
    def ends(self) -> tuple[float, float] | None:
        """Between what the true improvement lies 19 times in 20, as far as the scale shows it."""
        if self.apart is None:
            return None
        _, worst, best = self.steps or (0.0, -1.0, 1.0)
        return max(self.part - self.apart, worst), min(self.part + self.apart, best)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A reading beside its forecast. ``rank``: the part of readings foretold below it.

    ``ends``: how well it can be repeated; ``now``: what is expected of that day after all scores.
    """

    day: date
    part: float
    told: tuple[float, ...]
    rank: float
    ends: tuple[float, float] | None = None
    now: tuple[float, ...] = ()

    @property
    def in_half(self) -> bool:
        """Whether the middle half of the forecast holds it."""
        return 0.25 <= self.rank <= 0.75

    @property
    def in_nine(self) -> bool:
        """Whether nine in ten hold it."""
        return 0.05 <= self.rank <= 0.95


@dataclass(frozen=True, kw_only=True)
class Foretold:
    """The forecast of one concern as readings: bands on days, sessions, and what was read.

    ``now`` are bands after what was read, from the first session on; empty where they are none.
    """

    concern: str
    days: tuple[date, ...]
    bands: tuple[tuple[float, ...], ...]
    sessions: tuple[date, ...]
    points: tuple[Point, ...]
    now_days: tuple[date, ...] = ()
    now: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Given:
    """The sessions one concern had; ``apart`` are the days that were agreed between them."""

    concern: str
    days: tuple[date, ...]
    apart: float
    today: date


def _review(part: str) -> Any:
    return import_module(f"percuta.review.{part}")


def foretold(course: CourseDoc, read: Sequence[Read], *, last: date) -> Foretold:
    """A forecast beside readings, moved so that its last session is the one that was given."""
    later = last - course.sessions[-1]
    read_as = _review("seen").reading
    shown = [day + later for day in course.days][:: EVERY.days // 7]
    return Foretold(
        concern=course.concern,
        days=tuple(shown),
        bands=tuple(read_as(_band_on(course, day, later)).quantiles for day in shown),
        sessions=tuple(day + later for day in course.sessions),
        points=tuple(_point(one, _band_on(course, one.day, later)) for one in read),
    )


def with_now(found: Foretold, bands: Sequence[Sequence[float]], *, first: date) -> Foretold:
    """The same with what is expected now; ``bands`` are of the days of ``now_days_of``."""
    read_as, days = _review("seen").reading, now_days_of(found, first)
    now = [tuple(read_as(list(band)).quantiles) for band in bands]
    on = dict(zip(days, now, strict=True))
    return replace(
        found,
        now_days=tuple(days),
        now=tuple(now),
        points=tuple(replace(one, now=on.get(one.day, ())) for one in found.points),
    )


def now_days_of(found: Foretold, first: date) -> list[date]:
    """The days on which it is told what is expected now: none before the first session."""
    days = {*found.days, *(one.day for one in found.points), first}
    return sorted(day for day in days if day >= first)


def rank_of(course: CourseDoc, read: Read, *, last: date, at: float) -> float:
    """The part of readings foretold below what was read; the last session as it was given.

    A grade has a stretch of ranks; ``at``, by chance from 0 to 1, says where in it.
    """
    return _point(read, _band_on(course, read.day, last - course.sessions[-1]), at).rank


def _band_on(course: CourseDoc, day: date, later: timedelta) -> list[float]:
    """The band of a day, of a course that was given so much later than planned."""
    numbers = [float((one - course.days[0]).days) for one in course.days]
    at = float((day - later - course.days[0]).days)
    found: list[float] = _review("seen").at_day(numbers, course.bands, at)
    return found


def _point(one: Read, band: Sequence[float], at: float = 0.5) -> Point:
    seen = _review("seen")
    step, worst, best = one.steps or (0.0, -seen.FAR, seen.FAR)
    steps = seen.Steps(step=step, worst=worst, best=best)
    found = seen.reading(band, seen=one.part, steps=steps, at=at)
    return Point(day=one.day, part=one.part, told=found.quantiles, rank=found.rank, ends=one.ends)


def course_in(forecast: ForecastDoc | None, concern: str, zones: Sequence[str]) -> CourseDoc | None:
    """The forecast of a concern, of the group of places that has most of these."""
    if forecast is None:
        return None
    found = [one for one in forecast.courses if one.concern == concern]
    return max(found, key=lambda one: len(set(one.zones) & set(zones)), default=None)


def _of(concern: str) -> tuple[Any, Kind]:
    kind = Kind(concern)
    fitted, gate = import_module("percuta.response.fitted"), import_module("percuta.response.gate")
    return fitted.fitted().draws[gate.chosen(kind).chosen], kind


def _seen(given: Given, read: Sequence[Read]) -> list[Any]:
    update = import_module("percuta.response.update")
    first = given.days[0]
    return [
        update.Seen(day=float((one.day - first).days), improvement=one.part, by=update.By.CLINICIAN)
        for one in read
        if one.day > first
    ]


def _days(given: Given) -> list[float]:
    return [float((day - given.days[0]).days) for day in given.days]


def moved_by(given: Given, read: Sequence[Read], *, at: date, days: Sequence[date] = ()) -> Any:
    """How much what was read moved the forecast of a day; None where there is no forecast.

    It has bands after what was read for ``days``.
    """
    if given.concern not in FORETOLD or not given.days:
        return None
    draws, kind = _of(given.concern)
    first, seen = given.days[0], _seen(given, read)
    shown = [float((day - first).days) for day in days] if seen else []
    day = float((at - first).days)
    return _review("moved").moved(draws, kind, _days(given), seen=seen, at=day, days=shown)


@dataclass(frozen=True, kw_only=True)
class Dose:
    """The forecast of a day for the sessions planned and for those given; ``shift`` of the mean."""

    planned: int
    given: int
    before: Any
    after: Any

    @property
    def shift(self) -> float:
        """How far the mean moved, in improvement."""
        return float(self.after.mean - self.before.mean)


def dose_of(given: Given, planned: Sequence[date], *, at: date) -> Dose | None:
    """What was given, held against the plan; None where there is no forecast of it."""
    if given.concern not in FORETOLD or not given.days or not planned:
        return None
    draws, kind = _of(given.concern)
    numbers = [float((day - planned[0]).days) for day in planned]
    day = float((at - given.days[0]).days)
    before, after = _review("moved").by_dose(
        draws, kind, planned=numbers, given=_days(given), at=day
    )
    return Dose(planned=len(planned), given=len(given.days), before=before, after=after)


def rule_says(given: Given, read: Sequence[Read], verdicts: Sequence[Verdict]) -> Advised:
    """What the stopping rule says of one concern."""
    return advised(
        sessions=len(given.days),
        days_since=(given.today - given.days[-1]).days if given.days else 0,
        verdicts=verdicts,
        more=_more(given, read),
    )


def _more(given: Given, read: Sequence[Read]) -> More | None:
    if given.concern not in FORETOLD or not given.days or not read:
        return None
    draws, kind = _of(given.concern)
    since = float((given.today - given.days[0]).days)
    soonest = max(since, _days(given)[-1] + given.apart)
    found: More = _review("moved").more_of_the_same(
        draws,
        kind,
        _days(given),
        seen=_seen(given, read),
        more=days_of_more(soonest, apart=given.apart),
    )
    return found


def coverage_of(ranks: Sequence[float | None]) -> Any:
    """How often forecasts held what was read, with exact intervals."""
    return _review("coverage").coverage(ranks)


def read_over(day: date, told: Sequence[tuple[str, float | None, float | None]]) -> Read | None:
    """What was read over some places: scale, before and after of each; None where none counts."""
    found = [
        (part, _steps(scale, before), part_apart(scale, before=before))
        for scale, before, after in told
        if before is not None and (part := part_gone(scale, before=before, after=after)) is not None
    ]
    if not found:
        return None
    many = len(found)
    ends = [sum(steps[column] for _, steps, _ in found) / many for column in range(3)]
    return Read(
        day=day,
        part=sum(part for part, _, _ in found) / many,
        steps=(ends[0], ends[1], ends[2]),
        apart=_mean([apart for _, _, apart in found]),
    )


def _mean(apart: Sequence[float | None]) -> float | None:
    """Of all places, as if one eye misread all alike: never less than it may be."""
    known = [one for one in apart if one is not None]
    return sum(known) / len(known) if len(known) == len(apart) else None


def _steps(scale: str, before: float) -> tuple[float, float, float]:
    """The step of a scale in improvement, and the worst and best that it can show."""
    known = SCALES[scale]
    step = 1 / before if known.levels else 0.0
    return step, 1 - known.high / before, 1 - known.low / before


def document_of(found: Any) -> dict[str, Any]:
    """What the rule said, as it is kept with a decision."""
    more = found.more
    return {
        "says": found.says.value,
        "patient": found.patient,
        "clinician": found.clinician,
        "chance": more.helps if more is not None else None,
        "chance_before": more.before if more is not None else None,
    }
