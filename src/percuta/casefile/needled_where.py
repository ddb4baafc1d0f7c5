"""Whether a last session is told zone by zone, where not every zone could have had it."""

from collections.abc import Iterator, Mapping
from typing import Any

from percuta.casefile.build import build_case, first_request
from percuta.casefile.problems import Placed, placed
from percuta.planning.request import Request
from percuta.questions import Answer
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.screening.screen import screen

Raw = Mapping[str, Any]


def held_back(first: Request) -> tuple[str, ...]:
    """Zones that could not be treated at the assessment while others could."""
    treatable = screen(first.situation, first.zones).treatable
    held = tuple(zone.key for zone in first.needled if zone.key not in treatable)
    return held if treatable else ()


def needled_where(raw: Raw) -> Iterator[Placed]:
    """One day of the last session for all zones, though some were held back at first."""
    given = raw.get("again", {}).get("answers", {}).get(NEEDLED_LAST.key)
    if not isinstance(given, str) or given in (Answer.NEVER, Answer.NOT_KNOWN):
        return
    first = first_request(build_case(raw))
    held = held_back(first)
    if held:
        zones = {z.key: '"never"' if z.key in held else given for z in first.needled}
        table = ", ".join(f"{zone} = {day}" for zone, day in zones.items())
        remedy = (
            f"{', '.join(held)} could not be treated at the assessment; say zone by zone what was "
            f"done, such as {{ {table} }}"
        )
        yield placed(("again", "answers", NEEDLED_LAST.key), given, remedy)
