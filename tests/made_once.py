"""What takes long to make is made once for a whole run, by whichever process needs it first."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

PLACE = "TESTS_MADE_ONCE"


def begin() -> Path | None:
    """Sets a place aside; nothing where the process that began this one has done so."""
    if PLACE in os.environ:
        return None
    os.environ[PLACE] = tempfile.mkdtemp(prefix="percuta-once-")
    return Path(os.environ[PLACE])


def end(place: Path) -> None:
    """Leaves nothing behind."""
    del os.environ[PLACE]
    shutil.rmtree(place)


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name; whoever wants it while it is made waits."""
    place = Path(os.environ[PLACE])
    folder, begun = place / name, place / f"{name}-begun"
    with (place / f"{name}.lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(folder)
    return folder
