"""How the clinic is served: what is refused first, and which processes run."""

import ipaddress
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from percuta_clinic.command.place import own_command
from percuta_clinic.command.words import BAD_INPUT, stop
from percuta_clinic.config.environment import Environment

PORT = 8470
HTTPS = 443


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What the server shows to browsers."""

    certificate: Path
    key: Path


def where(environment: Environment, bind: str, *, https: bool) -> tuple[str, int]:
    """The address and port to listen at; one that would give people away is refused."""
    host, port = _split(bind) if bind else _usual(environment, https=https)
    if is_loopback(host):
        return host, port
    if environment.demo:
        stop(
            f"Sample data is served on this machine alone, not on {host}: anybody may enter it. "
            "For a real clinic: percuta clinic init.",
            code=BAD_INPUT,
        )
    if not https and not environment.proxies:
        stop(
            f"Listening on {host} without HTTPS would send passwords and charts in the clear. "
            "Add --https, or set PERCUTA_PROXIES=1 if a proxy in front ends HTTPS.",
            code=BAD_INPUT,
        )
    return host, port


def _usual(environment: Environment, *, https: bool) -> tuple[str, int]:
    port = urlsplit(environment.url).port
    if https:
        return "0.0.0.0", port or HTTPS  # every address of this machine: tablets reach it
    return "127.0.0.1", PORT if environment.is_https else port or PORT


def _split(bind: str) -> tuple[str, int]:
    parts = urlsplit(f"//{bind}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or port is None:
        stop(
            f"--bind is {bind!r}. Give an address and a port, such as 0.0.0.0:8470.",
            code=BAD_INPUT,
        )
    return host, port


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def server_command(
    environment: Environment, at: tuple[str, int], shown: Certificate | None
) -> list[str]:
    """The web server."""
    host, port = at
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:percuta_clinic.command.server"]
    command += ["--threads", str(environment.threads), "--bind", bind]
    if shown:
        command += ["--certfile", str(shown.certificate), "--keyfile", str(shown.key)]
    return command


def take_over(
    server: Sequence[str], *, at: tuple[str, int], say: Sequence[str], opened: str = ""
) -> NoReturn:
    """This process becomes the one that watches over server and worker."""
    host = "127.0.0.1" if at[0] == "0.0.0.0" else at[0]
    plan = {
        "parts": {"server": list(server), "worker": own_command("work")},
        "at": [host, at[1]],
        "say": "".join(f"{line}\n" for line in say),
        "open": opened,
    }
    sys.stdout.flush()
    command = [sys.executable, "-m", "percuta_clinic.command.supervisor", json.dumps(plan)]
    os.execv(command[0], command)
