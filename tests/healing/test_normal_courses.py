"""How often the triage calls although a course is normal; what is published was measured."""

import pytest

from healing.normal_courses import EXACT, STRONGEST, WAYS, alarms
from percuta.handbook.triage import MEASURED
from percuta.healing.triage.bands import BANDS
from percuta.healing.triage.report import Level

COURSES = 400
ROOM = 30  # of 1 000; what 400 courses may lie above 5 000 by chance


@pytest.mark.parametrize("way", WAYS)
def test_normal_courses_call_no_more_often_than_is_published(way: str) -> None:
    found, published = alarms(COURSES, WAYS[way]), MEASURED[way]
    for level, most in ((Level.TODAY, published.today), (Level.NOW, published.now)):
        room = ROOM if most else 0
        assert 1000 * found[level] / COURSES <= most + room, level.words


def test_without_a_slip_a_normal_course_is_as_expected() -> None:
    assert alarms(COURSES, EXACT)[Level.EXPECTED] == COURSES


def test_every_way_to_answer_is_published() -> None:
    assert set(WAYS) == set(MEASURED)


def test_every_sign_with_a_usual_course_is_simulated() -> None:
    assert set(STRONGEST) == set(BANDS)
