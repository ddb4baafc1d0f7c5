"""What a web process loads before it answers anybody."""

import os
import subprocess
import sys
from pathlib import Path

from percuta_clinic.config.keys import new_keys, save_keys

HEAVY = ("numpy", "scipy", "numba", "weasyprint", "altair", "jax", "phonenumbers.geodata")
HERE = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
ASKS = """
import sys
from percuta_clinic.config.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_a_web_process_starts_without_heavy_science(tmp_path: Path) -> None:
    save_keys(new_keys(), tmp_path / "keys")
    told = subprocess.run(
        [sys.executable, "-c", ASKS, *HEAVY],
        env=HERE | {"PERCUTA_HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == []
