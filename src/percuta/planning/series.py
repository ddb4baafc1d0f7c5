"""Zones on visits of their own: which go together, and from which day each group may be needled."""

from collections.abc import Iterable, Mapping
from datetime import date

from percuta.planning.course import Series
from percuta.planning.request import Request
from percuta.screening.rules import recovery
from percuta.screening.screen import Screening, Verdict, weight

WAITS_FOR_SKIN = frozenset(rule.id for rule in recovery.RULES)


def opening(request: Request, screening: Screening) -> dict[str, date]:
    """The zones to be planned, with the first day of each.

    Zones on visits of their own wait while theirs is not due: a group whose every zone was
    needled a short while ago, and that nothing else holds, is planned from the day its wait ends.
    """
    now = dict.fromkeys(screening.treatable, request.day)
    if not now:
        return {}
    found = dict(now)
    for group in request.choice.grouped(zone.key for zone in request.needled):
        if now.keys().isdisjoint(group):
            found |= _waits(screening, group)
    return {zone.key: found[zone.key] for zone in request.zones if zone.key in found}


def _waits(screening: Screening, group: Iterable[str]) -> dict[str, date]:
    days = {key: screening.opens_on(key) for key in group if _only_waits(screening, key)}
    return {key: day for key, day in days.items() if day is not None}


def _only_waits(screening: Screening, zone: str) -> bool:
    """Whether nothing but the weeks between two sessions holds a zone back."""
    held = [one for one in screening.on(zone) if weight(one) is not Verdict.PLAN]
    return all(one.rule in WAITS_FOR_SKIN for one in held)


def series_of(request: Request, opens: Mapping[str, date]) -> tuple[Series, ...]:
    """The zones to be planned by the visits they share; ``opens`` as of ``opening``."""
    return tuple(
        Series(
            zones=group,
            given=max(request.done_in(zone) for zone in group),
            opens=max(opens[zone] for zone in group),
        )
        for group in request.choice.grouped(opens)
    )
