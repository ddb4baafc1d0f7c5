"""Coverage of the forecast from a person's own observations, and what it takes of a processor.

    python bench/update_coverage.py

People drawn from the fit are rated six times or 57 times, and forecast from that: by weights of
virtual people alone, by moving people towards what was seen, and by whichever of the two a forecast
takes. All ways see the same people in one run. Those for whom weights alone are not enough are few;
they are picked from more people and told apart. The figures stand in docs/science/validation.md.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from percuta.response.check import LAST, SESSIONS
from percuta.response.crowd import MANY, crowd
from percuta.response.draws import Draws
from percuta.response.fitted import fitted
from percuta.response.forecast import outlook
from percuta.response.gate import chosen
from percuta.response.lengths import Covered, Length, Seens, covered, hard, rated, shaken
from percuta.response.personal import Way, personal
from percuta.response.study import Kind

PEOPLE, SEARCHED, SHAKEN, SEEDS = 1000, 5000, 20, 8
SEED, OTHER_SEEDS = 31, (32, 33, 34)  # of people followed; of those searched, so many each
TIMED, RUNS = 12, 3
KIND = Kind.ACNE_SCARS


def main() -> None:
    """A table for each number of observations, and then times."""
    draws = fitted().draws[chosen(KIND).chosen]
    for length in Length:
        say(f"{length}")
        people = rated(draws, KIND, length, count=PEOPLE, seed=SEED)
        ways(draws, people)
        few = []
        for seed in OTHER_SEEDS:
            few += hard(draws, KIND, rated(draws, KIND, length, count=SEARCHED, seed=seed))
        of = SEARCHED * len(OTHER_SEEDS)
        say(f"  weights alone are not enough for {len(few)} of {of}; of these")
        ways(draws, few)
        for way in Way:
            moved = shaken(draws, KIND, few[:SHAKEN], way=way, seeds=SEEDS)
            say(f"    {way}: chance alone moves the middle by {moved:.1%}")
        times(draws, people[:TIMED], few[:TIMED])


def ways(draws: Draws, people: Seens) -> None:
    """One line for each way."""
    for way in (*Way, None):
        found = covered(draws, KIND, people, way=way)
        say(f"    {way or 'as a forecast is made'}: {_line(found)}")


def _line(found: Covered) -> str:
    inside = ", ".join(f"{part:.1%}" for part in found.inside)
    return (
        f"inside 50, 80, 90 %: {inside}; 80 % is {found.wide:.1%} wide; warned {found.warned:.1%}"
        f" of {found.people}"
    )


def times(draws: Draws, people: Seens, few: Seens) -> None:
    """Processor milliseconds of the update, and of it with a new fan chart."""
    for way in Way:
        taken = milliseconds(
            [partial(personal, draws, KIND, SESSIONS, seen=seen, way=way) for _, seen in few]
        )
        say(f"  {way}, people for whom weights are not enough: {taken:.1f} ms")
    for name, some in (("people as they come", people), ("those few", few)):
        warm = milliseconds(
            [partial(outlook, draws, KIND, SESSIONS, at=LAST, seen=seen) for _, seen in some]
        )
        say(f"  update with fan chart, {name}: {warm:.1f} ms")
    first = milliseconds([partial(crowd.__wrapped__, draws, KIND, count=MANY)])
    say(f"  and once for each fit and concern: {first:.1f} ms for its virtual people")


def milliseconds(works: list[Callable[[], object]]) -> float:
    """Median over works of the least processor time of some runs."""
    return statistics.median(min(_taken(work) for _ in range(RUNS)) for work in works)


def _taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
