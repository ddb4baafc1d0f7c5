"""What the kernel is told to do: sessions and days written as orders, once for all patients."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import zip_longest
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from percuta.skin.grid import met
from percuta.skin.lanes import RED_LEAPS, WEEK_LEAPS, WEIGHTS
from percuta.skin.rows import Order, Row
from percuta.skin.session import CEILING, REFERENCE_MM, REFERENCE_REACH_MM, Session, in_order
from percuta.skin.strides import (
    DAY,
    LENGTHS,
    LONG_AGO,
    QUARTER,
    is_a_lot,
    leaps_between,
    steps_between,
)

Orders = NDArray[np.int64]

SLOW_STATES = (Row.CELLS, Row.YOUNG, Row.MATURE)
SEEN_STATES = tuple(row for row in Row if row <= Row.INFLAMMATION)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Orders, the sessions they name, how many rows they tell and how many states they keep.

    ``used`` says for each length of the ladder, up to the longest, whether it is a step.
    """

    orders: Orders
    sessions: NDArray[np.float32]
    used: NDArray[np.int64]
    rows: int
    kept: int


@dataclass(kw_only=True)
class Writer:
    """Orders as they are written down, in pieces."""

    pieces: list[Orders] = field(default_factory=list)
    sessions: dict[Session, int] = field(default_factory=dict)
    rows: int = 0
    kept: int = 0

    def order(self, order: Order, *numbers: int) -> None:
        """One more order."""
        self.pieces.append(_one(int(order), numbers))

    def injure(self, session: Session) -> None:
        """A session."""
        self.order(Order.INJURE, self.sessions.setdefault(session, len(self.sessions)))

    def tell(self, *rows: Row) -> tuple[int, ...]:
        """Rows that lie together are told; their numbers in the answer."""
        self.order(Order.TELL, rows[0], len(rows), self.rows)
        self.rows += len(rows)
        return tuple(range(self.rows - len(rows), self.rows))

    def step(self, given: Sequence[Session], now: float, *, until: float) -> None:
        """Cells and collagen go on from a day to another, after the sessions given so far."""
        last = given[-1].day if given else now - LONG_AGO
        self.pieces.append(_steps(now - last, until - now, fine=is_a_lot(given, last)))

    def leap(self, gap: float, order: Order = Order.LEAP) -> None:
        """What is seen goes on over a gap."""
        self.pieces.append(_leaps(gap, int(order)))

    def keep(self, depth: int, row: Row) -> None:
        """What goes on with a row is kept under a number."""
        self.order(Order.KEEP, depth, row)
        self.kept = max(self.kept, depth + 1)

    def asked(self) -> Asked:
        """All of it."""
        orders = np.concatenate([np.empty((0, 4), dtype=np.int64), *self.pieces])
        used = np.zeros(len(LENGTHS), dtype=np.int64)
        used[orders[orders[:, 0] == Order.STEP, 1]] = 1
        moved = np.isin(orders[:, 0], (Order.STEP, Order.LEAP, Order.FADE))
        levels = int(orders[moved, 1].max(initial=0))  # of two lengths the first is the longer
        if (orders[:, 0] == Order.COUNT).any():
            levels = max(levels, QUARTER + RED_LEAPS - 1, DAY + WEEK_LEAPS - 1)
        return Asked(
            orders=orders,
            sessions=np.array(
                [session_row(one) for one in self.sessions], dtype=np.float32
            ).reshape(-1, 4),
            used=used[: levels + 1],
            rows=self.rows,
            kept=self.kept,
        )


@lru_cache(maxsize=4096)
def _steps(since: float, gap: float, *, fine: bool) -> Orders:
    return _all(Order.STEP, steps_between(since, gap, fine=fine))


@lru_cache(maxsize=4096)
def _leaps(gap: float, order: int) -> Orders:
    numbers = leaps_between(gap)
    if order == Order.FADE:
        return _all(order, numbers)
    pairs = zip_longest(numbers[::2], numbers[1::2], fillvalue=0)
    return np.array([(order, *pair, 0) for pair in pairs], dtype=np.int64).reshape(-1, 4)


@lru_cache(maxsize=4096)
def _one(order: int, numbers: tuple[int, ...]) -> Orders:
    return np.array([(order, *numbers, *(0,) * (3 - len(numbers)))], dtype=np.int64)


def _all(order: int, numbers: Sequence[int]) -> Orders:
    return np.array([(order, number, 0, 0) for number in numbers], dtype=np.int64).reshape(-1, 4)


def session_row(session: Session) -> tuple[float, float, float, float]:
    """Depth, density by reference reach, channels opened where all are, and one by the ceiling."""
    return (
        session.depth_mm,
        session.density / REFERENCE_REACH_MM.value,
        session.density * sqrt(session.depth_mm / REFERENCE_MM.value),
        1 / CEILING.value,
    )


@cache
def weights() -> NDArray[np.float32]:
    """What each length of step is weighed by."""
    rows = [[part * length for part in WEIGHTS] for length in LENGTHS]
    return np.array(rows).astype(np.float32)


def course_orders(
    sessions: Sequence[Session], days: Sequence[float]
) -> tuple[Asked, dict[Row, list[int]]]:
    """Orders for all states on some days, and where each of them is told, day by day."""
    given = [session for session in in_order(sessions) if session.day <= max(days)]
    writer = Writer()
    told: dict[Row, dict[float, int]] = {row: {} for row in (*SLOW_STATES, *SEEN_STATES)}
    stops = met({0.0, *days, *(session.day for session in given)})
    for states in (SLOW_STATES, SEEN_STATES):
        writer.order(Order.BEGIN)
        now, done = 0.0, 0
        for stop in stops:
            if states is SLOW_STATES:
                writer.step(given[:done], now, until=stop)
            else:
                writer.leap(stop - now)
            now = stop
            while done < len(given) and given[done].day == now:
                writer.injure(given[done])
                done += 1
            if now in days:
                for row, number in zip(states, writer.tell(*states), strict=True):
                    told[row][now] = number
    return writer.asked(), {row: [found[day] for day in days] for row, found in told.items()}
