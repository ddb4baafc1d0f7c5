"""The clinic works with the network to the outside shut: nothing outside is ever asked."""

import http.client
from pathlib import Path

import pytest

from clinic.operations.homes import Home, free_port

GUARD = '''
"""Lets this process, and those it starts, speak to this machine alone."""
import os, socket, sys

LOG = os.environ["GUARD_LOG"]

def note(what):
    with open(LOG, "a") as file:
        file.write(f"{what}\\n")

def guard(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1")):
            note(f"connect {address}")
            raise OSError("shut by the test")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
        name = host.decode() if isinstance(host, bytes) else host
        if name not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", socket.gethostname()):
            note(f"{event} {name}")
            raise OSError("shut by the test")

sys.addaudithook(guard)
note(f"guarded {os.getpid()}")
'''


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard/sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path / "guard"), "GUARD_LOG": str(tmp_path / "log")}


def visit(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    finally:
        connection.close()


def noted(guarded: dict[str, str]) -> list[str]:
    return Path(guarded["GUARD_LOG"]).read_text(encoding="utf-8").splitlines()


def test_server_and_worker_never_speak_to_anybody_outside(
    home: Home, guarded: dict[str, str]
) -> None:
    port = free_port()
    with home.serving("serve", "--bind", f"127.0.0.1:{port}", port=port, **guarded):
        for path in ("/", "/accounts/login/", "/static/clinic/base.css", "/nothing/"):
            status, _ = visit(port, path)
            assert status < 500, path
    processes = {line for line in noted(guarded) if line.startswith("guarded")}
    assert len(processes) == 3  # the watcher, the server with what it forks, the worker
    assert [line for line in noted(guarded) if not line.startswith("guarded")] == []


def test_the_guard_notices_somebody_who_asks_outside(home: Home, guarded: dict[str, str]) -> None:
    code = """
import contextlib, socket
with contextlib.suppress(OSError):
    socket.create_connection(("clinic.invalid", 80), timeout=1)
with contextlib.suppress(OSError), socket.socket() as direct:
    direct.settimeout(1)
    direct.connect(("192.0.2.1", 80))
"""
    home.python(code, **guarded)
    asked = [line for line in noted(guarded) if not line.startswith("guarded")]
    assert [line.split()[0] for line in asked] == ["socket.getaddrinfo", "connect"]
