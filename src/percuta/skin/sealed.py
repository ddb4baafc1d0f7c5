"""A folder of compiled code with a seal: whoever finds it knows whether it is whole.

It is made beside its place and moved there at once, so that nobody finds a half of it.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TypeVar

Made = TypeVar("Made")

SEAL = "seal"
ROOM = 4_000_000  # bytes; over what the code takes, so that a full disk is known beforehand


def is_whole(place: Path) -> bool:
    """Whether all is there that was sealed, and as it was."""
    try:
        return (place / SEAL).read_text(encoding="utf-8") == _sums(place)
    except (OSError, UnicodeDecodeError):
        return False


def seal(place: Path) -> None:
    """What is there now is whole."""
    (place / SEAL).write_text(_sums(place), encoding="utf-8")


def made_in(place: Path, make: Callable[[Path], Made]) -> Made:
    """What ``make`` makes; the folder it filled takes its place. Raises OSError."""
    with TemporaryDirectory(dir=place.parent, prefix=f".{place.name}.") as beside:
        begun = Path(beside) / place.name
        begun.mkdir()
        made = make(begun)
        seal(begun)
        if not is_whole(place):  # else somebody was faster with the same
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):
                begun.rename(place)
    return made


def refused(folder: Path, *, room: int) -> str | None:
    """Why so many bytes cannot be written into a folder, or None."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(room))
    except OSError as problem:
        return problem.strerror or str(problem)
    return None


def _sums(place: Path) -> str:
    code = sorted(path for path in place.rglob("*.nb[ci]") if path.is_file())
    if not code:
        raise FileNotFoundError(place)
    lines = (f"{sha256(path.read_bytes()).hexdigest()} {path.name}\n" for path in code)
    return "".join(lines)
