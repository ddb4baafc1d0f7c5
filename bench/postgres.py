"""A private, temporary PostgreSQL cluster for benchmarks, with PostgreSQL's own settings."""

import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

OWNER = "postgres"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def command(program: str, *arguments: str) -> list[str]:
    """A command of PostgreSQL, as its own user when we are root, since it refuses root."""
    folder = subprocess.run(
        ["pg_config", "--bindir"], check=True, capture_output=True, text=True
    ).stdout.strip()
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    return [*as_owner, str(Path(folder) / program), *arguments]


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running cluster."""

    folder: Path
    port: int

    @property
    def pid(self) -> int:
        """The process that every backend is under."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def url(self, name: str) -> str:
        """Address of a database in it."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """End it and delete it."""
        data = str(self.folder / "data")
        quietly(command("pg_ctl", "-D", data, "-m", "fast", "-w", "stop"))
        shutil.rmtree(self.folder)


def quietly(words: list[str]) -> None:
    """Run a command whose output nobody needs; a folder anybody may enter, for another user."""
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def cluster(folder: Path) -> Cluster:
    """Make a cluster in a folder that is not there yet, and start it on a free port."""
    folder.mkdir(parents=True)
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    data, port = str(folder / "data"), free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
    quietly(command("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C"))
    log = str(folder / "log")
    quietly(command("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start"))
    return Cluster(folder=folder, port=port)
