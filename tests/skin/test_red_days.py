"""How long skin looks red is worked out at once, and says what looking every quarter would."""

import pytest

from percuta.person import Phototype
from percuta.skin.alike import RED_DAYS, Who, last_red, made_like, red_after
from percuta.skin.course import linear_course
from percuta.skin.session import Session


@pytest.mark.parametrize("phototype", list(Phototype))
@pytest.mark.parametrize("depth_mm", [0.25, 1.0, 2.5])
def test_red_days_are_those_that_looking_every_quarter_finds(
    phototype: Phototype, depth_mm: float
) -> None:
    made = made_like(Who.like(40, phototype, seed=1))
    one = (Session(day=0, depth_mm=depth_mm),)
    looked = linear_course(made, one, RED_DAYS, names=("inflammation",)).states["inflammation"]
    assert (red_after(made, depth_mm) == last_red(looked)).all()
