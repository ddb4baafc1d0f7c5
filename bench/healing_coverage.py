"""Coverage of the forecast of healing once check-ins have moved it, over simulated patients.

    python bench/healing_coverage.py

Each patient is drawn from the model and answers six check-ins after two sessions, with an eye of
their own; the true last day of each sign is held against nine in ten before and after. The figures
stand in docs/science/reviews.md.
"""

import sys

from percuta.review.healing_own import Sign
from percuta.review.healing_simulated import Telling, kept

PEOPLE = 400


def main() -> None:
    """One line for each way of telling and each sign."""
    out = sys.stdout
    for world in Telling:
        found = kept(world, people=PEOPLE)
        out.write(f"{world.value}: trusted {found.trusted.held} of {found.trusted.of}; learned ")
        out.write(", ".join(f"{name} {part:.0%}" for name, part in found.learned.items()) + "\n")
        for sign in Sign:
            before, after = found.held_before[sign], found.held_after[sign]
            out.write(
                f"  {sign.value}: before {before.held} of {before.of}, after {after.held} "
                f"({after.words}); narrower by {found.narrowed[sign]:.0%}\n"
            )


if __name__ == "__main__":
    main()
