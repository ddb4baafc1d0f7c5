"""Coverage of the forecasts over simulated clinics: as the model expects, and otherwise.

    python bench/review_coverage.py

Each clinic treats people drawn from the fit, or from a truth that is shifted; a clinician reads
them once, three months after three sessions, on four grades; some never come. What is counted is
what the clinic's own page counts. The figures stand in docs/science/reviews.md.
"""

import sys

from percuta.review.simulated import WORLDS, clinics

CLINICS, PEOPLE = 40, 60


def main() -> None:
    """One line for each world."""
    out = sys.stdout
    out.write(f"{CLINICS} clinics of {PEOPLE} people each\n")
    for world in WORLDS:
        found = clinics(world, count=CLINICS, people=PEOPLE)
        out.write(
            f"{world.value}: half {found.half.held} of {found.half.of} ({found.half.words}), "
            f"nine in ten {found.nine.held} of {found.nine.of} ({found.nine.words}), "
            f"missing {found.missing}; below the middle {found.below:.0%}; clinics whose exact "
            f"interval shuts out 90%: {found.alarmed} of {found.clinics}\n"
        )


if __name__ == "__main__":
    main()
