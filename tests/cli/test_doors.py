"""The clinic hangs on the command by its name alone."""

import subprocess
import sys

from cli.command import Say

WITHOUT = """
import sys
sys.modules["pyrage"] = None
sys.argv = ["percuta", "clinic", "--help"]
from percuta.cli.doors import run
run()
"""
PLANNING = """
import sys
sys.argv = ["percuta", "zones"]
from percuta.cli.doors import run
try:
    run()
except SystemExit:
    pass
loaded = [name for name in sys.modules if name.startswith(("percuta_clinic", "django"))]
sys.stderr.write(" ".join(loaded))
"""


def test_the_help_names_the_clinic(say: Say) -> None:
    code, output, _ = say("--help")
    assert code == 0
    assert "clinic" in output


def test_without_the_extra_the_clinic_says_how_to_get_it() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "-m pip install '.[clinic]'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_science_loads_nothing_of_the_clinic() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PLANNING], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert ended.stderr == ""
