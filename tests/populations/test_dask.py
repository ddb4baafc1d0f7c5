"""Beyond one machine: workers of a Dask scheduler count the same, and its absence is told."""

import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from percuta.populations.crew import NoCrew, on_dask
from percuta.populations.kept import Count
from percuta.populations.run import carry_on
from populations.designs import design

distributed = pytest.importorskip("distributed")


@pytest.fixture
def scheduler() -> Iterator[str]:
    """A scheduler of this machine with two workers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster:
            yield cluster.scheduler_address


def test_workers_of_dask_count_the_same_as_this_process(scheduler: str) -> None:
    alone, many = Count.begin(design()), Count.begin(design())
    for _ in carry_on(alone, map):
        pass
    with on_dask(scheduler) as crew:
        for _ in carry_on(many, crew):
            pass
    assert many.is_whole
    assert np.array_equal(many.sheets, alone.sheets)


def test_a_scheduler_that_does_not_answer_is_told_by_its_address() -> None:
    with pytest.raises(NoCrew, match="no scheduler answers there"), on_dask("tcp://127.0.0.1:9"):
        pass


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(NoCrew, match="--dask nonsense://x"), on_dask("nonsense://x"):
        pass
