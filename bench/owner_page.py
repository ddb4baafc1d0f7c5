"""The clinic in numbers over two years, counted by the database and by Python in the same run.

``python bench/owner_page.py [--sessions 10000]`` with the development environment and PostgreSQL's
programs. Both sides count the same check-ins and the same visits that did not come to be, once
in questions to the database and once by reading every row; that both find the same is checked.
Times are of the clock, since a database works beside Python; the ratios are the figures to keep.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from postgres import cluster

from percuta_clinic.config.keys import new_keys, save_keys


def measured(folder: Path, size: int, database: str) -> dict[str, Any]:
    """What is found in a clinic of its own."""
    folder.mkdir(parents=True)
    save_keys(new_keys(), folder / "keys")
    own = {"PERCUTA_HOME": str(folder), "PYTHONPATH": str(Path(__file__).parent)}
    if database:
        own["PERCUTA_DATABASE"] = database
    told = folder / "told.json"
    program = str(Path(__file__).parent / "ours" / "owner.py")
    subprocess.run(
        [sys.executable, program, str(size), str(told)], check=True, env={**os.environ, **own}
    )
    found: dict[str, Any] = json.loads(told.read_text())
    return found


def say(name: str, found: dict[str, Any]) -> None:
    """A few lines for one database."""
    ratio = found["naive"] / found["ours"]
    parts = (
        f"{name}: {found['sessions']} sessions, {found['check-ins']} check-ins",
        f"  whole page {1000 * found['page']:.0f} ms in {found['queries']} queries; "
        f"of the last three months {1000 * found['quarter']:.0f} ms",
        f"  check-ins and visits {1000 * found['ours']:.0f} ms; by reading every row "
        f"{ratio:.1f} times as long",
        f"  first 200 rows of all check-ins {1000 * found['list']:.0f} ms; the file of all "
        f"{1000 * found['file']:.0f} ms",
    )
    sys.stdout.write("\n".join(parts) + "\n")


def main() -> None:
    """On SQLite, then on PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        if given.only != "postgresql":
            say("SQLite", measured(folder / "sqlite", given.sessions, ""))
        if given.only != "sqlite":
            server = cluster(folder / "cluster")
            try:
                url = server.url("postgres")
                say("PostgreSQL", measured(folder / "postgresql", given.sessions, url))
            finally:
                server.stop()


if __name__ == "__main__":
    main()
