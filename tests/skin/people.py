"""Virtual patients and courses that the tests of the skin share."""

from functools import cache

from percuta.skin.chance import Seeded
from percuta.skin.patients import Patients, draw
from percuta.skin.session import Session

COURSE = tuple(Session(day=30 * n, depth_mm=1.5) for n in range(4))
DAYS = (1, 2, 4, 8, 16, 29, 30, 31, 60, 90, 92, 98, 120, 180, 270, 400)


@cache
def many(count: int = 4096, seed: int = 1) -> Patients:
    """Patients of 40 years and phototype III; the same for the same seed."""
    return draw(Seeded(seed), count)
