"""What a search asks the science: courses beside the one chosen, held against a wish."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

import msgspec

from percuta.report.search_doc import CostDoc, FoundDoc, SearchDoc
from percuta.zones.skin_map import ZONES
from percuta_clinic.planning.inputs import Inputs, InZone
from percuta_clinic.planning.science import Made

Cost = CostDoc
Course = FoundDoc
Found = SearchDoc


@dataclass(frozen=True, kw_only=True)
class Wished:
    """A gain as a part, the day to judge it on, and the most it may cost; None: no limit."""

    least: float
    by: date | None = None
    visits: int | None = None
    red_days: float | None = None
    budget: float | None = None


class NothingFound(ValueError):
    """A search that cannot be made; the message says why and what to do."""


def searched(made: Made, wished: Wished, *, price: float) -> Found:
    """Courses beside the one planned. ``price`` is that of one visit. Raises NothingFound."""
    found, wish = (import_module(f"percuta.search.{name}") for name in ("find", "wish"))
    if made.request is None or made.plan is None:
        raise NothingFound(made.why)
    try:
        asked = wish.Wish(
            least=wished.least,
            by=wished.by,
            visits=wished.visits,
            red_days=wished.red_days,
            budget=wished.budget,
            price=lambda _zones: price,
        )
        result = found.search(made.request, asked)
    except found.NoSearch as why:
        raise NothingFound(f"{why}") from why
    report: Any = import_module("percuta.report.search")
    answer: Found = report.build_search("", result)
    return answer


def with_course(inputs: Inputs, course: Course, *, made: Made) -> Inputs:
    """The choices with a course found in them; depths, passes and areas stay."""
    zones = dict(inputs.zones)
    for zone, count in course.sessions.items():
        zones[zone] = msgspec.structs.replace(zones.get(zone, InZone()), sessions=count)
    changed = msgspec.structs.replace(
        inputs, zones=zones, interval_days=course.interval_days, apart=course.apart
    )
    if made.plan is not None and course.days[0] > made.plan.sessions[0].day:
        return msgspec.structs.replace(changed, start_on=course.days[0])
    return changed


def series(course: Course) -> str:
    """Which places have visits of their own; empty where all share theirs."""
    groups = [", ".join(ZONES[zone].name for zone in group) for group in course.apart]
    return f"On visits of their own: {'; '.join(groups)}" if groups else ""


def where(course: Course) -> str:
    """Sessions by place, where places differ; empty where all have as many."""
    by_count: dict[int, list[str]] = {}
    for zone, count in course.sessions.items():
        by_count.setdefault(count, []).append(ZONES[zone].name)
    if len(by_count) == 1:
        return ""
    return "; ".join(f"{count} in {', '.join(names)}" for count, names in by_count.items())
