"""The dose delivered, place by place: what was planned, what was needled, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from percuta.treatment.channels import Channels, channels
from percuta.treatment.endpoints import ENDPOINTS


@dataclass(frozen=True, kw_only=True)
class WallAt:
    """One wall of a place, as its plan froze it."""

    at_mm: float
    is_hard: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """A planned value as a span; both None where the plan leaves it open."""

    low: float | None = None
    high: float | None = None

    def off(self, value: float) -> float:
        """How far a value lies outside: below is negative, inside is 0."""
        if self.low is None or self.high is None:
            return 0.0
        if value < self.low:
            return round(value - self.low, 6)
        return round(max(value - self.high, 0.0), 6)

    def words(self, unit: str) -> str:
        """The span as one reads it."""
        if self.low is None or self.high is None:
            return "left open"
        span = f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"
        return f"{span} {unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What was planned for one place in this session. ``endpoint`` is the plan's words."""

    zone: str
    name: str
    depth: Span
    passes: Span
    endpoint: str = ""
    walls: tuple[WallAt, ...] = ()
    area_cm2: float | None = None


@dataclass(frozen=True, kw_only=True)
class Needled:
    """One depth in one place; ``key`` is the caller's own name for it.

    ``left_out`` says why it was not needled.
    """

    zone: str
    depth_mm: float | None = None
    passes: int | None = None
    endpoint: str = ""
    pain: int | None = None
    seconds: float | None = None
    why: str = ""
    left_out: str = ""
    done: bool = True
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Pen:
    """The device in the room. ``most_mm`` and ``tolerance_mm`` None: not known."""

    key: str = ""
    name: str = "the device"
    most_mm: float | None = None
    tolerance_mm: float | None = None


@dataclass(frozen=True, kw_only=True)
class Dose:
    """What one place got. Depths are settings; None where it was not needled or not written down.

    ``is_whole`` False: begun and not finished.
    """

    zone: str
    name: str
    shallowest_mm: float | None
    deepest_mm: float | None
    passes: int | None
    area_cm2: float | None
    channels: Channels
    endpoint: str
    pain: int | None
    left_out: str
    is_whole: bool

    @property
    def is_given(self) -> bool:
        """Whether this place had a session: needled, and finished."""
        return self.deepest_mm is not None and self.is_whole


def doses(planned: Sequence[Planned], done: Sequence[Needled], pen: Pen) -> tuple[Dose, ...]:
    """The dose of every place that was planned or needled, in the order of the plan."""
    names = {one.zone: one for one in planned}
    extra = [one.zone for one in done if one.zone not in names]
    places = [*names.values(), *(unplanned(zone) for zone in dict.fromkeys(extra))]
    return tuple(_dose(one, [d for d in done if d.zone == one.zone], pen) for one in places)


def unplanned(zone: str) -> Planned:
    """A place that no plan speaks of."""
    return Planned(zone=zone, name=zone.replace("_", " "), depth=Span(), passes=Span())


def _dose(place: Planned, done: Sequence[Needled], pen: Pen) -> Dose:
    needled = [one for one in done if one.depth_mm is not None and not one.left_out]
    depths = [one.depth_mm for one in needled if one.depth_mm is not None]
    passes = [one.passes for one in needled]
    seconds = [one.seconds for one in needled]
    pains = [one.pain for one in done if one.pain is not None]
    return Dose(
        zone=place.zone,
        name=place.name,
        shallowest_mm=min(depths, default=None),
        deepest_mm=max(depths, default=None),
        passes=sum_of(passes),
        area_cm2=place.area_cm2,
        channels=channels(pen.key, seconds=_added(seconds), area_cm2=place.area_cm2),
        endpoint=furthest(needled),
        pain=max(pains, default=None),
        left_out=next((one.left_out for one in done if one.left_out), ""),
        is_whole=bool(needled) and all(one.done for one in needled),
    )


def sum_of(values: Sequence[int | None]) -> int | None:
    """A sum; None where there is nothing, or a part is not known."""
    found = [value for value in values if value is not None]
    return sum(found) if found and len(found) == len(values) else None


def _added(values: Sequence[float | None]) -> float | None:
    found = [value for value in values if value is not None]
    return sum(found) if found and len(found) == len(values) else None


def furthest(needled: Sequence[Needled]) -> str:
    """The endpoint that goes furthest; empty where none of ours was seen."""
    known = [one.endpoint for one in needled if one.endpoint in ENDPOINTS]
    return max(known, key=lambda key: ENDPOINTS[key].order, default="")
