"""Courses of healing by the compiled kernel: patients in blocks, blocks over threads.

No patient knows another: results do not depend on order, company, blocks or threads.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from percuta.skin.bands import refuse_strangers
from percuta.skin.course import Course
from percuta.skin.drawing import Which
from percuta.skin.ladder import Values
from percuta.skin.numbered import Numbered, spreads
from percuta.skin.orders import Asked, course_orders, weights
from percuta.skin.patients import Patients
from percuta.skin.plans import Outcome, Places, Plan, plan_orders
from percuta.skin.play import Given, Place, Single, Whole
from percuta.skin.rows import LANES, RATES, Rate
from percuta.skin.session import Session
from percuta.skin.strides import DAY, LENGTHS, QUARTER

Work = Callable[[int, int], None]  # from one block to before another


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """Patients as the kernel takes them; the last block is filled up with the last patient."""

    rates: NDArray[np.float32]
    count: int

    @classmethod
    def of(cls, patients: Patients) -> "Blocks":
        """These patients. ValueError for a number far from those that are drawn."""
        names = [rate.name.lower() for rate in Rate if rate is not Rate.COLLAGEN]
        number = -(-patients.count // LANES)
        filled = np.minimum(np.arange(number * LANES), patients.count - 1)
        rates = np.empty((number, RATES, LANES), np.float32)
        for row, values in enumerate([*(patients.rates[n] for n in names), patients.collagen]):
            with np.errstate(over="ignore"):  # it is infinite then, and refused
                rates[:, row] = np.asarray(values)[filled].reshape(number, LANES)
        if number:
            refuse_strangers(rates)
        return cls(rates=rates.reshape(number, RATES * LANES), count=patients.count)


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answer of the kernel: rows of patients, in blocks."""

    values: NDArray[np.float32]
    count: int

    def rows(self, numbers: Sequence[int]) -> Values:
        """Some rows: each holds every patient."""
        some = self.values[:, list(numbers)].transpose(1, 0, 2)
        return some.reshape(len(numbers), self.values.shape[0] * LANES)[:, : self.count]


class Machine(NamedTuple):
    """The two parts of the kernel, compiled or as plain Python: courses, and people by number."""

    play: Callable[[Whole, Given, Place], None]
    fill: Callable[[Single, tuple[Single, Single], Which], None]


@dataclass(frozen=True, kw_only=True)
class Kernel:
    """The compiled kernel, and how many threads it may use."""

    machine: Machine
    threads: int = 1

    def drawn(self, people: Numbered) -> Blocks:
        """People by number, the last block filled up with those who come next.

        Draws end where the kernel still holds, so that nobody is refused.
        """
        about, which = people.about(), people.which
        rates = np.empty((len(about), RATES * LANES), np.float32)

        def part(first: int, end: int) -> None:
            here = which._replace(first=which.first + np.uint64(first * LANES))
            self.machine.fill(rates[first:end], (spreads(), about[first:end]), here)

        self._shared(len(rates), part)
        return Blocks(rates=rates, count=people.count)

    def answer(self, blocks: Blocks, asked: Asked) -> Told:
        """What all patients come to under some orders."""
        number = len(blocks.rates)
        told = np.empty((number, asked.rows * LANES), np.float32)
        given = Given(
            rates=blocks.rates,
            sessions=asked.sessions,
            told=told,
            lengths=np.array(LENGTHS[: len(asked.used)], np.float32),
            used=asked.used,
            weights=weights(),
        )

        def part(first: int, end: int) -> None:
            place = Place(first, end, QUARTER, DAY, asked.kept)
            self.machine.play(asked.orders, given, place)

        self._shared(number, part)
        return Told(values=told.reshape(number, asked.rows, LANES), count=blocks.count)

    def _shared(self, number: int, part: Work) -> None:
        """Blocks shared out among the threads."""
        threads = max(min(self.threads, number), 1)
        bounds = [number * n // threads for n in range(threads + 1)]
        if threads == 1:
            part(0, number)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(part, bounds[:-1], bounds[1:]))

    def course(
        self, patients: Patients, sessions: Sequence[Session], days: Sequence[float]
    ) -> Course:
        """As ``course.healing_course``, in single precision."""
        asked, rows = course_orders(sessions, days)
        told = self.answer(Blocks.of(patients), asked)
        states: Mapping[str, Values] = {
            row.name.lower(): told.rows(numbers) for row, numbers in rows.items()
        }
        return Course(days=tuple(days), states=states)

    def outcomes(self, patients: Patients, plans: Sequence[Plan]) -> Sequence[Outcome]:
        """As ``plans.outcomes``, in single precision; each is read when it is asked for."""
        asked, places = plan_orders(plans)
        return Read(told=self.answer(Blocks.of(patients), asked), places=places)

    def followed(self, people: Numbered, plan: Plan) -> Outcome:
        """What one plan comes to for people by number."""
        asked, places = _orders(plan)
        (only,) = Read(told=self.answer(self.drawn(people), asked), places=places)
        return only


@lru_cache(maxsize=64)
def _orders(plan: Plan) -> tuple[Asked, list[Places]]:
    return plan_orders([plan])


@dataclass(frozen=True, kw_only=True)
class Read(Sequence[Outcome]):
    """Outcomes in the answer of the kernel."""

    told: Told
    places: Sequence[Places]

    def __len__(self) -> int:
        """How many plans there are."""
        return len(self.places)

    @overload
    def __getitem__(self, number: int) -> Outcome: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Outcome]: ...

    def __getitem__(self, number: int | slice) -> Outcome | Sequence[Outcome]:
        """What one plan comes to, or some."""
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        place = self.places[number]
        red, dark = self.told.rows((place.red, place.dark))
        return Outcome(
            young=self.told.rows(place.young),
            mature=self.told.rows(place.mature),
            red_days=red,
            pigment=dark,
        )
