"""Cream as it really was put on, and what was used at home: the facts that limits look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.planning.creams import PER_APPLICATION, Cream, Ingredient
from percuta.treatment.moment import Moment, at_least

DAY = Parameter(
    key="treatment.day",
    value=24,
    unit="h",
    status=Status.ASSUMED,
    note=f"{PER_APPLICATION}; counted from when a cream came off, that minute included",
)


class Told(StrEnum):
    """Whether anything numbing was put on at home in the last 24 hours. Unknown is never no."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Applied:
    """One application; ``key`` is the caller's own name for it.

    ``cream`` None: a product whose label is not known here.

    ``grams``, ``area_cm2`` and ``on`` None: not known, as after numbing at home. ``off`` None: not
    known to be off. ``clean`` and ``intact`` are what was seen once it was off.
    """

    name: str
    cream: Cream | None = None
    grams: float | None = None
    area_cm2: float | None = None
    zones: tuple[str, ...] = ()
    on: Moment | None = None
    off: Moment | None = None
    clean: bool | None = None
    intact: bool | None = None
    at_home: bool = False
    key: str = ""

    def __post_init__(self) -> None:
        """Refuse amounts below none."""
        for amount in (self.grams, self.area_cm2):
            if amount is not None and not amount >= 0:
                raise ValueError(f"{self.name}: {amount:g}; 0 or more is wanted")

    @property
    def most_grams(self) -> float | None:
        """The grams; where only the area is known, as thick as the label ever says."""
        if self.grams is not None or self.cream is None or self.area_cm2 is None:
            return self.grams
        return self.area_cm2 * self.cream.grams_high.value / 10

    def counts(self, now: Moment) -> bool:
        """Whether it belongs to the last 24 hours: so while it may be on, or may be so recent."""
        last = self.off or (self.on if self.at_home else None)
        return last is None or at_least(last, now) <= timedelta(hours=DAY.value)

    def milligrams(self, ingredient: str) -> float | None:
        """Milligrams of one ingredient on the skin; None where they cannot be known."""
        if self.cream is None:
            return None
        found = [one for one in self.cream.ingredients if one.name == ingredient]
        if not found:
            return 0.0
        grams = self.most_grams
        return None if grams is None else grams * found[0].mg_per_g.value


@dataclass(frozen=True, kw_only=True)
class InTheRoom:
    """All that limits look at. ``home`` is what was told of the last 24 hours at home.

    ``to_needle`` are the zones of this session; ``begun`` those where needling began, and when.
    """

    now: Moment
    applied: tuple[Applied, ...] = ()
    home: Told = Told.UNKNOWN
    at_home: tuple[Applied, ...] = ()
    age: int | None = None
    weight_kg: float | None = None
    to_needle: tuple[str, ...] = ()
    begun: Mapping[str, Moment] = field(default_factory=dict)

    @property
    def counted(self) -> tuple[Applied, ...]:
        """Every application of the last 24 hours, at home and here.

        A yes without any particulars is one application of which nothing is known.
        """
        told = self.at_home
        if self.home is Told.YES and not told:
            told = (Applied(name="a cream at home", at_home=True),)
        return tuple(one for one in (*told, *self.applied) if one.counts(self.now))

    @property
    def creams(self) -> tuple[Cream, ...]:
        """The licensed creams among them, each once."""
        known = {one.cream.key: one.cream for one in self.counted if one.cream is not None}
        return tuple(known.values())


def sources_of(*numbers: Parameter) -> tuple[Source, ...]:
    """The texts behind some numbers of a label."""
    return tuple(dict.fromkeys(n.source for n in numbers if n.source is not None))


def ingredients_in(creams: tuple[Cream, ...]) -> tuple[Ingredient, ...]:
    """Every ingredient of some creams, each once by its name."""
    return tuple({one.name: one for cream in creams for one in cream.ingredients}.values())
