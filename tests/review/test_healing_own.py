"""Check-ins narrow the forecast of healing, say what they taught, and nothing of the result."""

import numpy as np
import pytest

from percuta.handbook.healed import HEALED
from percuta.person import Phototype
from percuta.review.healing_own import OWN_RATES, Crowd, Sign, Told, chance_of, crowd_of, heals
from percuta.review.healing_simulated import SESSIONS, Telling, kept
from percuta.skin.alike import Who

LONG_RED = [Told(sign=Sign.REDNESS, day=day, degree=3) for day in (1.0, 3.0, 29.0, 31.0)]


@pytest.fixture(scope="module")
def people() -> Crowd:
    return crowd_of(Who(age=40, phototype=Phototype.TYPE_III, count=6000, seed=1), 1.5)


def test_without_an_answer_nothing_moves(people: Crowd) -> None:
    found = heals(people, SESSIONS, [])
    assert all(one.before == one.after and one.narrowed == 0 for one in found.lasts)
    assert (found.own, set(found.learned.values())) == ((), {0.0})


def test_long_redness_moves_redness_and_teaches_how_fast_it_calms(people: Crowd) -> None:
    found = heals(people, SESSIONS, LONG_RED)
    red, _, flaking = found.lasts
    assert red.after[2] > red.before[2] + 1
    assert (red.told, flaking.told) == (4, 0)
    assert found.learned["calming"] > found.learned["renewal"]
    assert abs(flaking.after[2] - flaking.before[2]) <= 0.5


def test_what_no_answer_can_tell_is_never_called_ones_own() -> None:
    never = {"signal", "ripening", "losing", "burning", "kept", "epidermis", "swelling"}
    assert not never & set(OWN_RATES)


def test_a_degree_is_one_of_four_whatever_is_seen() -> None:
    seen = np.array([0.0, 0.4, 1.7, 4.0])
    total = sum(chance_of(degree, seen) for degree in range(4))
    assert np.allclose(total, 1, atol=1e-6)
    assert chance_of(0, seen)[0] > 0.7
    assert chance_of(3, seen)[3] > 0.9


def test_bands_moved_by_check_ins_hold_as_often_as_the_handbook_says() -> None:
    found = kept(Telling.EXPECTED, people=80, seed=6)
    for sign in Sign:
        share = found.held_after[sign]
        assert share.low <= HEALED[Telling.EXPECTED].held[sign] / 100 <= share.high
        assert found.narrowed[sign] > 0.1


def test_who_says_more_than_they_see_is_seldom_like_anybody() -> None:
    expected = kept(Telling.EXPECTED, people=30, count=6000)
    more = kept(Telling.MORE, people=30, count=6000)
    assert more.trusted.held < expected.trusted.held / 2
