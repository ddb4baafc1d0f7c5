"""How somebody heals, by what the check-ins of a course told: asked of the science.

Virtual people are loaded with the first page that needs them, not with every process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

from percuta.person import Phototype

SIGNS = ("redness", "swelling", "flaking")
LATEST = 14  # days after a session: later answers are about something else
SEED = 1


@dataclass(frozen=True, kw_only=True)
class Needled:
    """One session: its day, and the deepest setting."""

    on: date
    depth_mm: float


@dataclass(frozen=True, kw_only=True)
class Said:
    """How much of a sign was told on a day, from 0 to 3."""

    sign: str
    on: date
    degree: int


@dataclass(frozen=True, kw_only=True)
class Lasts:
    """Until which day a sign is seen after a session like the last: middle and nine in ten."""

    sign: str
    told: int
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    percent: int

    @property
    def is_narrower(self) -> bool:
        """Whether the check-ins made it more certain."""
        return self.percent > 0


@dataclass(frozen=True, kw_only=True)
class Heals:
    """What check-ins moved; ``own`` are rates that are the person's own by now."""

    lasts: tuple[Lasts, ...]
    own: tuple[str, ...]
    answers: int
    depth_mm: float
    trusted: bool


def heals(
    age: int | None, phototype: str | None, sessions: Sequence[Needled], said: Sequence[Said]
) -> Heals | None:
    """None where nothing was told in time, or where no session is on record."""
    told = [one for one in said if one.sign in SIGNS and _since(one.on, sessions) is not None]
    if not told:
        return None
    own, session = (
        import_module("percuta.review.healing_own"),
        import_module("percuta.skin.session"),
    )
    first, depth = sessions[0].on, sessions[-1].depth_mm
    given = [
        session.Session(day=float((one.on - first).days), depth_mm=one.depth_mm) for one in sessions
    ]
    found = own.heals(
        _crowd(age, phototype, depth),
        given,
        [
            own.Told(sign=own.Sign(one.sign), day=float((one.on - first).days), degree=one.degree)
            for one in told
        ],
    )
    return Heals(
        lasts=tuple(_lasts(one) for one in found.lasts),
        own=found.own,
        answers=len(told),
        depth_mm=depth,
        trusted=found.trusted,
    )


def _since(day: date, sessions: Sequence[Needled]) -> int | None:
    """Days since the session before; None: none, too long ago, or the day itself."""
    before = [one.on for one in sessions if one.on < day]
    since = (day - before[-1]).days if before else None
    return since if since is not None and since <= LATEST else None


@lru_cache(maxsize=2)
def _crowd(age: int | None, phototype: str | None, depth_mm: float) -> Any:
    """Virtual people of this age and phototype, kept for the pages that are opened next."""
    own, alike = import_module("percuta.review.healing_own"), import_module("percuta.skin.alike")
    romans = {kind.roman: kind for kind in Phototype}
    like = alike.Who.like(age, romans.get(phototype or ""), seed=SEED)
    who = alike.Who(age=like.age, phototype=like.phototype, count=own.MANY, seed=SEED)
    return own.crowd_of(who, depth_mm)


def _lasts(one: Any) -> Lasts:
    low, _, middle, _, high = one.after
    was_low, _, was, _, was_high = one.before
    return Lasts(
        sign=one.sign.value,
        told=one.told,
        before=(was_low, was, was_high),
        after=(low, middle, high),
        percent=round(100 * one.narrowed),
    )
