"""Keeps server and worker going. Its own process, of the standard library alone: a few megabytes.

``python -m percuta_clinic.command.supervisor PLAN``; PLAN is JSON as ``serving.plan`` makes it.
"""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from types import FrameType
from typing import Any

SOON = 5.0  # seconds within which a part that ends was never well
PATIENCE = 25.0
LOOK = 0.2
# A part ends (prctl PR_SET_PDEATHSIG) when this process is killed, so that its port is free again.
TIED = "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 15); os.execv(sys.argv[1], sys.argv[1:])"


class Part:
    """One process, started again when it ends by itself."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.process = self._begin()

    def _begin(self) -> subprocess.Popen[bytes]:
        self.began = time.monotonic()
        tied = [sys.executable, "-c", TIED] if sys.platform == "linux" else []
        return subprocess.Popen([*tied, *self.command], start_new_session=True)

    def tend(self) -> int | None:
        """Starts it again if it ended; its exit code if it never got going."""
        code = self.process.poll()
        if code is None:
            return None
        if time.monotonic() - self.began < SOON:
            return code or 1
        sys.stderr.write(f"The {self.name} ended ({code}) and is started again.\n")
        self.process = self._begin()
        return None

    def end(self, within: float) -> None:
        """Lets it finish what it is doing."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(within, 0.1))
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Ended(Exception):
    """Somebody asked for the end."""


def _ask_to_end(number: int, frame: FrameType | None) -> None:
    raise Ended


def main(plan: dict[str, Any]) -> int:
    """Runs until asked to end, or until a part cannot be started."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ask_to_end)
    parts: list[Part] = []
    try:
        parts += [Part(name, command) for name, command in plan["parts"].items()]
        return _watch(parts, plan)
    except Ended:
        return 0
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        _end_all(parts)


def _watch(parts: list[Part], plan: dict[str, Any]) -> int:
    greeted = False
    while True:
        for part in parts:
            code = part.tend()
            if code is not None:
                sys.stderr.write(f"The {part.name} could not be started ({code}).\n")
                return code
        greeted = greeted or _greeted(plan)
        time.sleep(LOOK)


def _greeted(plan: dict[str, Any]) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(tuple(plan["at"]), timeout=1):
        sys.stdout.write(plan["say"])
        sys.stdout.flush()
        if plan["open"]:
            webbrowser.open(plan["open"])
        return True
    return False


def _end_all(parts: list[Part]) -> None:
    last = time.monotonic() + PATIENCE
    for part in parts:
        part.process.terminate()
    for part in parts:
        part.end(last - time.monotonic())


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
