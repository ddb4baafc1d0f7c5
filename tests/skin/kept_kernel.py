"""The compiled kernel for tests: compiled once for a whole run."""

from functools import cache
from pathlib import Path

from made_once import made_once
from percuta.skin.compiled import compiled
from percuta.skin.engine import Engine, fast, nobody


def _compile(folder: Path) -> None:
    compiled(folder, nobody)


def folder() -> Path:
    """Where it is kept."""
    return made_once("kernel", _compile)


@cache
def engine(threads: int = 1) -> Engine:
    """The engine with that kernel."""
    return fast(folder=folder(), threads=threads)
