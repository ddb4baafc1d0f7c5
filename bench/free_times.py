"""Three months of free times of a busy clinic, beside trying each quarter of an hour in turn.

``python bench/free_times.py`` with the development environment. The clinic has 6 specialists,
4 assistants, 8 chairs and 3 devices, and is booked with staged visits as far as ``--share`` says.
Both sides answer from the same embedded database and must find the same times; the other one asks
at each quarter whether a visit would fit, as ordinary appointment books do. It is timed over three
days and given per day, since three months would take it minutes.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from percuta_clinic.config.keys import new_keys, save_keys


def main() -> None:
    """Fills a clinic in a throw-away home and prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.8, help="of working hours that is booked")
    share = parser.parse_args().share
    with tempfile.TemporaryDirectory() as folder:
        save_keys(new_keys(), Path(folder) / "keys")
        command = [sys.executable, str(Path(__file__).parent / "ours" / "free_times.py")]
        subprocess.run(
            [*command, f"{share}"], check=True, env={**os.environ, "PERCUTA_HOME": folder}
        )


if __name__ == "__main__":
    main()
