"""Many plans for the same patients: what each comes to, as if it were asked alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from percuta.skin.engine import plain
from percuta.skin.plans import Outcome, Plan, plan_orders
from percuta.skin.rows import Order
from percuta.skin.session import Session
from skin.kept_kernel import engine
from skin.people import many

CLOSE = 1e-4  # of a patient's own peak, or of a tenth of the usual peak where that is more
DAYS = (8.0, 30.0, 60.0, 120.0, 270.0)


def every(gap: float, count: int, *, depth_mm: float = 1.5, first: float = 0.0) -> Plan:
    days = [first + gap * n for n in range(count)]
    return Plan(sessions=tuple(Session(day=day, depth_mm=depth_mm) for day in days), days=DAYS)


PLANS = (
    every(28, 4),
    every(28, 3),
    every(28, 4, depth_mm=0.5),
    every(42, 3, first=14),
    every(3, 5),
    every(7, 2, depth_mm=3.0),
    every(1, 1, depth_mm=0.2),
    every(6.5, 3),
    Plan(sessions=(), days=(30.0,)),
    replace(every(28, 4), days=(90.0, 8.0)),
    replace(every(28, 4), days=(8.0,)),
)


def off(ours: np.ndarray, known: np.ndarray) -> float:
    peak = np.abs(known).max(axis=0)
    scale = np.maximum(peak, np.median(peak) / 10)
    return float((np.abs(ours - known).max(axis=0) / np.where(scale, scale, 1)).max())


def outcomes(plans: Sequence[Plan], count: int = 512) -> Sequence[Outcome]:
    return engine().outcomes(many(count), plans)


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_both_engines_agree_on_the_worst_patient_of_each_plan(number: int) -> None:
    ours, known = outcomes(PLANS, 4096)[number], plain().outcomes(many(4096), PLANS)[number]
    if max(PLANS[number].days) > 60:
        assert off(ours.young, known.young) <= CLOSE
        assert off(ours.mature, known.mature) <= CLOSE
    assert off(ours.pigment[None], known.pigment[None]) <= CLOSE
    differ = np.abs(ours.red_days - known.red_days)
    assert differ.max() <= 0.25 * len(PLANS[number].sessions)
    assert (differ > 0).mean() < 0.001


def test_a_plan_alone_comes_to_what_it_comes_to_among_others() -> None:
    among = outcomes(PLANS)
    for number, plan in enumerate(PLANS):
        (alone,) = outcomes([plan])
        for name in ("young", "mature", "red_days", "pigment"):
            assert np.array_equal(getattr(alone, name), getattr(among[number], name)), name


def test_collagen_of_a_plan_is_that_of_its_course() -> None:
    plan = PLANS[0]
    states = engine().course(many(512), plan.sessions, plan.days).states
    (outcome,) = outcomes([plan])
    assert np.array_equal(outcome.young, states["young"])
    assert np.array_equal(outcome.mature, states["mature"])


def test_nothing_depends_on_threads_or_the_order_of_plans() -> None:
    forward = engine(3).outcomes(many(512), PLANS)
    backward = engine().outcomes(many(512), PLANS[::-1])[::-1]
    for one, other in zip(forward, backward, strict=True):
        for name in ("young", "mature", "red_days", "pigment"):
            assert np.array_equal(getattr(one, name), getattr(other, name)), name


def test_what_plans_share_is_worked_out_once() -> None:
    def steps(plans: Sequence[Plan]) -> int:
        asked, _ = plan_orders(plans)
        return int((asked.orders[:, 0] == Order.STEP).sum())

    one, another = every(28, 4), replace(every(28, 5), days=(140.0, 270.0))
    alike = replace(every(28, 5), days=(*DAYS, 140.0))
    assert steps([one, one]) == steps([one])
    assert steps([one, alike]) < steps([one]) + steps([alike]) / 2
    assert steps([one, another]) <= steps([one]) + steps([another])


def test_deeper_needles_keep_skin_red_longer_and_make_it_darker() -> None:
    gentle, deep = outcomes([every(28, 3, depth_mm=0.5), every(28, 3, depth_mm=2.5)])
    assert (deep.red_days >= gentle.red_days).all()
    assert deep.red_days.mean() > gentle.red_days.mean()
    assert (deep.pigment > gentle.pigment).all()


def test_a_plan_of_very_many_sessions_is_worked_out_like_any_other() -> None:
    endless = replace(every(1, 1200), days=(1300.0,))
    ours, known = (one.outcomes(many(8), [endless])[0] for one in (engine(), plain()))
    assert ours.mature == pytest.approx(known.mature, rel=1e-3)
    assert off(ours.pigment[None], known.pigment[None]) <= CLOSE


# Bad input


def test_a_plan_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="two sessions on one day"):
        Plan(sessions=(Session(day=1, depth_mm=1), Session(day=1, depth_mm=2)), days=(3.0,))
    with pytest.raises(ValueError, match=r"day 0\.1 is no multiple"):
        Plan(sessions=(), days=(0.1,))
