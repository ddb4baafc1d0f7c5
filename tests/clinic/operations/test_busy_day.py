"""Sessions that overlap through the real door: every record is what its own tablet said."""

import random

from clinic.operations.busy_day import Pace, busy_day
from clinic.operations.homes import Home

MOST_QUERIES = 80  # a problem opens an event, and that a task for a doctor


def test_six_sessions_at_once_are_kept_as_they_were_sent(home: Home) -> None:
    pace = Pace(sessions=6, spread=1, pause=0.05)
    day = busy_day(home, pace, chance=random.Random(7))
    assert list(day.faults()) == []
    assert day.together > 1
    assert max(day.queries) < MOST_QUERIES, day.queries
