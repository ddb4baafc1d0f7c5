"""The part of the page of reviews that tells what check-ins move, and how often that holds."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from percuta.handbook.markdown import number, table, text
from percuta.review.healing_own import EYE, HALF_FLAKING, HALF_SWOLLEN, OWN_FROM, OWN_RATES, Sign
from percuta.review.healing_simulated import Telling

ABOUT = (
    "Redness, swelling and flaking told in check-ins are held against 20 000 virtual people of the "
    "same age and phototype, each with an eye of their own for each sign. They move how long a "
    "sign will be seen after a session like the last. They say nothing about the result: no trial "
    "read links the two. Only these rates can become a person's own, once the data took away "
    "enough of the doubt: {rates}. How fast swelling follows, how deep needles reach and all that "
    "builds collagen never can."
)
SIMULATED = (
    "400 patients of 40 years and phototype III, two sessions of 1.5 mm, six check-ins; the true "
    "last day of each sign against nine in ten, which should hold 90 %. "
    "`python bench/healing_coverage.py` prints it. Where people say more than they see, the bands "
    "hold too seldom and most of these patients carry the warning that hardly anybody is like "
    "them: the page of staff says so, and the patient is shown no band."
)


class Healed(NamedTuple):
    """Per cent of true days that bands held after check-ins, narrowing, patients without warning.

    In the order of the signs.
    """

    held: Mapping[Sign, int]
    narrower: Mapping[Sign, int]
    trusted: int


def _healed(held: tuple[int, ...], narrower: tuple[int, ...], trusted: int) -> Healed:
    signs = tuple(Sign)
    return Healed(
        dict(zip(signs, held, strict=True)), dict(zip(signs, narrower, strict=True)), trusted
    )


# From 400 patients each; a test draws fewer and holds these figures to them.
HEALED: Mapping[Telling, Healed] = MappingProxyType(
    {
        Telling.EXPECTED: _healed((91, 91, 92), (30, 30, 31), 88),
        Telling.MORE: _healed((50, 48, 77), (-15, -15, 28), 15),
        Telling.RANDOM: _healed((88, 87, 87), (20, 20, 28), 86),
    }
)


def healed_part() -> list[str]:
    """What check-ins move, with the figures of the simulation."""
    return [
        "## What check-ins move",
        ABOUT.format(rates=", ".join(OWN_RATES.values())),
        table(("What", "Value", "Why"), _assumed()),
        SIMULATED,
        table(("Telling", "Redness", "Swelling", "Flaking", "Narrower by", "No warning"), _rows()),
    ]


def _assumed() -> Iterator[list[str]]:
    for one in (HALF_SWOLLEN, HALF_FLAKING, EYE, OWN_FROM):
        yield [one.key, number(one.value), text(one.note)]


def _rows() -> Iterator[list[str]]:
    for world, one in HEALED.items():
        held = [f"{part} %" for part in one.held.values()]
        narrower = ", ".join(f"{part} %" for part in one.narrower.values())
        yield [world.value, *held, narrower, f"{one.trusted} %"]
