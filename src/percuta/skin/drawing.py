"""Numbered people drawn side by side, straight to where the kernel takes them: plain Python.

``compiled.py`` turns it into machine code. What is drawn for whom, ``numbered.py`` says.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from percuta.skin.bell import LOW, WORD, bells, doubled, mixed
from percuta.skin.rows import LANES, RATES, About, Drawn, Rate

Single = NDArray[np.float32]
Words = NDArray[np.uint32]

DRAWN = RATES - 1  # rates that are drawn; collagen follows from its rate and age
AT_ONCE = 4  # words of one mixing, and so many rates


class Which(NamedTuple):
    """Whose numbers: of the first of them, of their group, and the two words of the seed."""

    first: np.uint64
    group: np.uint64
    seed: np.uint64
    seed_high: np.uint64


def fill(rates: Single, given: tuple[Single, Single], which: Which) -> None:
    """Draw people for all blocks. ``given``: how rates are drawn, and what is known of people."""
    spreads, about = given
    drawn = spreads.shape[0]  # not known when this is compiled, so that loops stay loops
    words, normal = np.empty(drawn * LANES, np.uint32), np.empty(drawn * LANES, np.float32)
    for block in range(rates.shape[0]):
        first = which.first + np.uint64(block * LANES)
        for part in range(drawn // AT_ONCE):
            draw_words(words[part * AT_ONCE * LANES :], first, (np.uint64(part), which))
        draw_bells(words, normal)
        draw_rates(normal, spreads, (about[block], rates[block]))


def draw_words(words: Words, first: np.uint64, what: tuple[np.uint64, Which]) -> None:
    """The words of one part for people from a number on."""
    part, which = what
    for j in range(LANES):
        number = first + np.uint64(j)
        counter = number & LOW, number >> WORD, part, which.group
        one, two, three, four = mixed(counter, (which.seed, which.seed_high))
        words[j], words[LANES + j] = one, two
        words[2 * LANES + j], words[3 * LANES + j] = three, four


def draw_bells(words: Words, normal: Single) -> None:
    """Standard normals, two for two words."""
    for pair in range(normal.size // (2 * LANES)):
        at, other = 2 * pair * LANES, (2 * pair + 1) * LANES
        for j in range(LANES):
            normal[at + j], normal[other + j] = bells(
                np.uint64(words[at + j]), np.uint64(words[other + j])
            )


def draw_rates(normal: Single, spreads: Single, people: tuple[Single, Single]) -> None:
    """Rates around the middle of those who are alike, and the collagen each begins with."""
    about, rates = people
    for row in range(spreads.shape[0]):
        own = spreads[row]
        middle, most = own[Drawn.MIDDLE], own[Drawn.MOST]
        width, slow = own[Drawn.WIDTH], own[Drawn.OLDER]
        step, darker = own[Drawn.STEP], own[Drawn.DARKER]
        for j in range(LANES):
            times = (
                normal[row * LANES + j] * width
                + about[About.OLDER * LANES + j] * slow
                + about[About.STEP * LANES + j] * step
                + about[About.DARKER * LANES + j] * darker
            )
            rates[row * LANES + j] = min(middle * doubled(times), most)
    for j in range(LANES):
        ageing = rates[Rate.AGEING * LANES + j]
        rates[Rate.COLLAGEN * LANES + j] = doubled(ageing * about[About.AGED * LANES + j])


HELPERS = (draw_words, draw_bells, draw_rates)


def nobody() -> tuple[Single, tuple[Single, Single], Which]:
    """What to call ``fill`` with so that it does nothing, with the kinds of numbers it takes."""
    nothing = np.uint64(0)
    return (
        np.ones((0, RATES * LANES), np.float32),
        (
            np.zeros((DRAWN, len(Drawn)), np.float32),
            np.zeros((0, len(About) * LANES), np.float32),
        ),
        Which(nothing, nothing, nothing, nothing),
    )
