"""The published form of what was set, by whom, and how far it may be moved."""

from collections.abc import Iterable, Iterator

from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.planning.bounds import Bound, Range, ZoneRanges
from percuta.planning.figure import Chosen, Moved
from percuta.planning.house import House
from percuta.planning.plan import Plan
from percuta.report.set_doc import (
    BoundDoc,
    ChosenDoc,
    HouseDoc,
    MovedDoc,
    RangeDoc,
    RangesDoc,
)


def chosen_doc(chosen: Chosen | None) -> ChosenDoc | None:
    """That a value was chosen; None where it was not."""
    if chosen is None:
        return None
    was = chosen.proposed
    return ChosenDoc(by=chosen.by, value=was.value, low=was.low, high=was.high, why=was.why)


def moved_doc(moved: Moved | None) -> MovedDoc | None:
    """That the house protocol moved a value; None where it did not."""
    if moved is None:
        return None
    was = moved.evidence
    return MovedDoc(
        number=moved.number,
        by=moved.by,
        on=moved.on,
        reason=moved.reason,
        value=was.value,
        low=was.low,
        high=was.high,
        why=was.why,
    )


def house_doc(house: House | None) -> HouseDoc | None:
    """The house protocol of a plan; None without one."""
    if house is None:
        return None
    return HouseDoc(number=house.number, by=house.by, on=house.on, reason=house.reason)


def ranges_doc(ranges: ZoneRanges) -> RangesDoc:
    """How far the values of a zone may be moved."""
    return RangesDoc(
        sessions=range_doc(ranges.sessions),
        depth=range_doc(ranges.depth),
        passes=range_doc(ranges.passes),
    )


def range_doc(limits: Range) -> RangeDoc:
    """How far one value may be moved."""
    low, high = limits.recommended_low, limits.recommended_high
    return RangeDoc(
        unit=limits.unit,
        step=limits.step,
        absolute_low=_bound(limits.absolute_low),
        absolute_high=_bound(limits.absolute_high),
        recommended_low=None if low is None else _bound(low),
        recommended_high=None if high is None else _bound(high),
        soft=tuple(_bound(bound) for bound in limits.soft),
    )


def _bound(bound: Bound) -> BoundDoc:
    return BoundDoc(
        value=bound.value,
        why=bound.why,
        status=bound.at.status,
        sources=tuple(source.key for source in bound.sources),
    )


def bounds_in(plan: Plan | None) -> Iterator[Bound]:
    """Every bound of every range of a plan."""
    if plan is None:
        return
    by_zone = (z.ranges for z in plan.zones)
    ranges = [plan.interval_range, *(r for z in by_zone for r in (z.sessions, z.depth, z.passes))]
    for one in ranges:
        ends = (one.absolute_low, one.recommended_low, one.recommended_high, one.absolute_high)
        yield from (end for end in (*ends, *one.soft) if end is not None)


def bound_sources(plan: Plan | None) -> Iterable[Source]:
    """The sources behind the bounds of a plan."""
    return (source for bound in bounds_in(plan) for source in bound.sources)


def bound_parameters(plan: Plan | None) -> Iterable[Parameter]:
    """The numbers behind the bounds of a plan."""
    return (bound.at for bound in bounds_in(plan))
