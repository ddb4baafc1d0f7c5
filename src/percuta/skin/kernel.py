"""Courses of healing by the compiled kernel: patients in blocks, blocks over threads.

No patient knows another: results do not depend on order, company, blocks or threads.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from percuta.skin.course import Course
from percuta.skin.ladder import FIRST_STEP, Values
from percuta.skin.orders import Asked, course_orders, weights
from percuta.skin.patients import Patients
from percuta.skin.plans import Outcome, Places, Plan, plan_orders
from percuta.skin.play import Given, Place, Whole
from percuta.skin.rows import LANES, RATES, Rate
from percuta.skin.session import Session
from percuta.skin.strides import DAY, LENGTHS, QUARTER

Play = Callable[[Whole, Given, Place], None]
FASTEST = 1 / (8 * FIRST_STEP)  # rates a day over this are beyond the series of the first step


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """Patients as the kernel takes them; the last block is filled up with the last patient."""

    rates: NDArray[np.float32]
    count: int

    @classmethod
    def of(cls, patients: Patients) -> "Blocks":
        """These patients. ValueError for a rate so fast that the first step is too long for it."""
        names = [rate.name.lower() for rate in Rate if rate is not Rate.COLLAGEN]
        number = -(-patients.count // LANES)
        filled = np.minimum(np.arange(number * LANES), patients.count - 1)
        rates = np.empty((number, RATES, LANES), np.float32)
        for row, values in enumerate([*(patients.rates[n] for n in names), patients.collagen]):
            rates[:, row] = np.asarray(values)[filled].reshape(number, LANES)
        for rate in (Rate.CLOSING, Rate.CALMING, Rate.SWELLING, Rate.RENEWAL, Rate.SIGNAL):
            if (fastest := rates[:, rate].max()) > FASTEST:
                said = f"a rate of {fastest:g} per day for {rate.name.lower()}"
                raise ValueError(f"{said}; at most {FASTEST:g} is wanted")
        return cls(rates=rates.reshape(number, RATES * LANES), count=patients.count)


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answer of the kernel: rows of patients, in blocks."""

    values: NDArray[np.float32]
    count: int

    def rows(self, numbers: Sequence[int]) -> Values:
        """Some rows: each holds every patient."""
        some = self.values[:, list(numbers)].transpose(1, 0, 2)
        return some.reshape(len(numbers), -1)[:, : self.count]


@dataclass(frozen=True, kw_only=True)
class Kernel:
    """The compiled kernel, and how many threads it may use."""

    play: Play
    threads: int = 1

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
        threads = max(min(self.threads, number), 1)
        bounds = [number * n // threads for n in range(threads + 1)]

        def part(n: int) -> None:
            place = Place(bounds[n], bounds[n + 1], QUARTER, DAY, asked.kept)
            self.play(asked.orders, given, place)

        if threads == 1:
            part(0)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(part, range(threads)))
        return Told(values=told.reshape(number, asked.rows, LANES), count=blocks.count)

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
