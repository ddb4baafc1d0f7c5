"""The numbers of a plan that can be moved: each with its walls, its mark and its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from percuta_clinic.planning.inputs import Inputs, inputs_of, plain_inputs
from percuta_clinic.planning.science import Made

ENTERED = "a doctor enters it"
SMALLEST_AREA, LARGEST_AREA = 0.5, 20_000.0
COUNTS = ("sessions", "passes", "interval_days")


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One end of what can be planned, and why nothing lies beyond."""

    value: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number. ``path`` is its place in the choices, ``at`` in the published plan.

    ``value`` None: a span or nothing is proposed, as ``span`` says. ``confirm``: bounds that it
    passes, so that a doctor confirms it.
    """

    path: str
    at: str
    label: str
    unit: str
    step: float
    low: Edge
    high: Edge
    value: float | None = None
    span: str = ""
    mark: str = ""
    begin: float = 0.0  # the first number of a stepper that shows none
    confirm: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """How many places the step has."""
        return len(f"{self.step:g}".partition(".")[2])

    @property
    def text(self) -> str:
        """The number as its field shows it; empty where there is none."""
        return "" if self.value is None else self.number(self.value)

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chose it here."""
        return self.mark == "chosen"

    @property
    def at_low(self) -> bool:
        """Whether it cannot go lower."""
        return self.value is not None and self.value <= self.low.value

    @property
    def at_high(self) -> bool:
        """Whether it cannot go higher."""
        return self.value is not None and self.value >= self.high.value

    @property
    def low_says(self) -> str:
        """What is said where it stops at its low end."""
        return self._wall(self.low, "no less than")

    @property
    def high_says(self) -> str:
        """What is said where it stops at its high end."""
        return self._wall(self.high, "no more than")

    def number(self, value: float) -> str:
        """A number with the places of its step."""
        return f"{value:.{self.decimals}f}"

    def stepped(self, way: int) -> float:
        """One step on, or where it stands if a wall is there."""
        if self.value is None:
            return self.begin
        return self.held(round((self.value + way * self.step) / self.step) * self.step)

    def held(self, value: float) -> float:
        """The nearest number that can be planned."""
        return round(min(max(value, self.low.value), self.high.value), self.decimals)

    def _wall(self, edge: Edge, how: str) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.label}, {how} {self.number(edge.value)}{unit}. {_sentence(edge.why)}"


def _sentence(why: str) -> str:
    text = why[:1].upper() + why[1:]
    return text if text.endswith(".") else f"{text}."


@dataclass(frozen=True, kw_only=True)
class Row:
    """One place: how often and how much skin, and its sessions by number."""

    zone: str
    name: str
    concerns: tuple[str, ...]
    sessions: Cell
    area: Cell
    settings: dict[int, tuple[Cell, Cell]]

    @property
    def cells(self) -> Iterator[Cell]:
        """All of them."""
        yield from (self.sessions, self.area)
        for depth, passes in self.settings.values():
            yield from (depth, passes)

    @property
    def confirm(self) -> list[str]:
        """What a doctor confirms here, with the sessions it is about."""
        found: dict[str, list[int]] = {}
        for number, pair in self.settings.items():
            for why in (why for cell in pair for why in cell.confirm):
                found.setdefault(why, []).append(number)
        return [*self.sessions.confirm, *(_where(why, found[why]) for why in found)]

    @property
    def is_chosen(self) -> bool:
        """Whether anything here is chosen otherwise than proposed."""
        return any(cell.is_chosen for cell in (self.sessions, *self._set))

    @property
    def _set(self) -> Iterator[Cell]:
        return (cell for pair in self.settings.values() for cell in pair)


