"""``check``: what is wrong with this clinic, and the way out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from percuta_clinic.config.environment import Environment

Check = Callable[[Environment], "Line | Iterator[Line]"]


class Weight(StrEnum):
    """How much it matters."""

    OK = "ok"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was looked at."""

    weight: Weight
    about: str
    found: str
    way_out: str = ""

    def __str__(self) -> str:
        way = f" {self.way_out}" if self.way_out else ""
        return f"{self.weight:<5} {self.about}: {self.found}{way}"


def ok(about: str, found: str) -> Line:
    """Nothing to do."""
    return Line(weight=Weight.OK, about=about, found=found)


def warn(about: str, found: str, way_out: str) -> Line:
    """Should be mended soon."""
    return Line(weight=Weight.WARN, about=about, found=found, way_out=way_out)


def must(about: str, found: str, way_out: str) -> Line:
    """Has to be mended now."""
    return Line(weight=Weight.STOP, about=about, found=found, way_out=way_out)


def all_lines(checks: tuple[Check, ...], environment: Environment) -> list[Line]:
    """Every check in turn; one that breaks says so and does not hide the others."""
    found: list[Line] = []
    for check in checks:
        found += _lines(check, environment)
    return found


def _lines(check: Check, environment: Environment) -> list[Line]:
    try:
        answer: Any = check(environment)
        return [answer] if isinstance(answer, Line) else list(answer)
    except Exception as error:
        about = check.__name__.replace("_", " ")
        return [must(about, f"could not be looked at ({error}).", "Mend this first.")]
