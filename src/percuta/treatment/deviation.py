"""Where a dose is otherwise than planned, and what follows from it.

What happened is a fact and is never refused. A difference asks its reason; what passes a limit of
its place, its device or what was agreed on opens an incident.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from percuta.planning.limits import PASSES_LIMIT
from percuta.treatment.delivered import Needled, Pen, Planned, furthest, sum_of, unplanned
from percuta.treatment.endpoints import ENDPOINTS, planned_endpoint

NEAR = 1e-6
ENOUGH = ENDPOINTS["redness"]  # every plan goes at least so far; pinpoint is its upper end


class Standing(StrEnum):
    """Where what was done stands beside what was planned."""

    AS_PLANNED = "as planned"
    WITHIN = "within the tolerance of the device"
    DIFFERENT = "different"
    BEYOND = "beyond the recommended limit"
    FORBIDDEN = "beyond an absolute limit"


def asks_reason(standing: Standing) -> bool:
    """Whether somebody has to say why."""
    return standing not in (Standing.AS_PLANNED, Standing.WITHIN)


def opens_incident(standing: Standing) -> bool:
    """Whether a doctor has to look at it."""
    return standing in (Standing.BEYOND, Standing.FORBIDDEN)


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """One thing that is otherwise than planned. ``what``: depth, passes, endpoint, zone.

    ``key`` names the entry that it is of; empty where it is of the place as a whole.
    """

    zone: str
    what: str
    standing: Standing
    planned: str
    found: str
    words: str
    why: str = ""  # the reason given
    because: str = ""  # why the limit that it passes is there
    key: str = ""

    @property
    def asks_reason(self) -> bool:
        """Whether the record needs a reason that is not there yet."""
        return asks_reason(self.standing) and not self.why.strip()

    @property
    def opens_incident(self) -> bool:
        """Whether a doctor has to look at it."""
        return opens_incident(self.standing)


def deviations(
    planned: Sequence[Planned], done: Sequence[Needled], pen: Pen
) -> tuple[Deviation, ...]:
    """All that is otherwise than planned, in the order of the plan; then places not planned."""
    names = {one.zone: one for one in planned}
    found: list[Deviation] = []
    for place in planned:
        found.extend(_in_place(place, [d for d in done if d.zone == place.zone], pen))
    for one in done:
        if one.zone not in names and not one.left_out and one.depth_mm is not None:
            found.append(_not_planned(one))
            found.extend(_depth(unplanned(one.zone), one, pen))
    return tuple(found)


def _in_place(place: Planned, done: Sequence[Needled], pen: Pen) -> Iterator[Deviation]:
    needled = [one for one in done if one.depth_mm is not None and not one.left_out]
    left_out = next((one.left_out for one in done if one.left_out), "")
    if not needled:
        yield _missing(place, left_out)
        return
    for one in needled:
        yield from _depth(place, one, pen)
    if any(not one.done for one in needled):
        yield _unfinished(place, needled)
    yield from _passes(place, needled)
    yield from _endpoint(place, needled)


def _reason(done: Sequence[Needled]) -> str:
    return next((one.why for one in done if one.why.strip()), "")


def _missing(place: Planned, left_out: str) -> Deviation:
    return Deviation(
        zone=place.zone,
        what="zone",
        standing=Standing.DIFFERENT,
        planned="to be needled",
        found="left out" if left_out else "nothing written down",
        words=f"{place.name}: planned and not needled.",
        why=left_out,
    )


def _unfinished(place: Planned, done: Sequence[Needled]) -> Deviation:
    return Deviation(
        zone=place.zone,
        what="zone",
        standing=Standing.DIFFERENT,
        planned="to be needled",
        found="begun and not finished",
        words=f"{place.name}: begun and not finished. It does not count as a session.",
        why=_reason(done),
    )


def _not_planned(one: Needled) -> Deviation:
    return Deviation(
        zone=one.zone,
        what="zone",
        standing=Standing.BEYOND,
        planned="not planned",
        found="needled",
        words=f"{one.zone.replace('_', ' ')}: needled, and no plan was agreed on for it.",
        why=one.why,
    )


def _depth(place: Planned, one: Needled, pen: Pen) -> Iterator[Deviation]:
    depth = one.depth_mm or 0.0
    standing, words, because = _depth_standing(place, depth, pen)
    if standing is not Standing.AS_PLANNED:
        yield Deviation(
            zone=place.zone,
            what="depth",
            standing=standing,
            planned=place.depth.words("mm"),
            found=f"{depth:g} mm",
            words=f"{place.name}: {depth:g} mm, {words}.",
            because=because,
            why=one.why,
            key=one.key,
        )


def _depth_standing(place: Planned, depth: float, pen: Pen) -> tuple[Standing, str, str]:
    """The worst that can be said of a depth, and why the limit is there.

    A wall that the plan itself passes was agreed on.
    """
    if pen.most_mm is not None and depth > pen.most_mm + NEAR:
        return Standing.FORBIDDEN, f"and {pen.name} goes to {pen.most_mm:g} mm", ""
    hard = [w for w in place.walls if w.is_hard and depth > w.at_mm + NEAR]
    if hard:
        wall = min(hard, key=lambda one: one.at_mm)
        return Standing.FORBIDDEN, f"beyond {wall.at_mm:g} mm, a limit", wall.why
    agreed = place.depth.high if place.depth.high is not None else 0.0
    soft = (w for w in place.walls if not w.is_hard and agreed <= w.at_mm + NEAR)
    near = [w for w in soft if depth > w.at_mm + NEAR]
    if near:
        wall = min(near, key=lambda one: one.at_mm)
        words = f"deeper than {wall.at_mm:g} mm, where a doctor decides"
        return Standing.BEYOND, words, wall.why
    return *_beside(place.depth.off(depth), place.depth.words("mm"), pen), ""


def _beside(off: float, planned: str, pen: Pen) -> tuple[Standing, str]:
    if abs(off) <= NEAR:
        return Standing.AS_PLANNED, ""
    how = "deeper" if off > 0 else "shallower"
    words = f"{abs(off):g} mm {how} than planned ({planned})"
    if pen.tolerance_mm is not None and abs(off) <= pen.tolerance_mm + NEAR:
        return Standing.WITHIN, f"{words}, within the {pen.tolerance_mm:g} mm of {pen.name}"
    return Standing.DIFFERENT, words


def _passes(place: Planned, done: Sequence[Needled]) -> Iterator[Deviation]:
    passes = sum_of([one.passes for one in done])
    if passes is None:
        return
    most, off = PASSES_LIMIT.value, place.passes.off(passes)
    if passes <= most and not off:
        return
    standing = Standing.FORBIDDEN if passes > most else Standing.DIFFERENT
    beyond = f"; more than {most:g} is beyond every protocol read" if passes > most else ""
    yield Deviation(
        zone=place.zone,
        what="passes",
        standing=standing,
        planned=place.passes.words(""),
        found=f"{passes}",
        words=f"{place.name}: {passes} passes, planned {place.passes.words('')}{beyond}.",
        why=_reason(done),
    )


def _endpoint(place: Planned, done: Sequence[Needled]) -> Iterator[Deviation]:
    wanted, key = planned_endpoint(place.endpoint), furthest(done)
    if wanted is None or not key:
        return
    found = ENDPOINTS[key]
    if ENOUGH.order <= found.order <= wanted.order:
        return
    how = "more" if found.order > wanted.order else "less"
    yield Deviation(
        zone=place.zone,
        what="endpoint",
        standing=Standing.DIFFERENT,
        planned=wanted.words,
        found=found.words,
        words=f"{place.name}: {found.words}, {how} than planned ({wanted.words}).",
        why=_reason(done),
    )
