"""From a changed course to its forecast, as a plan builder redraws it, beside all of it anew.

Run as ``python bench/what_if.py``. Both sides run in turn, by processor time; the ratio is the
figure to keep. "Anew" draws the virtual people again and steps every state, as the forecast did
before it kept people and followed only the states it shows.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from unittest.mock import patch

import numpy as np

from percuta.casefile.case import Case
from percuta.cli.load import load
from percuta.planning.choice import Choice, ZoneChoice
from percuta.planning.propose import propose
from percuta.report import healing_part
from percuta.report.build import build_document
from percuta.report.document import Document
from percuta.report.forecast import build_forecast
from percuta.skin.course import Course, Made, healing_course
from percuta.skin.session import Session

RUNS = 15


def changed(case: Case, number: int) -> Document:
    """The case with sessions, interval and depth of its own for each number."""
    one = ZoneChoice(sessions=2 + number % 8, depth_mm={1: round(0.3 + 0.05 * (number % 20), 2)})
    zones = {zone.key: one for zone in case.request.needled}
    choice = Choice(zones=zones, interval_days=28 + number, by="bench")
    request = replace(case.request, choice=choice)
    return build_document(replace(case, request=request), propose(request))


def anew(document: Document) -> None:
    """The forecast with nothing kept, and with every state of the skin stepped."""
    for kept in (healing_part._healed, healing_part._dark, healing_part._made):
        kept.cache_clear()
    with patch.object(healing_part, "linear_course", every_state):
        build_forecast(document)


def every_state(
    made: Made, sessions: Sequence[Session], days: Sequence[float], *, names: Sequence[str]
) -> Course:
    """What the forecast followed before: all states, whichever are shown."""
    course = healing_course(made.patients, sessions, days)
    return replace(course, states={name: course.states[name] for name in names})


def seconds(work: Callable[[Document], object], documents: Iterator[Document]) -> float:
    """Median processor seconds over documents never seen before."""
    taken = []
    for _, document in zip(range(RUNS), documents, strict=False):
        began = time.process_time()
        work(document)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def planned(case: Case) -> float:
    """Median processor seconds from a choice to its document."""
    taken = []
    for number in range(RUNS):
        began = time.process_time()
        changed(case, number)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    case = load(None, "skinpen-trial")
    documents = iter([changed(case, number) for number in range(3 * RUNS + 1)])
    build_forecast(next(documents))
    fresh = seconds(build_forecast, documents)
    old = seconds(anew, documents)
    again = seconds(build_forecast, documents)
    ours = float(np.median([fresh, again]))
    said = (
        f"choice to document      {1000 * planned(case):6.1f} ms",
        f"document to forecast    {1000 * ours:6.1f} ms, course changed, same person",
        f"the same, all anew      {1000 * old:6.1f} ms, {old / ours:.1f} times as long",
    )
    sys.stdout.write("\n".join((*said, "")))


if __name__ == "__main__":
    main()
