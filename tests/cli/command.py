"""The installed command as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

PERCUTA = Path(sys.executable).with_name("percuta")

Ended = subprocess.CompletedProcess[bytes]
Say = Callable[..., tuple[int, str, str]]


def percuta(
    *words: str,
    folder: Path,
    settings: Mapping[str, str] | None = None,
    into: int = subprocess.PIPE,
) -> Ended:
    """Run the installed command in a folder, with these settings of the environment."""
    environment = {**os.environ, **(settings or {})}
    return subprocess.run(
        [PERCUTA, *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=into,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
