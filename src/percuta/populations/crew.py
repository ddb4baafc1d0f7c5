"""Who counts the chunks: this process, several of this machine, or many machines by Dask.

Whatever the crew, chunks come back in the order of their numbers, and few of them wait at a time.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Protocol

from percuta.extras import install
from percuta.populations.chunk import Chunk

AHEAD = 2  # chunks under way for each worker
EXTRA = install("study")
Work = Callable[[int], Chunk]
Crew = Callable[[Work, Iterable[int]], Iterator[Chunk]]


class NoCrew(ValueError):
    """A crew that is not to be had; the message says what is missing and the way out."""


class _Waits(Protocol):
    def result(self) -> Chunk: ...


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def workers(count: int) -> Iterator[Crew]:
    """So many processes of this machine; one is this process itself."""
    if count == 1:
        yield map
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=spawn, initializer=_begin) as pool:
        hands = _Hands(submit=pool.submit, ahead=AHEAD * count, lost=(BrokenExecutor,))
        yield hands.in_order


@contextmanager
def on_dask(address: str) -> Iterator[Crew]:
    """The workers of a Dask scheduler; NoCrew where there is none, or no Dask."""
    try:
        dask: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        raise NoCrew(f"{error.name} is not installed; --dask needs the extra: {EXTRA}") from error
    try:
        client = dask.Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCrew(f"--dask {address}: no scheduler answers there ({error})") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise NoCrew(f"--dask {address}: the scheduler has no worker; start one: dask worker")
        lost = (dask.KilledWorker, CancelledError, OSError)
        submit = partial(client.submit, pure=False)
        yield _Hands(submit=submit, ahead=AHEAD * threads, lost=lost).in_order


@dataclass(frozen=True, kw_only=True)
class _Hands:
    """Those who take chunks, few ``ahead`` of the one that is waited for, and may be ``lost``."""

    submit: Callable[[Work, int], _Waits]
    ahead: int
    lost: tuple[type[Exception], ...]

    def in_order(self, work: Work, numbers: Iterable[int]) -> Iterator[Chunk]:
        """Chunks in the order of their numbers."""
        under_way: deque[_Waits] = deque()
        for number in numbers:
            under_way.append(self.submit(work, number))
            if len(under_way) >= self.ahead:
                yield self._got(under_way.popleft())
        while under_way:
            yield self._got(under_way.popleft())

    def _got(self, waits: _Waits) -> Chunk:
        try:
            return waits.result()
        except self.lost as error:
            raise NoCrew(
                f"a worker was lost ({type(error).__name__}), perhaps for want of memory; the same "
                "words go on from what was kept, with fewer workers if need be"
            ) from error


def _begin() -> None:
    """In a worker: leave Ctrl-C to whoever started it, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
