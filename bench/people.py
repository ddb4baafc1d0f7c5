"""Made-up people for benchmarks, the same for every system measured."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST = "Al Ba Be Bran Cal Cor Da Del Es Fer Gar Ha Ir Jan Ka Lo Mar Nor Or Pe Ro Sal Tor Va"
MIDDLE = "ba ce da der fi go la len ma mi na ni ra re ri sa ta ti to va"
LAST = "des ge ker lin man nez ro sen son ta vic ya"
GIVEN = "Ada Ben Carla Dina Emil Fay Goran Hana Ines Jonas Kira Luis Mina Nora Omar Pia Ravi Sara"
EARLIEST, YOUNGEST_AFTER = date(1940, 1, 1), 24_000  # days

PREFIX = 3  # letters typed in a search by name


@dataclass(frozen=True, kw_only=True)
class Person:
    """One made-up person."""

    given: str
    family: str
    born: date
    gender: str

    @property
    def prefix(self) -> str:
        """What somebody types who searches for this person."""
        return self.family[:PREFIX]


def people(seed: int) -> Iterator[Person]:
    """Made-up people without end, the same for the same seed."""
    chance = random.Random(seed)
    for _ in itertools.count():
        yield Person(
            given=chance.choice(GIVEN.split()),
            family="".join(chance.choice(part.split()) for part in (FIRST, MIDDLE, LAST)),
            born=EARLIEST + timedelta(days=chance.randrange(YOUNGEST_AFTER)),
            gender=chance.choice("fm"),
        )


def some(size: int, seed: int = 0) -> list[Person]:
    """The first so many of them."""
    return list(itertools.islice(people(seed), size))
