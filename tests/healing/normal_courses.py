"""Simulated courses in which nothing goes wrong, and how often the triage calls all the same.

Each sign ends on a day drawn from the science: on or before its usual day in most people, by its
latest day in the others; it fades evenly till then. Shares below are assumed: no text read counts
them by day. ``python -m healing.normal_courses`` in the folder of tests prints the figures.
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass, replace

from healing.check_ins import BELLY, CHEEK, EYE, session, told
from percuta.healing.triage.bands import last_days
from percuta.healing.triage.report import Degree, Level, Report, Session
from percuta.healing.triage.triage import triage
from percuta.questions import Answer

CHECK_DAYS = (1, 3, 7, 28)  # those of the follow-up
USUAL_SHARE = 0.8  # end by the usual day
STRONGEST = {  # shares of none, mild, moderate, severe on the day of the session
    "redness": (0.0, 0.3, 0.5, 0.2),
    "swelling": (0.2, 0.5, 0.25, 0.05),
    "pain": (0.2, 0.5, 0.25, 0.05),
    "tightness": (0.1, 0.4, 0.4, 0.1),
    "flaking": (0.2, 0.5, 0.25, 0.05),
    "itching": (0.3, 0.5, 0.18, 0.02),
}


Rated = dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Says:
    """How people answer: shares of signs a degree off, of wrong taps, of check-ins very worried."""

    off: float = 0.0
    slips: float = 0.0
    worried: float = 0.0


EXACT = Says()
WAYS = {
    "exact": EXACT,
    "1 in 20 signs a degree off": Says(off=0.05),
    "1 in 10 signs a degree off": Says(off=0.1),
    "1 in 1 000 answers tapped wrongly": Says(slips=0.001),
    "1 in 100 check-ins very worried": Says(worried=0.01),
}


def course(chance: random.Random) -> tuple[Session, dict[str, tuple[int, int]]]:
    """A session, and of each sign how strong it begins and on which day it is last there."""
    depth = chance.choice([0.5, 1.0, 1.5, 2.0, 2.5])
    given = session(*chance.choice([CHEEK, EYE, BELLY]), deepest_mm=depth)
    signs = {}
    for key, shares in STRONGEST.items():
        usual, latest = last_days(key, given.treated)
        soon = chance.random() < USUAL_SHARE or usual == latest
        last = chance.randint(0, usual) if soon else chance.randint(usual + 1, latest)
        signs[key] = (chance.choices(range(4), shares)[0], last)
    return given, signs


def rated(
    day: int, signs: dict[str, tuple[int, int]], chance: random.Random, *, off: float
) -> Rated:
    """How strong each sign is called: it fades evenly, and some see it a degree off."""
    true = {
        key: 0 if day > last else max(min(1, strong), round(strong * (1 - day / (last + 1))))
        for key, (strong, last) in signs.items()
    }
    return {
        key: max(0, min(3, degree + chance.choice([-1, 1])))
        if day <= signs[key][1] and chance.random() < off
        else degree
        for key, degree in true.items()
    }


def check_in(
    day: int, signs: dict[str, tuple[int, int]], chance: random.Random, *, off: float
) -> Report:
    """What is told on a day; a sign grows where it is called stronger than on the day before."""
    before, now = (rated(one, signs, chance, off=off) for one in (day - 1, day))
    grown = [f"{key}_grows" for key in now if now[key] > before[key]]
    return told(day, *grown, **now)


def slipped(report: Report, chance: random.Random, rate: float) -> Report:
    """The same with some answers tapped wrongly: a yes for a no, a degree too much."""
    if not rate:
        return report
    return replace(
        report,
        answers={k: Answer.YES if chance.random() < rate else a for k, a in report.answers.items()},
        degrees={
            k: Degree(min(d + 1, Degree.SEVERE)) if chance.random() < rate else d
            for k, d in report.degrees.items()
        },
    )


def alarms(courses: int, says: Says = EXACT, *, seed: int = 11) -> Counter[Level]:
    """The highest level of each course over its check-ins."""
    chance, found = random.Random(seed), Counter[Level]()
    for _ in range(courses):
        given, signs = course(chance)
        levels = []
        for day in CHECK_DAYS:
            report = slipped(check_in(day, signs, chance, off=says.off), chance, says.slips)
            if chance.random() < says.worried:
                report = replace(report, degrees={**report.degrees, "worry": Degree.SEVERE})
            levels.append(triage(report, given).level)
        found[max(levels)] += 1
    return found


def main(courses: int = 5000) -> None:
    """Print the levels of 1 000 courses by the way people answer."""
    for name, says in WAYS.items():
        found = alarms(courses, says)
        rates = ", ".join(f"{level.words} {1000 * found[level] / courses:.1f}" for level in Level)
        sys.stdout.write(f"{name}: {rates}\n")


if __name__ == "__main__":
    main()
