"""No acknowledged event of a session is lost or doubled, however often the server is killed."""

import random

from clinic.operations.homes import Home
from clinic.operations.killed_sessions import kill_often

KILLS = 10


def test_ten_kills_lose_and_double_no_acknowledged_event(home: Home) -> None:
    found = kill_often(home, KILLS, chance=random.Random(7))
    assert len(found.acknowledged) > KILLS
    assert not found.lost
    assert not found.doubled
    assert [row[1] for row in found.rows] == list(range(1, len(found.rows) + 1))
    assert found.last == len(found.rows)
    assert all(found.said[key] == (slot, value) for key, _, slot, value in found.rows)