def _where(why: str, numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"session {numbers[0]}, {why}"
    return f"sessions {', '.join(map(str, numbers))}, {why}"


def rows_of(made: Made) -> list[Row]:
    """The places of a plan."""
    return [_row(zone) for zone in made.plan.zones] if made.plan is not None else []


def interval_of(made: Made) -> Cell | None:
    """Days from one session to the next."""
    plan = made.plan
    if plan is None or plan.interval_range is None:
        return None
    return _cell("interval_days", plan.interval, plan.interval_range, at="interval", label=INTERVAL)


INTERVAL = "Days between sessions"


def cells_by_path(made: Made) -> dict[str, Cell]:
    """Every number that can be moved."""
    interval = interval_of(made)
    cells = [cell for row in rows_of(made) for cell in row.cells]
    return {cell.path: cell for cell in ([interval] if interval else []) + cells}


def _row(zone: Any) -> Row:
    own, doc = f"zones/{zone.zone}", f"zones/{zone.zone}"
    name = zone.name[:1].upper() + zone.name[1:]
    ranges = zone.ranges
    settings = {}
    for one in zone.settings:
        n, said = one.session, f"{name}, session {one.session}"
        at = f"{doc}/settings/{n}"
        depth = _depth(f"{own}/depth_mm/{n}", one, ranges.depth, at=at, said=said)
        passes = _cell(
            f"{own}/passes/{n}",
            one.passes,
            ranges.passes,
            at=f"{at}/passes",
            label=f"{said}: passes",
        )
        settings[n] = (depth, passes)
    return Row(
        zone=zone.zone,
        name=name,
        concerns=zone.concerns,
        sessions=_cell(
            f"{own}/sessions",
            zone.sessions,
            ranges.sessions,
            at=f"{doc}/sessions",
            label=f"{name}: sessions",
        ),
        area=_area(zone, own=own, doc=doc, name=name),
        settings=settings,
    )


def _depth(path: str, setting: Any, limits: Any, *, at: str, said: str) -> Cell:
    """The deepest setting of a session; needling may begin shallower."""
    return _cell(
        path,
        setting.depth,
        limits,
        at=f"{at}/depth",
        label=f"{said}: depth",
        value=setting.depth.value if setting.depth.value is not None else setting.depth.high,
    )


def _area(zone: Any, *, own: str, doc: str, name: str) -> Cell:
    ours = "our own bound, against slips"
    return Cell(
        path=f"{own}/area_cm2",
        at=f"{doc}/area",
        label=f"{name}: area",
        unit="cm²",
        step=0.5,
        low=Edge(value=SMALLEST_AREA, why=ours),
        high=Edge(value=LARGEST_AREA, why=ours),
        value=zone.area.value,
        mark=_mark(zone.area),
        begin=SMALLEST_AREA,
    )


def _cell(
    path: str, figure: Any, limits: Any, *, at: str, label: str, value: float | None = None
) -> Cell:
    now = figure.value if value is None else value
    low, high = limits.absolute_low, limits.absolute_high
    return Cell(
        path=path,
        at=at,
        label=label,
        unit="" if limits.unit == "count" else limits.unit,
        step=limits.step,
        low=Edge(value=low.value, why=low.why),
        high=Edge(value=high.value, why=high.why),
        value=now,
        span=_span(figure),
        mark=_mark(figure),
        begin=figure.low if figure.low is not None else low.value,
        confirm=tuple(_passed(figure, limits, now, name=label.rpartition(": ")[2])),
    )


def _span(figure: Any) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{figure.low:g}\N{EN DASH}{figure.high:g}"


def _mark(figure: Any) -> str:
    """Where a number comes from, in a word."""
    if figure.chosen is not None:
        return "chosen"
    if figure.moved is not None:
        return "house"
    return str(figure.status.value) if figure.status is not None else ENTERED


def _passed(figure: Any, limits: Any, value: float | None, *, name: str) -> Iterator[str]:
    """The bounds that a number passes which somebody set."""
    if value is None or (figure.chosen is None and figure.moved is None):
        return
    low, high = limits.recommended_low, limits.recommended_high
    unit = "" if limits.unit == "count" else f" {limits.unit}"
    if low is not None and value < low.value:
        yield f"{name} {value:g}{unit}, below {low.value:g}{unit} ({low.why})"
    for bound in limits.soft or ((high,) if high is not None else ()):
        if value > bound.value:
            yield f"{name} {value:g}{unit}, above {bound.value:g}{unit} ({bound.why})"


def with_value(inputs: Inputs, path: str, value: float | None) -> Inputs:
    """The choices with one number other; None: as proposed. ``path`` is one of a cell."""
    kept = plain_inputs(inputs)
    at: Any = kept
    *steps, last = path.split("/")
    for step in steps:
        at = at.setdefault(step, {})
    whole = last in COUNTS or (steps and steps[-1] in COUNTS)
    at[last] = None if value is None else (round(value) if whole else value)
    if value is None and steps and steps[-1] in ("depth_mm", "passes"):
        del at[last]
    return inputs_of(kept)


def as_proposed(inputs: Inputs, zone: str = "") -> Inputs:
    """The choices without any number chosen in a place, or anywhere; areas stay measured."""
    kept = plain_inputs(inputs)
    for key, one in kept.get("zones", {}).items():
        if not zone or key == zone:
            one.update({"sessions": None, "depth_mm": {}, "passes": {}})
    if not zone:
        kept.pop("interval_days", None)
        kept.pop("apart", None)
    return inputs_of(kept)
