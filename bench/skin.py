"""Courses of healing by the compiled kernel beside four other ways, and how near the core's limit.

``python bench/skin.py`` with the development environment. The other ways run in an environment of
their own, made in ``--rivals`` if it is not there. Each solves the same course for the same
patients, as loosely as it may: worst patient within a ten-thousandth of the own peak (floor: a
tenth of the usual peak) of the same course by NumPy with steps a quarter as long. Processor time,
fewest of some runs; ours runs before and after each rival, and the better of both counts. Writes
docs/science/speed.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.skin_page import written

from percuta.skin import grid
from percuta.skin.chance import Seeded
from percuta.skin.course import healing_course
from percuta.skin.orders import course_orders
from percuta.skin.patients import draw
from percuta.skin.rows import Row
from percuta.skin.session import Session
from percuta.skin.simple import STATES

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "science" / "speed.md"
PACKAGES = ["diffrax==0.7.2", "jax==0.10.2", "numba==0.68.1", "scipy==1.17.1"]
RIVALS = ("lsoda", "diffrax", "scalar", "jax")
PEOPLE = 4096
COURSE = tuple(Session(day=30 * n, depth_mm=1.5) for n in range(4))
DAYS = (1, 2, 4, 8, 16, 29, 30, 31, 60, 90, 92, 98, 120, 180, 270, 400)


def problem(folder: Path) -> Path:
    """The patients, the course and what is true, for every contender."""
    patients = draw(Seeded(1), PEOPLE)
    kept = grid.GROWTH, grid.SHORTEST
    grid.GROWTH, grid.SHORTEST = kept[0] / 8, kept[1] / 4
    true = healing_course(patients, COURSE, DAYS).states
    grid.GROWTH, grid.SHORTEST = kept
    asked, rows = course_orders(COURSE, DAYS)
    path = folder / "problem.npz"
    np.savez(
        path,
        sessions=np.array([[one.day, one.depth_mm, one.density] for one in COURSE]),
        days=np.array(DAYS, dtype=float),
        true=np.stack([true[name] for name in STATES]),
        orders=asked.orders,
        rows=np.array([rows[Row[name.upper()]] for name in STATES]),
        rate_collagen=patients.collagen,
        **{f"rate_{name}": values for name, values in patients.rates.items()},
    )
    return path


def python_of(folder: Path) -> Path:
    """The Python of the rivals' environment, which is made if it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        say(f"Installing the other solvers in {folder} ...")
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def ours(problem: Path, what: str) -> dict:
    """What our own side measured."""
    return asked([sys.executable, str(HERE / "ours" / "skin.py")], problem, what)


def asked(command: list[str], problem: Path, *more: str) -> dict:
    """What a contender wrote down, run in a process of its own."""
    answer = problem.with_name("answer.json")
    subprocess.run([*command, str(problem), str(answer), *more], check=True)
    return json.loads(answer.read_text(encoding="utf-8"))


def say(line: str) -> None:
    """Tell the person."""
    sys.stderr.write(line + "\n")


def main() -> None:
    """Measure all, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    place = Path(tempfile.gettempdir()) / "percuta-rivals"
    parser.add_argument("--rivals", type=Path, default=place, help="environment of the others")
    python = python_of(parser.parse_args().rivals)
    with tempfile.TemporaryDirectory() as folder:
        given = problem(Path(folder))
        found, before = {}, ours(given, "course")
        peaks = [before["peak"]]
        for name in RIVALS:
            rival = asked([str(python), str(HERE / "rivals" / f"skin_{name}.py")], given)
            after = ours(given, "course")
            fewest = min(before["seconds"], after["seconds"])
            found[name] = rival | {"ours": fewest, "ratio": rival["seconds"] / fewest}
            say(f"{name}: {found[name]['ratio']:.0f} times as long")
            peaks.append(after["peak"])
            before = after
        whole = ours(given, "all")
        whole["peak"] = max(*peaks, whole["peak"])
    PAGE.write_text(written(found, whole, os.getloadavg()[0]), encoding="utf-8")
    say(f"Written: {PAGE}")


if __name__ == "__main__":
    main()
