"""Our side of ``bench/skin.py``: ``python skin.py PROBLEM ANSWER course|all``."""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numba
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rivals"))

from skin_problem import STATES, read, worst

from percuta.skin import lanes, rungs
from percuta.skin.chance import Seeded
from percuta.skin.engine import fast
from percuta.skin.kernel import Blocks
from percuta.skin.orders import Asked, course_orders
from percuta.skin.patients import Patients, draw
from percuta.skin.plans import Plan, plan_orders
from percuta.skin.rows import GONE, LANES, OWNS, RATES, ROWS, SEEN, SLOW, Order, Row
from percuta.skin.session import Session

RUNS = 25
PEOPLE, PLANS_PEOPLE, MANY, CHUNK = 4096, 2000, 10**8, 2**12
FMA_RUN, FMA_LANES = 16, 512


def say(line: str) -> None:
    """Tell the person."""
    sys.stderr.write(line + "\n")


KERNEL = fast(say, threads=1).course.__self__


def fewest(work: Callable[[], object], runs: int = RUNS) -> float:
    """Fewest processor seconds of some runs."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


# What the core can do


def multiply(rows: np.ndarray, times: int) -> None:
    """Multiply and add, and nothing else: sixteen in a row for each of 512 numbers."""
    a, b = np.float32(0.999), np.float32(0.001)
    for _ in range(times):
        for j in range(FMA_LANES):
            x = rows[j]
            for _ in range(FMA_RUN):
                x = x * a + b
            rows[j] = x


def peak() -> float:
    """Additions and multiplications a second of one core, single precision, all joined."""
    work = numba.njit(fastmath={"contract"}, error_model="numpy")(multiply)
    rows, times = np.ones(FMA_LANES, np.float32), 20_000
    work(rows, 1)
    return 2 * times * FMA_LANES * FMA_RUN / fewest(lambda: work(rows, times))


class Counted:
    """A number that counts what is done to it."""

    done = 0

    def _count(self, _: object = None) -> "Counted":
        Counted.done += 1
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _count
    __truediv__ = __rtruediv__ = __neg__ = sqrt = _count

    def __lt__(self, _: object) -> bool:
        """Any order will do."""
        return False

    __gt__ = __ge__ = __lt__


def flops(work: Callable[..., None], *given: object) -> float:
    """Operations for one patient: the plain Python is run with numbers that count."""
    Counted.done = 0
    work(*given)
    return Counted.done / LANES


def counted(rows: int) -> list[Counted]:
    """Rows of numbers that count."""
    return [Counted() for _ in range(rows * LANES)]


def work_of(asked: Asked) -> tuple[float, float]:
    """Operations for one patient, once and for the orders."""
    rows, own, gone, seen = counted(ROWS), counted(OWNS), counted(GONE), counted(SEEN)
    slow, rates = counted(SLOW), counted(RATES)
    step, leap = flops(lanes.slow_step, rows, own, slow), flops(lanes.leap_on, rows, seen)
    fade, injure = flops(lanes.fade, rows, seen), flops(lanes.injure, rows, own, slow)
    leaps = asked.orders[asked.orders[:, 0] == Order.LEAP]
    each = {Order.STEP: step, Order.FADE: fade, Order.INJURE: injure, Order.LEAP: leap}
    once = (
        flops(rungs.own_numbers, rates, own)
        + flops(rungs.first_leap, rates, 1.0, (gone, seen))
        + (len(asked.used) - 1) * flops(rungs.twice, gone, seen, seen)
        + int(asked.used.sum()) * flops(rungs.keep_slow, own, (gone, seen), (slow, 1.0))
    )
    done = sum(each.get(Order(order), 0.0) for order in asked.orders[:, 0])
    return once, done + leap * int((leaps[:, 2] > 0).sum())


# What is measured


def course_time(people: Patients, sessions: Sequence[Session], days: Sequence[float]) -> dict:
    """Processor seconds of a whole course, and the work in it."""
    blocks = Blocks.of(people)
    asked, _ = course_orders(sessions, days)
    taken = fewest(lambda: KERNEL.answer(blocks, asked)) / people.count
    once, each = work_of(asked)
    return {
        "seconds": taken,
        "flops": once + each,
        "once": once,
        "steps": int((asked.orders[:, 0] == Order.STEP).sum()),
    }


def plans(*, apart: bool) -> list[Plan]:
    """504 plans to be held against one another; ``apart``: no two begin alike."""
    found = []
    for count in range(1, 7):
        for gap in range(14, 62, 4):
            for depth in (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5):
                own = len(found) / 1e4 if apart else 0.0
                days = [float(gap * n) for n in range(count)]
                sessions = tuple(Session(day=day, depth_mm=depth + own) for day in days)
                found.append(Plan(sessions=sessions, days=(days[-1] + 90.0,)))
    return found


def search_time(people: Patients, *, apart: bool) -> dict:
    """A search: processor seconds, and wall seconds with two threads."""
    some, two = plans(apart=apart), replace(KERNEL, threads=2)
    blocks, (asked, _) = Blocks.of(people), plan_orders(some)
    kernel = fewest(lambda: KERNEL.answer(blocks, asked), 9)
    whole = fewest(lambda: KERNEL.outcomes(people, some), 9)
    walls = []
    for _ in range(15):
        began = time.perf_counter()
        two.outcomes(people, some)
        walls.append(time.perf_counter() - began)
    once, each = work_of(asked)
    courses = len(some) * people.count
    return {
        "courses": courses,
        "kernel": kernel,
        "whole": whole,
        "wall": min(walls),
        "flops": each * people.count + once * people.count,
        "steps": int((asked.orders[:, 0] == Order.STEP).sum()) / len(some),
    }


def many(sessions: Sequence[Session], days: Sequence[float]) -> dict:
    """A hundred million whole courses, a chunk of people after another, on two threads."""
    began = time.process_time()
    blocks = Blocks.of(draw(Seeded(5), CHUNK))
    drawn = (time.process_time() - began) / CHUNK
    asked, rows = course_orders(sessions, days)
    two, total, done = replace(KERNEL, threads=2), 0.0, 0
    wall, began = time.perf_counter(), time.process_time()
    while done < MANY:
        told = two.answer(blocks, asked)
        total += float(told.values[:, rows[Row.YOUNG][-1]].mean()) * CHUNK
        done += CHUNK
    return {
        "courses": done,
        "cpu": time.process_time() - began,
        "wall": time.perf_counter() - wall,
        "mean": total / done,
        "draw": drawn,
        "people": CHUNK,
        "load": os.getloadavg()[0],
    }


def main() -> None:
    """Measure and write down."""
    rates, given, on, true = read()
    people = Patients(
        rates={n: v for n, v in rates.items() if n != "collagen"}, collagen=rates["collagen"]
    )
    sessions = [Session(day=d, depth_mm=mm, density=density) for d, mm, density in given.tolist()]
    days = on.tolist()
    states = KERNEL.course(people, sessions, days).states
    told = course_time(people, sessions, days)
    told["peak"] = peak()
    told["error"] = worst(np.stack([states[name] for name in STATES]), true)
    if sys.argv[3] == "all":
        some = draw(Seeded(1), PLANS_PEOPLE)
        told |= {
            "search": search_time(some, apart=False),
            "apart": search_time(some, apart=True),
            "many": many(sessions, days),
        }
    Path(sys.argv[2]).write_text(json.dumps(told), encoding="utf-8")


main()
