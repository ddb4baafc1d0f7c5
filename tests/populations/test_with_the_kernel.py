"""A study counted by the compiled kernel says what NumPy says, and is never mixed with it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from percuta.populations.chunk import count_chunk
from percuta.populations.crew import workers
from percuta.populations.design import Design
from percuta.populations.healed import healed
from percuta.populations.kept import Count, keep, kept
from percuta.populations.run import carry_on
from percuta.skin.numbered import Numbered
from percuta.skin.plans import Plan
from percuta.skin.session import Session
from populations.designs import arm, arms, told
from skin.kept_kernel import folder

WITHOUT = """
import sys
sys.modules["numba"] = None
from percuta.populations.healed import NoKernel, kernel_ready
try:
    kernel_ready(lambda said: None)
except NoKernel as why:
    print(why)
"""


@pytest.fixture(scope="module", autouse=True)
def _kernel_of_all_tests() -> Iterator[None]:
    """Processes that a count starts find it there too."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("PERCUTA_CACHE", str(folder()))
        yield


BOTH = pytest.mark.parametrize("collagen", [False, True])


def small(*, kernel: bool = True, collagen: bool = True) -> Design:
    wanted = arms(arm("three", people=40), arm("one", people=6, sessions=1), trials=32)
    return replace(wanted, collagen=collagen, kernel=kernel)


@BOTH
def test_the_kernel_counts_what_numpy_counts(*, collagen: bool) -> None:
    ours, plain = (told(small(kernel=kernel, collagen=collagen)) for kernel in (True, False))
    for number in (0, 1):
        for what in ("gain", "collagen") if collagen else ("gain",):
            one, other = ours.mean(number, 0, what).value, plain.mean(number, 0, what).value
            assert abs(one - other) < 1e-5
        for what in ("red_days", "mark_low", "mark", "mark_high"):
            one, other = ours.mean(number, -1, what).value, plain.mean(number, -1, what).value
            assert abs(one - other) < 2e-3


def test_both_count_the_same_people_one_by_one() -> None:
    ours, plain = (
        count_chunk(small(kernel=kernel), 5, with_courses=True) for kernel in (True, False)
    )
    assert ours.courses is not None
    assert plain.courses is not None
    differ = np.abs(ours.courses["red_days"] - plain.courses["red_days"])
    assert differ.max() <= 0.25 * 3
    assert (differ > 0).mean() < 0.02


@BOTH
def test_two_or_four_workers_with_the_kernel_count_what_one_counts(*, collagen: bool) -> None:
    alone = Count.begin(small(collagen=collagen))
    for _ in carry_on(alone, map):
        pass
    for number in (2, 4):
        many = Count.begin(small(collagen=collagen))
        with workers(number) as crew:
            for _ in carry_on(many, crew):
                pass
        assert np.array_equal(many.sheets, alone.sheets)


def test_a_count_kept_in_the_middle_ends_with_the_same_bytes(tmp_path: Path) -> None:
    whole, begun = Count.begin(small()), Count.begin(small())
    for _ in carry_on(whole, map):
        keep(tmp_path / "whole.kept", whole)
    for _ in carry_on(begun, map):
        keep(tmp_path / "begun.kept", begun)
        if begun.done == 7:
            break
    again = kept(tmp_path / "begun.kept", small())
    assert again is not None
    for _ in carry_on(again, map):
        keep(tmp_path / "begun.kept", again)
    assert (tmp_path / "begun.kept").read_bytes() == (tmp_path / "whole.kept").read_bytes()


def test_people_of_a_trial_do_not_depend_on_how_many_are_followed_at_once() -> None:
    monthly = tuple(Session(day=30 * n, depth_mm=1.5) for n in range(3))
    people = Numbered(seed=1, age=np.full(20_000, 40.0), phototype=np.full(20_000, 3))
    plan = Plan(sessions=monthly, days=(90.0,))
    whole, some = (healed(one, plan, kernel=True) for one in (people, people.some(16_000, 17_000)))
    assert np.array_equal(whole.red_days[16_000:17_000], some.red_days)
    assert whole.collagen is not None
    assert some.collagen is not None
    assert np.array_equal(whole.collagen[:, 16_000:17_000], some.collagen)


def test_a_count_of_numpy_is_not_carried_on_by_the_kernel() -> None:
    assert small(kernel=True).digest() != small(kernel=False).digest()


def test_without_the_extra_the_way_to_get_it_is_said() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True
    )
    assert "kernel = true needs the extra: " in ended.stdout
