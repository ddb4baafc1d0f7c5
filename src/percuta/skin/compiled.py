"""The kernel as machine code. It loads numba, so ``engine.py`` loads it only when it is called.

The code is kept on disk under a name made of the kernel's own source, so that another version
never finds it.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numba
from numba.extending import register_jitable

from percuta.skin import lanes, play, rows, rungs

Say = Callable[[str], None]
Play = Callable[[play.Whole, play.Given, play.Place], None]
COMPILING = "Compiling the fast kernel for this processor, once: about ten seconds ..."
NOT_KEPT = (
    "The fast kernel cannot be kept in {folder} ({reason}), so it is compiled now and every time "
    "again, about ten seconds. Set PERCUTA_CACHE to a folder that can be written."
)


def compiled(folder: Path, say: Say) -> Play:
    """The kernel as it is kept in a folder, or compiled now; ``say`` is told before it takes long.

    Where the folder cannot be written it is told too, and nothing is kept.
    """
    for helper in (*lanes.HELPERS, *rungs.HELPERS, *play.HELPERS):
        register_jitable(helper)
    place = folder / f"kernel-{_version()}"
    if reason := _refused(place):
        say(NOT_KEPT.format(folder=folder, reason=reason))
        return _ready(keep=False)
    if not any(place.rglob("*.nbc")):
        say(COMPILING)
    settings = vars(numba.config)
    before, settings["CACHE_DIR"] = settings["CACHE_DIR"], str(place)
    try:
        return _ready(keep=True)
    finally:
        settings["CACHE_DIR"] = before


def _ready(*, keep: bool) -> Play:
    """The kernel after a call that does nothing, so that it is compiled.

    Multiplications and additions may be joined, which is the same for every patient.
    """
    made = numba.njit(
        nogil=True, error_model="numpy", fastmath={"contract"}, boundscheck=False, cache=keep
    )
    kernel: Play = made(play.play)
    kernel(*play.nothing())
    return kernel


def _version() -> str:
    """A name made of the source of all that is compiled together."""
    text = b"".join(Path(str(one.__file__)).read_bytes() for one in (lanes, play, rows, rungs))
    return sha256(text + numba.__version__.encode()).hexdigest()[:16]


def _refused(place: Path) -> str | None:
    """Why a folder cannot be written, or None."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "written").write_bytes(b"")
    except OSError as problem:
        return problem.strerror or str(problem)
    return None
