"""``demo``: a clinic with invented people, set up in seconds, on this machine alone."""

import shutil
import socket
from importlib import import_module
from pathlib import Path

from percuta_clinic.command import serving
from percuta_clinic.command.place import enter, settle, the_environment
from percuta_clinic.command.words import say, stop, table

HOME = Path("~/.local/share/percuta-demo")
MARK = "sample-data"
HOST = "127.0.0.1"
TRIES = 200


def run(home: Path, port: int, *, fresh: bool, opened: bool, seed: int) -> None:
    """Sets up what is missing and serves it."""
    home = home.expanduser().absolute()
    _refuse_real(home)
    if fresh:
        shutil.rmtree(home, ignore_errors=True)
    port = _free(port)
    url = f"http://localhost:{port}"
    settle({"HOME": str(home), "DEMO": "1", "URL": url}, alone=True)
    say("Sample data: all people are invented.")
    prepare(home, seed=seed)
    environment = the_environment()
    server = serving.server_command(environment, (HOST, port), None)
    serving.take_over(server, at=(HOST, port), say=_greeting(url), opened=url if opened else "")


def _refuse_real(home: Path) -> None:
    """Nothing but sample data is ever touched."""
    if home.exists() and any(home.iterdir()) and not (home / MARK).exists():
        stop(f"{home} holds something else than sample data. Name another folder with --home.")


def prepare(home: Path, *, seed: int) -> None:
    """Folders, keys, tables, people and the visits of today."""
    if not (home / MARK).exists():
        say("Setting it up, some seconds ...")
    environment = the_environment()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / MARK).write_text("All people are invented.\n", encoding="ascii")
    import_module("percuta_clinic.command.founding").make_folders(environment)
    enter()
    preparing = import_module("percuta_clinic.command.preparing")
    preparing.collect_static()
    if not preparing.has_tables() or preparing.waiting_migrations():
        preparing.migrate()
    import_module("percuta_clinic.demo.clinic").furnish(seed=seed)


def _free(wanted: int) -> int:
    """``wanted`` or the next port nobody listens at."""
    found = next(filter(_is_free, range(wanted, wanted + TRIES)), None)
    if found is None:
        stop(f"No port from {wanted} to {wanted + TRIES - 1} is free. Name one with --port.")
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _greeting(url: str) -> list[str]:
    people = import_module("percuta_clinic.demo.clinic").who()
    return [
        "",
        f"Look at {url} and choose there whom to be (no password):",
        *(f"  {line}" for line in table(people)),
        "",
        "Ctrl+C ends it. What you change is kept; --fresh starts over.",
    ]
