"""Cold start of ``percuta plan`` beside the same interpreter loading only its libraries.

Run with the environment's Python: ``python bench/cold_start.py``. Both run in turn, so that a
machine that changes speed changes both; the ratio is the figure to keep.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15
COMMAND = [str(Path(sys.executable).parent / "percuta"), "plan", "--example", "skinpen-trial"]
LIBRARIES = [sys.executable, "-c", "import jsonschema, msgspec, rich.console, typer"]
BARE = [sys.executable, "-c", "pass"]


def seconds(command: list[str]) -> float:
    """Wall-clock seconds of one run in a fresh process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Print medians and ratios."""
    for command in (COMMAND, LIBRARIES, BARE):
        seconds(command)
    rounds = [[seconds(command) for command in (COMMAND, LIBRARIES, BARE)] for _ in range(RUNS)]
    plan, libraries, bare = zip(*rounds, strict=True)
    ratio = statistics.median(p / lib for p, lib in zip(plan, libraries, strict=True))
    sys.stdout.write(
        f"runs                       {RUNS}\n"
        f"percuta plan, median       {statistics.median(plan):.3f} s\n"
        f"its libraries alone        {statistics.median(libraries):.3f} s\n"
        f"bare interpreter           {statistics.median(bare):.3f} s\n"
        f"plan / libraries, median   {ratio:.2f}\n"
    )


if __name__ == "__main__":
    main()
