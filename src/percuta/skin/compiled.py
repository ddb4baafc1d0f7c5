"""The kernel as machine code. It loads numba, so ``engine.py`` loads it only when it is called.

The code is kept on disk under a name made of the kernel's own source, so that another version
never finds it.
"""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import numba
from numba.extending import register_jitable

from percuta.skin import bell, drawing, lanes, play, rows, rungs
from percuta.skin.kernel import Machine

Say = Callable[[str], None]
PARTS = (bell, drawing, lanes, play, rows, rungs)
COMPILING = "Compiling the fast kernel for this processor, once: about ten seconds ..."
NOT_KEPT = (
    "The fast kernel cannot be kept in {folder} ({reason}), so it is compiled now and every time "
    "again, about ten seconds. Set PERCUTA_CACHE to a folder that can be written."
)


def compiled(folder: Path, say: Say) -> Machine:
    """The kernel as it is kept in a folder, or compiled now; ``say`` is told before it takes long.

    Where the folder cannot be written it is told too, and nothing is kept.
    """
    for helper in (*lanes.HELPERS, *rungs.HELPERS, *play.HELPERS, *drawing.HELPERS):
        register_jitable(helper)
    for of_one in bell.HELPERS:  # written into the loops over lanes, else they stay one by one
        register_jitable(inline="always")(of_one)
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


def _ready(*, keep: bool) -> Machine:
    """The kernel after calls that do nothing, so that it is compiled.

    In courses multiplications and additions may be joined, which is the same for every patient;
    in drawing never, so that people are the same on every machine.
    """
    made = partial(numba.njit, nogil=True, error_model="numpy", boundscheck=False, cache=keep)
    machine = Machine(play=made(fastmath={"contract"})(play.play), fill=made()(drawing.fill))
    machine.play(*play.nothing())
    machine.fill(*drawing.nobody())
    return machine


def _version() -> str:
    """A name made of the source of all that is compiled together."""
    text = b"".join(Path(str(one.__file__)).read_bytes() for one in PARTS)
    return sha256(text + numba.__version__.encode()).hexdigest()[:16]


def _refused(place: Path) -> str | None:
    """Why a folder cannot be written, or None."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "written").write_bytes(b"")
    except OSError as problem:
        return problem.strerror or str(problem)
    return None
