"""Which engine works out courses of healing: chosen here and nowhere else.

The compiled kernel needs the extra ``fast``. It loads in a second or two and differs from the
NumPy form in the fifth digit, so it is for many courses at once; a single course stays with NumPy,
whose digits are those that are printed.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol

from percuta.extras import install
from percuta.skin.course import Course, healing_course
from percuta.skin.kernel import Kernel
from percuta.skin.numbered import Numbered
from percuta.skin.patients import Patients
from percuta.skin.plans import Outcome, Plan, followed, outcomes
from percuta.skin.session import Session

Say = Callable[[str], None]
MISSING = f"NumPy is used: the compiled kernel needs more, {install('fast')}"


class By(StrEnum):
    """What works."""

    NUMPY = "NumPy"
    KERNEL = "the compiled kernel"


class Courses(Protocol):
    """Something that works out courses of healing."""

    def __call__(
        self, patients: Patients, sessions: Sequence[Session], days: Sequence[float], /
    ) -> Course:
        """The states of all patients on some days."""


class Outcomes(Protocol):
    """Something that works out what many plans come to."""

    def __call__(self, patients: Patients, plans: Sequence[Plan], /) -> Sequence[Outcome]:
        """What each plan comes to for the same patients."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """What was chosen, and why where it is not the fast one."""

    by: By
    course: Courses
    outcomes: Outcomes
    followed: Callable[[Numbered, Plan], Outcome]
    note: str = ""


def nobody(said: str) -> None:
    """Tells nobody."""


def fast(say: Say = nobody, *, folder: Path | None = None, threads: int | None = None) -> Engine:
    """The fastest engine there is. ``say`` is told before anything takes long.

    ``folder`` keeps compiled code; without it, ``cache_folder`` does.
    """
    try:
        compiled = import_module("percuta.skin.compiled").compiled
    except ModuleNotFoundError:
        say(MISSING)
        return replace(plain(), note=MISSING)
    machine = compiled(folder or cache_folder(), say)
    kernel = Kernel(machine=machine, threads=threads or os.cpu_count() or 1)
    return Engine(
        by=By.KERNEL,
        course=kernel.course,
        outcomes=kernel.outcomes,
        followed=kernel.followed,
    )


def plain() -> Engine:
    """NumPy, which is always there."""
    return Engine(by=By.NUMPY, course=healing_course, outcomes=outcomes, followed=followed)


def cache_folder() -> Path:
    """Where compiled code is kept: PERCUTA_CACHE, or the folder for such things at home."""
    if named := os.environ.get("PERCUTA_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "percuta"
