"""Shapes of the living picture, in the units of its drawings; colours are the stylesheet's."""

from collections.abc import Mapping
from dataclasses import dataclass

from percuta_clinic.inform.science_picture import Band

WIDE, HIGH, LEFT, BOTTOM, TOP = 320, 150, 44, 24, 10
NOWHERE = -1.0
_CHANNELS, _FIBRES = 9, 14
_SECTION_WIDE, _SURFACE, _DEEP = 240, 34, 168


@dataclass(frozen=True, kw_only=True)
class Scale:
    """An axis from 0 to ``most``, with what is written where."""

    most: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A course: nine in ten people in ``outer``, half of them in ``inner``, the middle one."""

    title: str
    unit: str
    outer: str
    inner: str
    middle: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    most: float

    @property
    def start(self) -> float:
        """Where time begins."""
        return float(LEFT)

    def place(self, day: float) -> float:
        """Where a day is; a later one is nowhere on it."""
        return _x(day, self.most) if day <= self.most else NOWHERE


def chart(title: str, unit: str, *, x: Scale, y: Scale, course: Mapping[float, Band]) -> Chart:
    """A course drawn as bands."""
    days = sorted(course)

    def line(name: str) -> list[str]:
        return [
            f"{_x(day, x.most):.1f},{_y(getattr(course[day], name), y.most):.1f}" for day in days
        ]

    return Chart(
        title=title,
        unit=unit,
        outer=" ".join([*line("low"), *reversed(line("high"))]),
        inner=" ".join([*line("first"), *reversed(line("third"))]),
        middle=" ".join(line("middle")),
        across=tuple(Tick(at=round(_x(at, x.most), 1), text=text) for at, text in x.ticks),
        up=tuple(Tick(at=round(_y(at, y.most), 1), text=text) for at, text in y.ticks),
        most=x.most,
    )


def _x(value: float, most: float) -> float:
    return round(LEFT + (WIDE - LEFT - 8) * value / most, 1)


def _y(value: float, most: float) -> float:
    return HIGH - BOTTOM - (HIGH - BOTTOM - TOP) * max(value, 0) / most


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A channel or a fibre; ``sure`` where nine in ten people have it, else perhaps."""

    path: str
    sure: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """Skin in section: channels, redness from 0 to 1, fibres that were there, and new ones."""

    channels: tuple[Mark, ...]
    red: str
    old: tuple[str, ...]
    new: tuple[Mark, ...]


def section(*, open_part: Band, red: Band, collagen: Band, red_most: float) -> Section:
    """What the middle person shows, pale where people differ."""
    return Section(
        channels=_marks([_channel(n) for n in range(_CHANNELS)], open_part),
        red=f"{0.75 * max(red.middle, 0) / red_most:.2f}",
        old=tuple(_fibre(n, shift=0) for n in range(_FIBRES)),
        new=_marks([_fibre(n, shift=6) for n in range(_FIBRES)], collagen),
    )


def _marks(paths: list[str], part: Band) -> tuple[Mark, ...]:
    sure = round(len(paths) * max(part.low, 0))
    perhaps = round(len(paths) * max(part.high, 0))
    order = sorted(range(len(paths)), key=lambda n: (n * 5) % len(paths))
    return tuple(Mark(path=paths[n], sure=place < sure) for place, n in enumerate(order[:perhaps]))


def _channel(number: int) -> str:
    x = 20 + number * (_SECTION_WIDE - 40) / (_CHANNELS - 1)
    return f"M{x - 3:g} {_SURFACE}L{x:g} {_SURFACE + 84}L{x + 3:g} {_SURFACE}Z"


def _fibre(number: int, *, shift: int) -> str:
    row, column = divmod(number, 2)
    x, y = 8 + column * 114 + 9 * (row % 3) + shift, 72 + row * 14 + shift
    return f"M{x} {min(y, _DEEP)}q18 -9 36 0t36 0t24 -3"
