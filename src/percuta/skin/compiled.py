"""The kernel as machine code. It loads numba, so ``engine.py`` loads it only when it is called.

The code is kept on disk under a name made of the kernel's own source, so that another version
never finds it, and under a seal, so that damaged code is never run.
"""

import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import numba
from numba.core.registry import cpu_target
from numba.extending import register_jitable

from percuta.skin import bell, drawing, lanes, play, rows, rungs
from percuta.skin.kernel import Machine
from percuta.skin.sealed import ROOM, is_whole, made_in, refused, seal

Say = Callable[[str], None]
PARTS = (bell, drawing, lanes, play, rows, rungs)
COMPILING = "Compiling the fast kernel for this processor, once: about ten seconds ..."
DAMAGED = (
    "The fast kernel in {place} is damaged: it is dropped and compiled again, about ten seconds ..."
)
NOT_KEPT = (
    "The fast kernel cannot be kept in {folder} ({reason}), so it is compiled now and every time "
    "again, about ten seconds. Set PERCUTA_CACHE to a folder that can be written."
)


def compiled(folder: Path, say: Say) -> Machine:
    """The kernel as it is kept in a folder, or compiled now; ``say`` is told before it takes long.

    What is damaged is compiled again. Where the folder cannot be written it is told too, and
    nothing is kept.
    """
    for helper in (*lanes.HELPERS, *rungs.HELPERS, *play.HELPERS, *drawing.HELPERS):
        register_jitable(helper)
    for of_one in bell.HELPERS:  # written into the loops over lanes, else they stay one by one
        register_jitable(inline="always")(of_one)
    place = folder / f"kernel-{_version()}"
    whole = is_whole(place)
    reason = refused(folder, room=0 if whole else ROOM)
    try:
        if not reason:
            return _found(place) if whole else _made(place, say)
    except (OSError, RuntimeError) as problem:  # RuntimeError: numba may not write where it reads
        reason = getattr(problem, "strerror", None) or str(problem)
    say(NOT_KEPT.format(folder=folder, reason=reason))
    return _ready(keep=False)


def _made(place: Path, say: Say) -> Machine:
    """The kernel compiled now and kept."""
    say(DAMAGED.format(place=place) if place.exists() else COMPILING)
    return made_in(place, _kept_in)


def _found(place: Path) -> Machine:
    """The kernel from where it is kept."""
    machine = _kept_in(place)
    if not is_whole(place):  # numba wanted more than was there, and has added it
        seal(place)
    return machine


def _kept_in(place: Path) -> Machine:
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
    """A name made of all that machine code depends on: sources, compiler, Python, processor."""
    text = b"".join(Path(str(one.__file__)).read_bytes() for one in PARTS)
    processor = cpu_target.target_context.codegen().magic_tuple()
    about = f"{numba.__version__} {sys.version_info[:2]} {Path(__file__).parent} {processor}"
    return sha256(text + about.encode()).hexdigest()[:16]
