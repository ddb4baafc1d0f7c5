"""Numbers as a clinician reads them."""

from dataclasses import dataclass
from typing import Protocol

LEGEND = (
    "Begin at start and go deeper only until the endpoint shows: first session and up to are "
    "limits, not targets. Beyond a soft limit a doctor decides, beyond a hard one nobody goes. "
    "Set the device to its nearest mark at or below; its marks stand in no text read. "
    "—: not published, a doctor enters it."
)
BY_DOCTOR = "doctor enters"


class Numbered(Protocol):
    """Anything with a value or a span and a unit."""

    @property
    def value(self) -> float | None:
        """The single value, if there is one."""

    @property
    def low(self) -> float | None:
        """The low end of a span."""

    @property
    def high(self) -> float | None:
        """The high end of a span."""

    @property
    def unit(self) -> str:
        """The unit."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A value or a span that stands alone, such as one that was proposed and not taken."""

    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


def number(figure: Numbered) -> str:
    """A figure without its unit: ``1.05``, ``4 to 10``, or that a doctor enters it."""
    if figure.value is not None:
        return _digits(figure.value, figure.unit)
    if figure.low is not None and figure.high is not None:
        ends = [_digits(end, figure.unit) for end in (figure.low, figure.high)]
        return " to ".join(dict.fromkeys(ends))
    return BY_DOCTOR


def with_unit(figure: Numbered) -> str:
    """A figure with its unit."""
    text = number(figure)
    return text if text == BY_DOCTOR or figure.unit == "count" else f"{text} {figure.unit}"


def span(low: Numbered, high: Numbered) -> str:
    """Two figures of one unit as a span, once when they are equal."""
    first, last = number(low), number(high)
    if BY_DOCTOR in (first, last):
        return BY_DOCTOR
    return f"{first} {low.unit}" if first == last else f"{first} to {last} {low.unit}"


HOURS_IN_DAY, LAST_IN_HOURS = 24, 72


def hours(begin: float | None, end: float | None) -> str:
    """Hours from the end of needling in words: ``to day 3``, ``3 days before``, ``from day 7``."""
    if begin is None:
        return "always"
    if begin < 0:
        return f"from {_long(-begin)} before"
    if end is None:
        return f"from {_day(begin)}"
    if begin == end:
        return "on the day"
    return f"to {_day(end)}" if begin == 0 else f"{_day(begin)} to {_day(end)}"


def _long(length: float) -> str:
    days = length / HOURS_IN_DAY
    return f"{length:g} hours" if days <= 1 else f"{days:g} days"


def _day(hour: float) -> str:
    return f"hour {hour:g}" if hour <= LAST_IN_HOURS else f"day {hour / HOURS_IN_DAY:g}"


def _digits(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "mm" else f"{value:g}"
