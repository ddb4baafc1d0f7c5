"""A study counted by the compiled kernel says what NumPy says, and is never mixed with it."""

import subprocess
import sys

import numpy as np
from msgspec.structs import replace

from percuta.populations.crew import workers
from percuta.populations.design import Design
from percuta.populations.kept import Count
from percuta.populations.run import carry_on
from populations.designs import arm, arms, told

WITHOUT = """
import sys
sys.modules["numba"] = None
from percuta.populations.healed import NoKernel, kernel_ready
try:
    kernel_ready(lambda said: None)
except NoKernel as why:
    print(why)
"""


def small(*, kernel: bool) -> Design:
    return replace(arms(arm(people=4), trials=32), collagen=True, kernel=kernel)


def test_the_kernel_counts_what_numpy_counts() -> None:
    ours, plain = told(small(kernel=True)), told(small(kernel=False))
    for what in ("gain", "collagen"):
        one, other = ours.mean(0, 0, what).value, plain.mean(0, 0, what).value
        assert abs(one - other) < 1e-4


def test_two_workers_with_the_kernel_count_what_one_counts() -> None:
    alone, many = Count.begin(small(kernel=True)), Count.begin(small(kernel=True))
    for _ in carry_on(alone, map):
        pass
    with workers(2) as crew:
        for _ in carry_on(many, crew):
            pass
    assert np.array_equal(many.sheets, alone.sheets)


def test_a_count_of_numpy_is_not_carried_on_by_the_kernel() -> None:
    assert small(kernel=True).digest() != small(kernel=False).digest()


def test_without_the_extra_the_way_to_get_it_is_said() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True
    )
    assert "kernel = true needs the extra: pip install 'percuta[fast]'" in ended.stdout
