"""Laws that hold for every patient: nothing negative, nothing from nothing, nobody by order."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.person import Phototype
from percuta.skin.chance import Seeded
from percuta.skin.course import Course, healing_course
from percuta.skin.patients import Patients, draw
from percuta.skin.rates import PRIORS, Prior, Shape
from percuta.skin.session import Session, in_order
from percuta.skin.simple import STATES
from skin.people import COURSE, DAYS, many

sessions_drawn = st.lists(
    st.builds(
        Session,
        day=st.integers(0, 200),
        depth_mm=st.sampled_from([0.0, 0.05, 0.25, 0.5, 1.0, 1.5, 2.5, 3.0]),
        density=st.sampled_from([0.0, 0.5, 1.0, 2.0]),
    ),
    max_size=5,
    unique_by=lambda session: session.day,
)
seeds = st.integers(0, 10_000)


def some(seed: int, count: int = 16) -> Patients:
    return draw(Seeded(seed), count)


def course_of(patients: Patients, sessions: list[Session]) -> Course:
    return healing_course(patients, sessions, [*range(0, 60, 3), 120, 365])


@given(seeds, sessions_drawn)
def test_no_state_is_ever_negative_and_parts_stay_parts(seed: int, sessions: list[Session]) -> None:
    patients = some(seed)
    states = course_of(patients, sessions).states
    for name in STATES:
        if name != "mature":  # what inflammation takes of old collagen may outweigh the new
            assert states[name].min() >= -1e-9, name
    assert states["cells"].max() <= 1 + 1e-9
    whole = states["young"] + states["mature"] + patients.collagen
    assert (whole <= np.maximum(patients.rates["room"], patients.collagen) + 1e-3).all()


@given(seeds, sessions_drawn)
def test_channels_never_open_by_themselves(seed: int, sessions: list[Session]) -> None:
    course = course_of(some(seed), sessions)
    needled = {session.day for session in sessions}
    for n in range(1, len(course.days)):
        before, after = course.days[n - 1], course.days[n]
        if not any(before < day <= after for day in needled):
            now, then = course.states["channels"][n], course.states["channels"][n - 1]
            assert (now <= then).all()


@given(seeds)
def test_without_a_session_nothing_happens(seed: int) -> None:
    for sessions in ([], [Session(day=0, depth_mm=0)], [Session(day=0, depth_mm=1.5, density=0)]):
        states = course_of(some(seed), sessions).states
        assert all(np.abs(states[name]).max() == 0 for name in STATES)


def test_patients_do_not_depend_on_their_order_or_company() -> None:
    patients = many(64)
    order = np.argsort(Seeded(3).standard_normal(64))
    turned = Patients(
        rates={name: values[order] for name, values in patients.rates.items()},
        collagen=patients.collagen[order],
    )
    alone = Patients(
        rates={name: values[:3] for name, values in patients.rates.items()},
        collagen=patients.collagen[:3],
    )
    whole = healing_course(patients, COURSE, DAYS).states
    for name in STATES:
        assert (healing_course(turned, COURSE, DAYS).states[name] == whole[name][:, order]).all()
        assert (healing_course(alone, COURSE, DAYS).states[name] == whole[name][:, :3]).all()


def test_deeper_needles_are_never_answered_by_less_inflammation() -> None:
    patients = many(64)
    answers = [
        healing_course(patients, [Session(day=0, depth_mm=depth)], [0]).states["inflammation"]
        for depth in (0.0, 0.25, 0.5, 1.0, 1.5, 3.0)
    ]
    for shallow, deep in pairwise(answers):
        assert (deep >= shallow).all()


def test_the_same_generator_draws_the_same_patients() -> None:
    one, other = some(5, 100), some(5, 100)
    assert all((one.rates[name] == other.rates[name]).all() for name in PRIORS)
    assert any((one.rates[name] != some(6, 100).rates[name]).any() for name in PRIORS)


def test_patients_lie_around_the_priors() -> None:
    patients = draw(Seeded(2), 20_000, age=30)
    for name, prior in PRIORS.items():
        values = patients.rates[name]
        assert np.median(values) == pytest.approx(prior.median.value, rel=0.03), name
        if prior.shape is Shape.PART:
            assert values.max() <= 1
        else:
            assert values.std() / values.mean() == pytest.approx(prior.spread, rel=0.15), name


def test_age_and_phototype_shift_what_is_said_to_depend_on_them() -> None:
    def medians(age: float, phototype: Phototype) -> dict[str, float]:
        found = draw(Seeded(4), 5000, age=age, phototype=phototype)
        return {name: float(np.median(values)) for name, values in found.rates.items()}

    young, old = medians(30, Phototype.TYPE_III), medians(70, Phototype.TYPE_III)
    dark = medians(30, Phototype.TYPE_V)
    changed = {name for name in PRIORS if old[name] != young[name]}
    assert changed == {"building", "closing", "renewal"}
    assert all(old[name] < young[name] for name in changed)
    assert {name for name in PRIORS if dark[name] != young[name]} == {"closing", "darkening"}
    assert dark["closing"] < young["closing"]
    assert dark["darkening"] > young["darkening"]


# Bad input


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"day": -1, "depth_mm": 1}, "a session on day -1"),
        ({"day": 0, "depth_mm": -0.5}, "a depth of -0.5 mm"),
        ({"day": 0, "depth_mm": float("nan")}, "a depth of nan mm"),
        ({"day": 0, "depth_mm": 1, "density": -1}, "a density of -1"),
        ({"day": float("inf"), "depth_mm": 1}, "a session on day inf; a number from 0 on"),
        ({"day": float("nan"), "depth_mm": 1}, "a session on day nan; a number from 0 on"),
        ({"day": 0, "depth_mm": float("inf")}, "a depth of inf mm; a number from 0 on"),
        ({"day": 0, "depth_mm": 1, "density": float("inf")}, "a density of inf; a number from 0"),
        ({"day": 0, "depth_mm": 1, "density": float("nan")}, "a density of nan; a number from 0"),
    ],
)
def test_a_session_that_cannot_be_is_refused(wrong: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Session(**wrong)


def test_two_sessions_on_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="two sessions on one day"):
        in_order([Session(day=3, depth_mm=1), Session(day=3, depth_mm=0.5)])


@pytest.mark.parametrize(("count", "age"), [(0, 40.0), (5, 0.0), (5, 120.0)])
def test_patients_that_cannot_be_are_refused(count: int, age: float) -> None:
    with pytest.raises(ValueError, match="wanted"):
        draw(Seeded(1), count, age=age)


def test_a_prior_that_cannot_be_is_refused() -> None:
    median = PRIORS["kept"].median
    with pytest.raises(ValueError, match="a spread of 3 is not usable"):
        Prior(median=median, spread=3, says="")
    with pytest.raises(ValueError, match="a part of 3 is over 1"):
        Prior(median=PRIORS["calling"].median, spread=0.1, says="", shape=Shape.PART)


def test_a_session_still_to_come_changes_nothing() -> None:
    patients = many(8)
    before = healing_course(patients, COURSE[:1], [0, 10])
    later = healing_course(patients, COURSE, [0, 10])
    for name in STATES:
        assert later.states[name].tolist() == before.states[name].tolist(), name
