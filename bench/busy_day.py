"""A day of forty sessions that overlap, through the real door of a real server.

``python bench/busy_day.py [--sessions 40] [--database URL]`` with the development environment; a
PostgreSQL URL names a database on a server where others can be made. Each session is a tablet
with its own account and connection: it says what is said from arriving to the last note, one
entry a tap, looks after each what others said, then opens the record and signs it. A session of
an hour takes about half a minute here. Printed are waiting times as a tablet sees them, queries
for an entry, and whether every record is what was sent.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
NAMES = {
    "pack": "open the room",
    "event": "send an entry",
    "look": "look what others said",
    "record": "open the record",
    "sign": "sign it",
}


def main() -> None:
    """Prints a line for each thing a tablet asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--spread", type=float, default=20, help="seconds in which all begin")
    parser.add_argument("--pause", type=float, default=1, help="seconds between two taps")
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    sys.path[0] = str(TESTS)  # this folder has a clinic.py of its own
    days = import_module("clinic.operations.busy_day")
    homes = import_module("clinic.operations.prepared")
    import_module("made_once").begin()
    if given.database:
        os.environ["PERCUTA_DATABASE"] = given.database
    pace = days.Pace(sessions=given.sessions, spread=given.spread, pause=given.pause)
    with tempfile.TemporaryDirectory() as folder:
        home_at = homes.copied(homes.furnished(), Path(folder) / "home")
        with home_at as home:
            day = days.busy_day(home, pace, chance=random.Random(7))
    sys.stdout.write(f"{len(day.tablets)} sessions, up to {day.together} at once\n")
    for what, words in NAMES.items():
        count, median, p95 = day.took(what)
        sys.stdout.write(f"{words:24} {count:6} times, median {median:7.1f} ms, 95 % {p95:7.1f}\n")
    usual, most = statistics.median(day.queries), max(day.queries)
    sys.stdout.write(f"queries for an entry: median {usual:g}, most {most}\n")
    faults = list(day.faults())
    sys.stdout.write("\n".join(faults or ["Every record is what was sent."]) + "\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
