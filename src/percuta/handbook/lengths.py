"""The part of validation on a person's own observations, few or many; of figures from the bench."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from percuta.handbook.markdown import table
from percuta.response.assumed import FEWEST_EFFECTIVE, MOST_FAR, MOST_RARE, MOST_TAIL
from percuta.response.crowd import MANY, PEOPLE
from percuta.response.lengths import Length
from percuta.response.personal import Way

ABOUT = (
    f"Weights of {MANY} virtual people serve while {FEWEST_EFFECTIVE.value:g} or more stay "
    f"effective and Pareto k is {MOST_TAIL.value:g} or less. Else {PEOPLE} people are "
    "moved towards what was seen, which is let in by parts (tempered sequential Monte Carlo); the "
    "document of a forecast says which of the two was used and how it went. It warns where the "
    f"people who count are over {MOST_FAR.value:g} standard deviations from what was seen, all in "
    f"all or by one rater, and where people had to be moved over {MOST_RARE.value:g} standard "
    "deviations from the middle of all people."
)
FOLLOWED = (
    "People drawn from the fit, four monthly sessions, forecast for the day on which the section "
    "above looks. *Hard* are those for whom weights alone are not enough: few, as a person has a "
    "draw of the fit, a base and hope, and a rater's bias keeps even many ratings from saying too "
    "much. They are picked from other people. `python bench/update_coverage.py` prints these "
    "figures and processor times."
)
HEAD = ("Observations", "People", "Way", "Inside 50, 80, 90 %", "Width of 80 %", "Warned")


class Measured(NamedTuple):
    """Per cent inside three intervals, width of the 80 % one, per cent warned."""

    inside: tuple[int, int, int]
    wide: int
    warned: int


class Lot(NamedTuple):
    """So many people, and how each way did over them."""

    people: int
    ways: Mapping[Way, Measured]


# Of 1000 people, and of the hard ones of 15 000 others; a test follows fewer and holds them to it.
ALL: Mapping[Length, Lot] = MappingProxyType(
    {
        Length.SIX: Lot(
            1000,
            {
                Way.WEIGHTS: Measured((51, 79, 91), 36, 0),
                Way.TEMPERING: Measured((50, 79, 90), 36, 0),
            },
        ),
        Length.MANY: Lot(
            1000,
            {
                Way.WEIGHTS: Measured((50, 81, 91), 25, 1),
                Way.TEMPERING: Measured((50, 80, 91), 25, 0),
            },
        ),
    }
)
HARD: Mapping[Length, Lot] = MappingProxyType(
    {
        Length.SIX: Lot(
            37,
            {
                Way.WEIGHTS: Measured((49, 78, 97), 23, 100),
                Way.TEMPERING: Measured((49, 81, 97), 23, 49),
            },
        ),
        Length.MANY: Lot(
            157,
            {
                Way.WEIGHTS: Measured((44, 78, 90), 16, 100),
                Way.TEMPERING: Measured((45, 78, 89), 16, 23),
            },
        ),
    }
)


def own_observations() -> Iterator[str]:
    """The section of the page of validation."""
    yield "## A person's own observations, few or many"
    yield ABOUT
    yield FOLLOWED
    yield table(HEAD, _rows())


def _rows() -> Iterator[list[str]]:
    for length in Length:
        for name, lots in (("all", ALL), ("hard", HARD)):
            lot = lots[length]
            for way, found in lot.ways.items():
                yield [
                    length,
                    f"{name}: {lot.people}",
                    way,
                    ", ".join(f"{part}%" for part in found.inside),
                    f"{found.wide}%",
                    f"{found.warned}%",
                ]
