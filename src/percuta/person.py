"""The person to be treated. Every fact may be None, which means not known."""

import math
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Sex(StrEnum):
    """Sex as the skin-thickness series report it."""

    FEMALE = "female"
    MALE = "male"


class Phototype(IntEnum):
    """Fitzpatrick skin phototype, I (burns, never tans) to VI (never burns)."""

    TYPE_I = 1
    TYPE_II = 2
    TYPE_III = 3
    TYPE_IV = 4
    TYPE_V = 5
    TYPE_VI = 6

    @property
    def roman(self) -> str:
        """The type as clinics write it, such as IV."""
        return self.name.removeprefix("TYPE_")


DARKER = frozenset({Phototype.TYPE_IV, Phototype.TYPE_V, Phototype.TYPE_VI})
TANNING = DARKER | {Phototype.TYPE_III}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Facts about a person that hold for the whole body."""

    birth_date: date | None = None
    age_years: int | None = None  # stated age, where the birth date is not known
    sex: Sex | None = None
    phototype: Phototype | None = None
    weight_kg: float | None = None
    height_cm: float | None = None

    def __post_init__(self) -> None:
        """Refuse two ages for one person, and a weight or height that nobody has."""
        if self.birth_date is not None and self.age_years is not None:
            raise ValueError("two answers to one question: give birth_date or age_years, not both")
        if self.weight_kg is not None and not 0 < self.weight_kg < math.inf:
            raise ValueError(f"weight_kg is {self.weight_kg:g}; a number over 0 is wanted")
        if self.height_cm is not None and not 0 < self.height_cm < math.inf:
            raise ValueError(f"height_cm is {self.height_cm:g}; a number over 0 is wanted")

    def age_on(self, day: date) -> int | None:
        """Age in full years on a day; None when neither birth date nor age is known."""
        if self.birth_date is None:
            return self.age_years
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)

    def birthday(self, age: int) -> date | None:
        """The day on which the person reaches an age; None when the birth date is not known."""
        if self.birth_date is None:
            return None
        year = self.birth_date.year + age
        try:
            return self.birth_date.replace(year=year)
        except ValueError:  # born on 29 February
            return date(year, 3, 1)

    def may_be_darker(self) -> bool:
        """Phototype IV to VI, or not known: caution for pigment applies."""
        return self.phototype is None or self.phototype in DARKER

    def may_tan(self) -> bool:
        """Phototype III to VI, or not known: the longer wait after sun applies."""
        return self.phototype is None or self.phototype in TANNING
