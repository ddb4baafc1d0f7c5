"""The fast course is the simple mechanism, to the fourth digit, for the worst of many patients."""

from itertools import pairwise

import numpy as np
import pytest

from percuta.skin import grid
from percuta.skin.course import LINEAR, Course, healing_course, linear_course, make
from percuta.skin.patients import Patients
from percuta.skin.session import Session
from percuta.skin.simple import STATES, healing
from skin.people import COURSE, DAYS, many

CLOSE = 1e-4  # of a patient's own peak, or of a tenth of the usual peak where that is more


def apart(one: Course, other: Course) -> np.ndarray:
    """For each patient, the largest difference of any state, as a part of its scale."""
    worst = np.zeros(one.states["cells"].shape[1])
    for name in STATES:
        peak = np.abs(other.states[name]).max(axis=0)
        scale = np.maximum(peak, np.median(peak) / 10)
        off = np.abs(one.states[name] - other.states[name]).max(axis=0) / scale
        worst = np.maximum(worst, off)
    return worst


def finely(patients: Patients, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setattr(grid, "GROWTH", 2.0**-5)
    monkeypatch.setattr(grid, "SHORTEST", 2.0**-5)
    return healing_course(patients, COURSE, DAYS)


def test_the_worst_of_four_thousand_patients_is_still_the_simple_mechanism(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patients = many(4096)
    course = healing_course(patients, COURSE, DAYS)
    off = apart(course, finely(patients, monkeypatch))
    worst = int(np.argmax(off))
    assert off[worst] < CLOSE
    for number in (worst, 0):
        slow = healing(patients.one(number), COURSE, DAYS)
        for name in STATES:
            told = np.array([state[name] for state in slow])
            fast = course.states[name][:, number]
            assert np.abs(fast - told).max() <= CLOSE * np.abs(told).max() + 1e-9, name


@pytest.mark.parametrize("depth_mm", [0.25, 0.5, 1.0, 2.5])
@pytest.mark.parametrize("gap", [14, 42])
def test_both_agree_at_other_depths_and_intervals(depth_mm: float, gap: int) -> None:
    patients = many(8)
    sessions = [Session(day=gap * n, depth_mm=depth_mm) for n in range(2)]
    days = [1, 2, 8, gap, gap + 8, 90]
    course = healing_course(patients, sessions, days)
    for number in range(patients.count):
        slow = healing(patients.one(number), sessions, days)
        for name in STATES:
            told = np.array([state[name] for state in slow])
            fast = course.states[name][:, number]
            assert np.abs(fast - told).max() <= CLOSE * np.abs(told).max() + 1e-9, name


def test_rates_that_coincide_lose_no_digit() -> None:
    patients = many(4)
    same = np.full(4, 0.7)
    alike = ("closing", "calming", "swelling", "renewal", "signal", "fading")
    equal = Patients(
        rates={**patients.rates, **dict.fromkeys(alike, same)}, collagen=patients.collagen
    )
    course = healing_course(equal, COURSE[:1], [3, 20])
    slow = healing(equal.one(2), COURSE[:1], [3, 20])
    for name in STATES:
        told = [state[name] for state in slow]
        assert course.states[name][:, 2] == pytest.approx(told, rel=1e-4, abs=1e-9), name


# Steps of time


def test_steps_meet_every_day_asked_for_and_every_session() -> None:
    taken = list(grid.steps([0, 28, 56], [0.25, 1, 100]))
    ends = {now + length for now, length in taken}
    assert {0.25, 1, 28, 56, 100} <= ends
    assert taken[0][0] == 0
    assert all(now + length == after for (now, length), (after, _) in pairwise(taken))


def test_steps_are_shortest_right_after_each_session() -> None:
    lengths = dict(grid.steps([0, 28], [200]))
    assert lengths[0] == lengths[28] == grid.SHORTEST
    assert max(lengths.values()) == grid.LONGEST


@pytest.mark.parametrize("day", [0.1, -1, 1 / 3])
def test_a_day_between_the_steps_is_refused(day: float) -> None:
    with pytest.raises(ValueError, match=r"is no multiple of 0\.03125, or before day 0"):
        list(grid.steps([0], [day]))


def test_linear_states_alone_are_those_of_the_whole_course_to_the_last_digit() -> None:
    people, names = many(), tuple(name for name in LINEAR if name in STATES)
    whole = healing_course(people, COURSE, DAYS)
    made = make(people)
    for _ in range(2):
        alone = linear_course(made, COURSE, DAYS, names=names)
        assert alone.days == whole.days
        assert all(np.array_equal(alone.states[n], whole.states[n]) for n in names)


def test_a_state_that_waits_for_cells_is_not_given_alone() -> None:
    with pytest.raises(ValueError, match="'young' is not one of channels"):
        linear_course(make(many(4)), COURSE, DAYS, names=("young",))
