"""Outlines through a few points, and the other half of what is alike on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Points = Sequence[Point]
_BEND = 1 / 6


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One zone, or a place that is never needled, as it lies in a figure."""

    key: str
    path: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One view of a person. ``lines`` only help the eye; ``never`` are places to leave out."""

    key: str
    name: str
    width: int
    height: int
    outline: tuple[str, ...]
    hair: tuple[str, ...]
    shapes: tuple[Shape, ...]
    never: tuple[Shape, ...]
    lines: tuple[str, ...] = ()


def smooth(points: Points) -> str:
    """A closed path, round through every point."""
    count = len(points)
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for i in range(count):
        before, here = points[i - 1], points[i]
        there, after = points[(i + 1) % count], points[(i + 2) % count]
        out, into = _bent(before, here, there), _bent(after, there, here)
        parts.append(f"C{_at(out)} {_at(into)} {_at(there)}")
    return f"{''.join(parts)}Z"


def _bent(before: Point, here: Point, there: Point) -> Point:
    """The handle at ``here``, on the way to ``there``."""
    return (
        here[0] + (there[0] - before[0]) * _BEND,
        here[1] + (there[1] - before[1]) * _BEND,
    )


def _at(point: Point) -> str:
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"


def mirrored(points: Points, width: float) -> tuple[Point, ...]:
    """The same on the other side of a figure."""
    return tuple((width - x, y) for x, y in reversed(points))


def whole(half: Points, width: float) -> tuple[Point, ...]:
    """Both halves of a shape in the middle; ``half`` runs down its left side."""
    middle = width / 2
    return (*half, *((width - x, y) for x, y in reversed(half) if x != middle))


def shape(key: str, points: Points, *, hole: Points = ()) -> Shape:
    """A shape, with a hole where another place lies inside it."""
    path = smooth(points) + (smooth(hole) if hole else "")
    return Shape(key=key, path=path, points=tuple(points))


def oval(x: float, y: float, *, wide: float, high: float) -> tuple[Point, ...]:
    """Eight points around a middle."""
    near = 0.707
    return (
        (x - wide, y),
        (x - wide * near, y - high * near),
        (x, y - high),
        (x + wide * near, y - high * near),
        (x + wide, y),
        (x + wide * near, y + high * near),
        (x, y + high),
        (x - wide * near, y + high * near),
    )


def marks_of(figure: Figure) -> list[tuple[str, int, str]]:
    """Which side of the patient is where, on figures that show both: word, place, anchor."""
    left, right = (
        [x for shape in figure.shapes if shape.key.endswith(side) for x, _ in shape.points]
        for side in ("_left", "_right")
    )
    if not left or not right:
        return []
    words = ["Right", "Left"]
    if sum(left) / len(left) < sum(right) / len(right):
        words.reverse()
    return [(words[0], 6, "start"), (words[1], figure.width - 6, "end")]
