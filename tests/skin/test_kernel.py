"""The compiled kernel is the NumPy form, for the worst of many patients on any plan."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from percuta.person import Phototype
from percuta.skin.chance import Seeded
from percuta.skin.course import Course, healing_course
from percuta.skin.drawing import fill
from percuta.skin.engine import By, plain
from percuta.skin.kernel import Blocks, Kernel, Machine
from percuta.skin.patients import DAYS_A_YEAR, YOUNG, Patients, draw, width
from percuta.skin.plans import Plan
from percuta.skin.play import play
from percuta.skin.rates import PRIORS, Shape
from percuta.skin.session import Session
from percuta.skin.simple import STATES
from skin.kept_kernel import engine
from skin.people import COURSE, DAYS, many

CLOSE = 1e-4  # of a patient's own peak, or of a tenth of the usual peak where that is more


def every(
    gap: float, count: int, *, depth_mm: float = 1.5, density: float = 1.0, first: float = 0.0
) -> tuple[Session, ...]:
    days = [first + gap * n for n in range(count)]
    return tuple(Session(day=day, depth_mm=depth_mm, density=density) for day in days)


def days(last: int, gap: int, *later: int) -> tuple[int, ...]:
    return (*range(0, last, gap), *later)


PLANS = {
    "the reference": (COURSE, DAYS),
    "one session": (every(0, 1), (0, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)),
    "every other day": (every(2, 12), days(60, 3, 90, 180)),
    "every day": (every(1, 10), days(40, 2, 90, 180)),
    "deep each week": (every(7, 8, depth_mm=3.0), days(80, 5, 120, 200)),
    "deep and three times as dense": (every(28, 4, depth_mm=3.0, density=3.0), DAYS),
    "just under the epidermis": (every(14, 6, depth_mm=0.2), days(120, 6, 200, 300)),
    "in the epidermis of most": (every(30, 4, depth_mm=0.1), DAYS),
    "ten years": (
        every(42, 3, first=100),
        (0, 99, 101, 107, 114, 142, 149, 184, 200, 300, 500, 1000, 2000, 3650),
    ),
    "at half days": (every(10.5, 3), days(40, 2, 90)),
}


def apart(patients: Patients, sessions: Sequence[Session], on: Sequence[float]) -> float:
    """The largest difference of any state of the worst patient, as a part of its scale."""
    ours = engine().course(patients, sessions, on)
    known = healing_course(patients, sessions, on)
    assert ours.days == known.days
    return max(off(ours, known, name) for name in STATES)


def off(ours: Course, known: Course, name: str) -> float:
    peak = np.abs(known.states[name]).max(axis=0)
    scale = np.maximum(peak, np.median(peak) / 10)
    assert (scale > 0).all(), name
    return float((np.abs(ours.states[name] - known.states[name]).max(axis=0) / scale).max())


@pytest.mark.parametrize("plan", PLANS)
def test_the_worst_of_four_thousand_patients_is_that_of_numpy(plan: str) -> None:
    sessions, on = PLANS[plan]
    assert apart(many(4096), sessions, on) <= CLOSE


@pytest.mark.parametrize(("age", "phototype"), [(20.0, Phototype.TYPE_I), (80.0, Phototype.TYPE_V)])
def test_young_and_old_fair_and_dark_agree_too(age: float, phototype: Phototype) -> None:
    people = draw(Seeded(9), 4096, age=age, phototype=phototype)
    assert apart(people, *PLANS["the reference"]) <= CLOSE
    assert apart(people, *PLANS["deep each week"]) <= CLOSE


def test_needles_that_reach_nothing_do_nothing() -> None:
    states = engine().course(many(64), every(30, 2, depth_mm=0.0), DAYS).states
    assert all(np.abs(states[name]).max() == 0 for name in STATES)


def test_rates_that_coincide_lose_no_digit() -> None:
    patients = many(64)
    alike = ("closing", "calming", "swelling", "renewal", "signal", "fading")
    same = dict.fromkeys(alike, np.full(64, 0.22))
    equal = Patients(rates={**patients.rates, **same}, collagen=patients.collagen)
    assert apart(equal, *PLANS["one session"]) <= CLOSE


# Independent of company


def course(patients: Patients, threads: int = 1) -> dict[str, np.ndarray]:
    found = engine(threads).course(patients, COURSE, DAYS).states
    return {name: found[name] for name in STATES}


def chosen(patients: Patients, numbers: np.ndarray) -> Patients:
    return Patients(
        rates={name: patients.rates[name][numbers] for name in PRIORS},
        collagen=patients.collagen[numbers],
    )


def test_no_patient_depends_on_place_company_or_number_of_threads() -> None:
    patients = many(1000)
    whole = course(patients)
    order = np.argsort(Seeded(3).standard_normal(1000))
    turned, threaded = course(chosen(patients, order)), course(patients, threads=3)
    alone = course(chosen(patients, np.array([777])))
    for name in STATES:
        assert np.array_equal(turned[name], whole[name][:, order]), name
        assert np.array_equal(threaded[name], whole[name]), name
        assert np.array_equal(alone[name][:, 0], whole[name][:, 777]), name


def test_machine_code_does_what_its_plain_python_says() -> None:
    sessions, on = every(2, 2), (1, 9)
    plainly = Kernel(machine=Machine(play=play, fill=fill)).course(many(3), sessions, on)
    compiled = engine().course(many(3), sessions, on)
    for name in STATES:
        near = pytest.approx(plainly.states[name], rel=1e-4, abs=1e-7)
        assert compiled.states[name] == near, name


def test_days_come_in_the_order_asked_for() -> None:
    turned = engine().course(many(8), COURSE, (60, 1, 60))
    plain = engine().course(many(8), COURSE, (1, 60))
    assert list(turned.days) == [60, 1, 60]
    assert np.array_equal(turned.states["young"], plain.states["young"][[1, 0, 1]])


def test_a_session_after_the_last_day_counts_for_nothing() -> None:
    before = engine().course(many(8), COURSE[:1], (0, 10)).states
    later = engine().course(many(8), COURSE, (0, 10)).states
    assert all(np.array_equal(before[name], later[name]) for name in STATES)


def test_the_kernel_says_that_it_worked() -> None:
    assert engine().by is By.KERNEL


# Bad input


def test_days_and_sessions_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match=r"day 0\.1 is no multiple of 0\.03125, or before day 0"):
        engine().course(many(8), COURSE, (0.1,))
    with pytest.raises(ValueError, match="two sessions on one day"):
        engine().course(many(8), (*COURSE, COURSE[0]), (1,))


def with_one(name: str, value: float) -> Patients:
    """Eight patients, the last of whom has one odd number."""
    patients, odd = many(8), np.array([1.0] * 7 + [value])
    if name == "collagen":
        return Patients(rates=patients.rates, collagen=odd)
    usual = np.where(np.arange(8) < 7, patients.rates[name], value)
    return Patients(rates={**patients.rates, name: usual}, collagen=patients.collagen)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, -1e-3, 1e300])
@pytest.mark.parametrize("name", [*PRIORS, "collagen"])
def test_a_number_that_nobody_can_have_is_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=rf"{name} of .* is wanted by the compiled kernel"):
        engine().course(with_one(name, value), COURSE, (1,))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("closing", 50.0, "closing of 50 per day: 0.0137 to 23.4 is wanted"),
        ("signal", 1.5, "signal of 1.5 per day: 0.0252 to 1.29 is wanted"),
        ("calming", 0.001, "calming of 0.001 per day: 0.0492 to 8.59 is wanted"),
        ("calming", 0.0, "calming of 0 per day"),
        ("signal", 0.0, "signal of 0 per day"),
        ("room", 0.0, "room of 0: 1.05 to 3.07 is wanted"),
        ("epidermis", 0.0, "epidermis of 0 mm"),
        ("cells", 1.0, "cells of 1 per day"),
        ("eating", 0.05, "eating of 0.05 per day"),
        ("ageing", 0.05, "ageing of 0.05 per day"),
        ("losing", 50.0, "losing of 50 per day"),
        ("fading", 50.0, "fading of 50 per day"),
        ("collagen", 5.0, "collagen of 5: 0 to 1 is wanted"),
    ],
)
def test_a_rate_for_which_no_step_was_tuned_is_refused(name: str, value: float, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        engine().course(with_one(name, value), COURSE, (1,))


@pytest.mark.parametrize("name", ["eating", "burning", "darkening", "losing", "ageing", "gain"])
def test_what_a_skin_may_lack_is_no_reason_to_refuse_it(name: str) -> None:
    lacking = with_one(name, 0.0)
    ours = engine().course(lacking, COURSE, DAYS).states
    known = healing_course(lacking, COURSE, DAYS).states
    for state in STATES:
        near = pytest.approx(known[state], rel=1e-3, abs=1e-5)
        assert ours[state] == near, state


FURTHEST = 6.66  # standard deviations of a drawn number


@pytest.mark.parametrize("way", [-FURTHEST, FURTHEST])
@pytest.mark.parametrize("age", [1.0, 119.0])
def test_nobody_who_can_be_drawn_is_refused(age: float, way: float) -> None:
    for phototype in Phototype:
        people = draw(Seeded(1), 2, age=age, phototype=phototype)
        middle = draw(Still(), 2, age=age, phototype=phototype)
        factors = {name: np.exp(way * width(prior)) for name, prior in PRIORS.items()}
        rates = {name: middle.rates[name] * factors[name] for name in PRIORS}
        for name, prior in PRIORS.items():
            if prior.shape is Shape.PART:
                rates[name] = np.minimum(rates[name], 1.0)
        years = max(age - YOUNG, 0.0)
        collagen = np.exp(-rates["ageing"] * DAYS_A_YEAR * years)
        furthest = Patients(rates=rates, collagen=collagen)
        assert Blocks.of(furthest).count == Blocks.of(people).count


class Still(Seeded):
    """Chance that leaves everybody in the middle."""

    def __init__(self) -> None:
        """Begin as any other."""
        super().__init__(1)

    def standard_normal(self, size: int) -> np.ndarray:
        """Nothing but the middle."""
        return np.zeros(size)


def test_of_no_patients_both_engines_answer_nothing() -> None:
    nobody = chosen(many(8), np.arange(0))
    known, ours = (one.course(nobody, COURSE, DAYS).states for one in (plain(), engine()))
    assert {name: ours[name].shape for name in STATES} == dict.fromkeys(STATES, (len(DAYS), 0))
    assert {name: known[name].shape for name in STATES} == dict.fromkeys(STATES, (len(DAYS), 0))
    for one in (plain(), engine(3)):
        (outcome,) = one.outcomes(nobody, [Plan(sessions=COURSE, days=(90.0,))])
        assert outcome.young.shape == outcome.mature.shape == (1, 0)
        assert outcome.red_days.shape == outcome.pigment.shape == (0,)
