"""Which engine is used, what is said before it takes long, and what is kept."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from percuta.skin.engine import By, cache_folder, plain
from percuta.skin.numbered import Numbered
from percuta.skin.plans import Plan
from percuta.skin.sealed import is_whole
from skin.kept_kernel import engine, folder
from skin.people import COURSE, DAYS, many

WITHOUT = """
import sys
sys.modules["numba"] = None
from percuta.skin.engine import fast
from percuta.skin.patients import draw
from percuta.skin.chance import Seeded
from percuta.skin.session import Session
engine = fast(print)
course = engine.course(draw(Seeded(1), 4), [Session(day=0, depth_mm=1.5)], [1, 30])
print(engine.by, course.states["young"].shape)
"""
ASKS = """
import sys
from pathlib import Path
from percuta.skin.engine import fast
print(fast(print, folder=Path(sys.argv[1])).by)
"""
FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
"""
STARTING = """
import sys
sys.argv = ["percuta", "zones"]
from percuta.cli.doors import run
try:
    run()
except SystemExit:
    pass
import percuta.skin.engine
sys.stderr.write(" ".join(name for name in ("numba", "llvmlite", "scipy") if name in sys.modules))
"""


def told(text: str, *arguments: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", text, *arguments], capture_output=True, text=True, check=True
    )
    return ended.stdout.splitlines()


def test_without_the_extra_numpy_works_and_how_to_get_more_is_said() -> None:
    said, used = told(WITHOUT)
    assert "-m pip install '.[fast]'" in said
    assert used == "NumPy (2, 4)"


def test_a_kernel_that_is_kept_is_not_compiled_again() -> None:
    assert told(ASKS, str(folder())) == ["the compiled kernel"]


def test_a_folder_that_cannot_be_written_is_named_and_the_kernel_still_works(
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="ascii")
    said, used = told(ASKS, str(blocked))
    assert str(blocked) in said
    assert "every time again" in said
    assert "PERCUTA_CACHE" in said
    assert used == "the compiled kernel"


def test_the_first_compile_is_announced_and_kept(tmp_path: Path) -> None:
    said, used = told(ASKS, str(tmp_path))
    assert "once: about ten seconds" in said
    assert used == "the compiled kernel"
    assert told(ASKS, str(tmp_path)) == [used]


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("left", [0, 40])
def test_damaged_code_is_dropped_and_compiled_again(tmp_path: Path, ending: str, left: int) -> None:
    kept = tmp_path / "cache"
    shutil.copytree(folder(), kept)
    for file in kept.rglob(f"*.{ending}"):
        file.write_bytes(file.read_bytes()[:left])
    said, used = told(ASKS, str(kept))
    assert str(kept) in said
    assert "is damaged: it is dropped and compiled again" in said
    assert used == "the compiled kernel"
    assert told(ASKS, str(kept)) == [used]


def test_one_changed_byte_of_code_is_found(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    shutil.copytree(folder(), kept)
    (place,) = kept.iterdir()
    assert is_whole(place)
    file = max(kept.rglob("*.nbc"), key=lambda one: one.stat().st_size)
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    assert not is_whole(place)


def test_a_full_disk_is_told_and_the_kernel_still_works(tmp_path: Path) -> None:
    said, used = told(FULL + ASKS, str(tmp_path / "cache"))
    assert "(File too large), so it is compiled now and every time again" in said
    assert used == "the compiled kernel"
    assert not list((tmp_path / "cache").iterdir())


def test_no_later_call_adds_to_what_is_kept() -> None:
    people = many(3)
    engine().course(people, COURSE, DAYS)
    engine(2).outcomes(people, [Plan(sessions=COURSE, days=(90.0,))])
    numbered = Numbered(seed=1, age=np.array([40.0]), phototype=np.array([3]))
    engine().followed(numbered, Plan(sessions=COURSE, days=(90.0,)))
    assert all(is_whole(place) for place in folder().iterdir())


def test_a_command_loads_no_compiler() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", STARTING], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert ended.stderr == ""


def test_compiled_code_is_kept_where_the_person_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.delenv("PERCUTA_CACHE", raising=False)
    assert cache_folder() == Path("/somewhere/percuta")
    monkeypatch.setenv("PERCUTA_CACHE", "/else")
    assert cache_folder() == Path("/else")


def test_the_plain_engine_is_numpy() -> None:
    assert plain().by is By.NUMPY
