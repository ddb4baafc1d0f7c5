"""Kills the server at random during a session, and counts what was lost or doubled.

``python bench/killed_sessions.py --kills 200 [--database URL]`` with the
development environment; a PostgreSQL URL names a database on a server where others can be made.
"""

import argparse
import os
import random
import sys
import tempfile
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"


def main() -> None:
    """Prints what was sent, acknowledged, lost and doubled."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    sys.path[0] = str(TESTS)  # this folder has a clinic.py of its own
    kill_often = import_module("clinic.operations.killed_sessions").kill_often
    homes = import_module("clinic.operations.prepared")
    import_module("made_once").begin()
    if given.database:
        os.environ["PERCUTA_DATABASE"] = given.database
    with tempfile.TemporaryDirectory() as folder:
        home_at = homes.copied(homes.furnished(), Path(folder) / "home")
        with home_at as home:
            found = kill_often(home, given.kills, chance=random.Random())
    sys.stdout.write(
        f"{found.kills} kills in {found.seconds:.0f} s: {len(found.acknowledged)} events "
        f"acknowledged, {found.tries} requests, {len(found.rows)} in the database, "
        f"{len(found.lost)} lost, {found.doubled} doubled\n"
    )


if __name__ == "__main__":
    main()
