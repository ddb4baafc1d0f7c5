"""How many people a day holds when visits are made of stages, beside one block for each visit.

``python bench/staged_day.py`` with the development environment. Both sides fill the same nine
hours with the same people in the same order, each at the earliest time that is free; only what a
visit takes differs. In stages the specialist is busy while needling alone; in one block from
arrival to leaving, as in ordinary appointment books. People a day and their ratio are printed.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

UNITS = 9 * 12  # nine hours of five minutes
SHARE_OF_TALKS = 0.25
NEEDLING = (("assistant", 10), ("", 30), ("specialist", 30), ("assistant", 5))
CLEAN = 10
TALK = (("specialist", 30),)


@dataclass(kw_only=True)
class Day:
    """Who and what is taken, a bit for five minutes."""

    specialists: list[int]
    assistants: list[int]
    chairs: list[int] = field(default_factory=list)


def fits(day: Day, stages: Sequence[tuple[str, int]], start: int, *, clean: int) -> bool:
    """Puts a visit in at ``start`` if everything is free, and says whether it did."""
    took: list[tuple[list[int], int, int]] = []
    at, whole = start, sum(minutes for _, minutes in stages) // 5 + clean // 5
    if start + whole > UNITS:
        return False
    for who, minutes in stages:
        mask = ((1 << minutes // 5) - 1) << at
        at += minutes // 5
        if who:
            free = _free(day.specialists if who == "specialist" else day.assistants, mask)
            if free is None:
                return False
            took.append((day.specialists if who == "specialist" else day.assistants, free, mask))
    chair = _free(day.chairs, mask := ((1 << whole) - 1) << start)
    if chair is None:
        return False
    took.append((day.chairs, chair, mask))
    if clean:
        mask = ((1 << clean // 5) - 1) << at
        helper = _free(day.assistants, mask)
        if helper is None:
            return False
        took.append((day.assistants, helper, mask))
    for rows, number, mask in took:
        rows[number] |= mask
    return True


def _free(rows: Sequence[int], mask: int) -> int | None:
    return next((number for number, taken in enumerate(rows) if not taken & mask), None)


def people_in(day: Day, asked: Sequence[bool], *, staged: bool) -> int:
    """How many of those who ask find a time."""
    count = 0
    for is_talk in asked:
        stages = TALK if is_talk else NEEDLING
        if not staged and not is_talk:
            stages = (("specialist", sum(minutes for _, minutes in NEEDLING)),)
        clean = 0 if is_talk else CLEAN
        count += any(fits(day, stages, start, clean=clean) for start in range(0, UNITS, 3))
    return count


def main() -> None:
    """Prints a line for each clinic."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=200)
    days = parser.parse_args().days
    sys.stdout.write(
        f"{days} days of nine hours, a quarter of the people for a talk; median (fewest, most)"
        + "\n"
    )
    for specialists, assistants, chairs in ((1, 1, 2), (1, 1, 3), (1, 2, 3), (2, 2, 4), (3, 3, 8)):
        found: dict[bool, list[int]] = {True: [], False: []}
        for seed in range(days):
            chance = random.Random(seed)
            asked = [chance.random() < SHARE_OF_TALKS for _ in range(80)]
            for staged, counts in found.items():
                day = Day(
                    specialists=[0] * specialists, assistants=[0] * assistants, chairs=[0] * chairs
                )
                counts.append(people_in(day, asked, staged=staged))
        ratio = statistics.median(a / b for a, b in zip(found[True], found[False], strict=True))
        said = {k: f"{statistics.median(v):g} ({min(v)}, {max(v)})" for k, v in found.items()}
        sys.stdout.write(
            f"{specialists} specialist(s), {assistants} assistant(s), {chairs} chairs: "
            f"staged {said[True]}, in one block {said[False]}, {ratio:.2f} times\n"
        )


if __name__ == "__main__":
    main()
