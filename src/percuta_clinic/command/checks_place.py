"""Checks of the machine: keys, disk, clock, address, files for the browser, signs of life."""

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from percuta_clinic.command.backing_up import LAST
from percuta_clinic.command.checking import Line, must, ok, warn
from percuta_clinic.command.keyfiles import is_exported
from percuta_clinic.command.preparing import STAMP, static_digest
from percuta_clinic.command.serving import is_loopback
from percuta_clinic.command.working import BEAT
from percuta_clinic.config.environment import Environment
from percuta_clinic.config.keys import NAME

GIGABYTE = 10**9
LITTLE, TOO_LITTLE = 5 * GIGABYTE, GIGABYTE // 2
QUIET = timedelta(seconds=60)
OLD, TOO_OLD = timedelta(days=1, hours=6), timedelta(days=7)
BUILT = 2026  # no clock can be right that shows an earlier year


def keys(environment: Environment) -> Iterator[Line]:
    """Who can read the key file, and whether a copy lies elsewhere."""
    path = environment.keys / NAME
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield must("keys", f"others on this machine can read {path}.", f"chmod 600 {path}")
    else:
        yield ok("keys", f"{settings.KEYS.fingerprint}, readable by their owner alone")
    if is_exported(settings.KEYS, environment.keys):
        yield ok("keys elsewhere", "were exported")
    elif not environment.demo:
        yield must(
            "keys elsewhere",
            "never exported. If this disk fails, no backup can be opened.",
            "percuta clinic keys export FILE, and keep FILE away from this machine.",
        )


def disk(environment: Environment) -> Line:
    """Room for the database, files and backups."""
    free = shutil.disk_usage(environment.home).free
    found = f"{free / GIGABYTE:.1f} GB free at {environment.home}"
    if free < TOO_LITTLE:
        return must("disk", f"{found}.", "Make room before work goes on: nothing can be saved.")
    if free < LITTLE:
        return warn("disk", f"{found}.", "Make room, or move PERCUTA_HOME to a larger disk.")
    return ok("disk", found)


def clock(environment: Environment) -> Line:
    """Whether the clock can be right."""
    now = timezone.now()
    beat = _time_in(environment.home / BEAT)
    if now.year < BUILT or (beat and beat > now + QUIET):
        return must("clock", f"says {now:%Y-%m-%d %H:%M} UTC.", "Set it: timedatectl set-ntp true")
    return ok("clock", f"{now:%Y-%m-%d %H:%M} UTC")


def address(environment: Environment) -> Iterator[Line]:
    """Whether what people type is safe, and answered."""
    host = urlsplit(environment.url).hostname or ""
    if environment.is_https or is_loopback(host):
        yield ok("address", environment.url)
    else:
        yield must(
            "address",
            f"{environment.url} is not HTTPS: passwords and charts travel in the clear.",
            "Set PERCUTA_URL to an https:// address and serve with --https or behind a proxy.",
        )
    if environment.proxies and not environment.is_https:
        yield must(
            "proxy",
            "PERCUTA_PROXIES is set, and PERCUTA_URL is not https://.",
            "Set PERCUTA_URL to the address the proxy answers.",
        )
    if "*" in environment.hosts:
        yield must("hosts", "PERCUTA_HOSTS allows any name.", "List the names people type.")
    else:
        yield ok("hosts", ", ".join(environment.hosts))


def static_files(environment: Environment) -> Line:
    """Styles and scripts of this very version."""
    root = Path(str(settings.STATIC_ROOT))
    stamp = root.with_name(f"{root.name}-{STAMP}")
    if stamp.is_file() and stamp.read_text(encoding="ascii") == static_digest():
        return ok("static files", "of this version")
    return warn("static files", "are not of this version.", "They are made when it is served.")


def worker(environment: Environment) -> Line:
    """Whether messages go out and the log is sealed."""
    beat = _time_in(environment.home / BEAT)
    if beat and timezone.now() - beat < QUIET:
        return ok("worker", "is at work")
    since = f"was last at work {beat:%Y-%m-%d %H:%M} UTC" if beat else "was never at work"
    return warn("worker", f"{since}: no message goes out.", "percuta clinic serve starts it.")


def backup(environment: Environment) -> Line:
    """How old the last backup is."""
    if environment.demo:
        return ok("backup", "not needed for sample data")
    way = "percuta clinic backup FILE, every day; docs/clinic.md shows a timer for it."
    last = _time_in(environment.home / LAST)
    if last is None:
        return must("backup", "there is none.", way)
    age = timezone.now() - last
    found = f"the last one is of {last:%Y-%m-%d %H:%M} UTC"
    if age > TOO_OLD:
        return must("backup", f"{found}.", way)
    return warn("backup", f"{found}.", way) if age > OLD else ok("backup", found)


def _time_in(path: Path) -> datetime | None:
    return datetime.fromisoformat(path.read_text(encoding="ascii")) if path.is_file() else None
