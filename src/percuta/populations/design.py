"""A virtual trial as it is designed: who is asked and taken in, arms, visits, the rater, drop-out.

Improvement and its bounds are parts here: 1 is gone, 0 unchanged.
"""

import hashlib
from importlib.metadata import version

import msgspec
from msgspec import Struct

from percuta.person import Phototype
from percuta.response.fitted import fitted
from percuta.response.study import Kind

FORMAT = 2  # of what is kept; a change of any number of the method counts it up
FEWEST_TRIALS = 32  # an error is counted over trials: of fewer it says nothing
MOST_COURSES = 1_000_000_000


class Spread(Struct, frozen=True, kw_only=True):
    """How a number is spread among those asked, a bell, and who of them is taken in."""

    mean: float
    sd: float
    least: float
    most: float


class Arm(Struct, frozen=True, kw_only=True):
    """One arm of each trial. ``visits`` are days from the first session, rising.

    No session is a sham: nothing is gained, and a rater who knows may still see hope.
    """

    name: str
    people: int
    sessions: int
    interval_days: int
    visits: tuple[float, ...]
    depth_mm: float
    density: float = 1.0
    with_more: bool = False

    @property
    def days(self) -> tuple[float, ...]:
        """Days of the sessions; the first is day 0."""
        return tuple(float(n * self.interval_days) for n in range(self.sessions))


class Rater(Struct, frozen=True, kw_only=True):
    """Who rates. ``noise`` None: as the fit has it. ``bias`` is what is always seen too well."""

    blinded: bool
    noise: float | None = None
    bias: float = 0.0
    bias_spread: float = 0.0


class DropOut(Struct, frozen=True, kw_only=True):
    """Part of people gone by the last visit; who gains hardly anything goes ``times`` as fast."""

    share: float = 0.0
    times: float = 1.0


class Design(Struct, frozen=True, kw_only=True):
    """A whole design. The same design gives the same numbers, whoever counts them.

    ``phototypes`` are parts of those asked, I to VI, in any unit; ``taken_phototypes`` 1 to 6.
    ``kernel``: skin is counted by the compiled kernel.
    """

    title: str
    concern: Kind
    trials: int
    seed: int
    arms: tuple[Arm, ...]
    rater: Rater
    age: Spread
    phototypes: tuple[float, ...]
    taken_phototypes: tuple[int, ...]
    severity: Spread | None = None
    drop_out: DropOut = DropOut()
    responders: tuple[float, ...] = (0.25, 0.5, 0.75)
    collagen: bool = False
    kernel: bool = False

    @property
    def people(self) -> int:
        """People of all arms of one trial."""
        return sum(arm.people for arm in self.arms)

    @property
    def courses(self) -> int:
        """Courses of all trials together."""
        return self.trials * self.people

    @property
    def compared(self) -> bool:
        """Whether arms are held against the first one, visit by visit."""
        visits = {len(arm.visits) for arm in self.arms}
        return len(self.arms) > 1 and len(visits) == 1

    @property
    def phototype_shares(self) -> dict[Phototype, float]:
        """Parts of those taken in, by phototype."""
        taken = {Phototype(one): self.phototypes[one - 1] for one in self.taken_phototypes}
        total = sum(taken.values())
        return {one: part / total for one, part in taken.items() if part > 0}

    def digest(self) -> str:
        """What everything counted depends on, in sixteen letters: design, fit and method."""
        about = {
            "design": self,
            "format": FORMAT,
            "fit": [fitted().data, fitted().on],
            "percuta": version("percuta"),
        }
        return hashlib.sha256(msgspec.json.encode(about, order="sorted")).hexdigest()[:16]
