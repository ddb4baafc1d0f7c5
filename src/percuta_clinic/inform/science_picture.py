"""What the skin model says of one session: channels, redness, new collagen, each with its doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)
PEOPLE, SEED, AGE = 2000, 1, 40
HOURS = tuple(range(0, 97, 6))
RED_DAYS = tuple(n / 2 for n in range(29))
WEEKS = tuple(range(0, 25, 2))
MOMENTS = (0.0, 0.25, 1.0, 3.0, 7.0, 28.0, 56.0, 168.0)


@dataclass(frozen=True, kw_only=True)
class Band:
    """Where people lie: nine in ten from ``low`` to ``high``, half from ``first`` to ``third``."""

    low: float
    first: float
    middle: float
    third: float
    high: float


Course = dict[float, Band]


@dataclass(frozen=True, kw_only=True)
class Healing:
    """By day: part of the channels open, redness of ``red_most``, part of one's own new collagen.

    ``assumed`` is what stands behind it, in words.
    """

    open: Course
    red: Course
    collagen: Course
    red_most: float
    depth_mm: float
    assumed: tuple[str, ...]


def _skin(part: str) -> Any:
    """Loaded with the first picture, not with every process."""
    return import_module(f"percuta.skin.{part}")


@lru_cache(1)
def healing() -> Healing:
    """One session of the reference depth, for many virtual people."""
    numpy = import_module("numpy")
    session = _skin("session")
    people = _skin("patients").draw(_skin("chance").Seeded(SEED), PEOPLE, age=AGE)
    days = sorted({*(h / 24 for h in HOURS), *RED_DAYS, *(7.0 * w for w in WEEKS), *MOMENTS})
    depth = session.REFERENCE_MM.value
    course = _skin("course").healing_course(people, (session.Session(day=0, depth_mm=depth),), days)
    states = course.states
    new = states["young"] + states["mature"]
    grown = numpy.clip(new / new.max(axis=0), 0, 1)
    return Healing(
        open=_course(numpy, days, states["channels"] / states["channels"][0]),
        red=_course(numpy, days, _skin("seen").redness(states["inflammation"])),
        collagen=_course(numpy, days, grown),
        red_most=_skin("red").REDNESS_MOST,
        depth_mm=depth,
        assumed=(
            f"{PEOPLE} virtual people of {AGE} years with skin that tans slowly",
            f"one session at {depth:g} mm",
            "almost every number of the model is our proposal; nothing read measures it by itself",
            _where_wrong(),
        ),
    )


def _where_wrong() -> str:
    """What the handbook says of its own model."""
    return str(import_module("percuta.handbook.model").WRONG)


def _course(numpy: Any, days: Sequence[float], rows: Any) -> Course:
    found = numpy.quantile(rows, BANDS, axis=1).T
    names = ("low", "first", "middle", "third", "high")
    return {
        day: Band(**dict(zip(names, map(float, row), strict=True)))
        for day, row in zip(days, found, strict=True)
    }
