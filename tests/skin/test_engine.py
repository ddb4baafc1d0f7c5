"""Which engine is used, what is said before it takes long, and what is kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from percuta.skin.engine import By, cache_folder, plain
from skin.kept_kernel import folder

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
    assert "pip install 'percuta[fast]'" in said
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
