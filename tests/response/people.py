"""Trials and fits that the tests of the response share."""

from functools import cache

from percuta.response.draws import Draws, Rival
from percuta.response.fitted import fitted

MONTHLY = (0.0, 28.0, 56.0, 84.0)
LATER = 174.0

TRIAL = """
key = "mine"
source = "Our own series, 2026"
indication = "acne_scars"
split = "validation"
blinded = true

[[arm]]
name = "pen"
people = 20
sessions = 3
interval_days = 28

[[arm.reading]]
scale = "points"
weeks_after_last = 12
before = 10
before_sd = 2
after = 6
after_sd = 2
"""


@cache
def curve() -> Draws:
    return fitted().draws[Rival.CURVE]


@cache
def mechanism() -> Draws:
    return fitted().draws[Rival.MECHANISM]
