"""Clinics that were set up once in a run, to be copied."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clinic.operations.databases import database_gone, database_new, empty_database
from clinic.operations.homes import FURNISHED, Home, free_port
from made_once import made_once

DATABASE = "database"


def founded() -> Home:
    """A clinic that ``init`` has set up, and nobody has entered."""
    return _in(made_once("founded", _found))


def furnished() -> Home:
    """A clinic with an owner, a patient, a note and an encrypted file."""
    return _in(made_once("furnished", _furnish))


def sample(folder: Path) -> Home:
    """The demo as its first start leaves it, at this place; it always lies in files."""
    shutil.copytree(made_once("sample", _start_demo) / "home", folder)
    return Home(folder=folder)


@contextmanager
def copied(home: Home, folder: Path) -> Iterator[Home]:
    """The same clinic at another place, for as long as it is wanted."""
    with empty_database(like=home.database) as database:
        shutil.copytree(home.folder, folder)
        yield Home(folder=folder, database=database)


def forget(place: Path) -> None:
    """Drops the databases of all clinics made here."""
    for noted in place.glob(f"*/{DATABASE}"):
        database_gone(noted.read_text(encoding="ascii"))


def _in(folder: Path) -> Home:
    noted = folder / DATABASE
    database = noted.read_text(encoding="ascii") if noted.exists() else ""
    return Home(folder=folder / "home", database=database)


def _found(folder: Path) -> None:
    (folder / DATABASE).write_text(database_new(), encoding="ascii")
    ended = _in(folder).run("init")
    assert ended.returncode == 0, ended.stderr


def _furnish(folder: Path) -> None:
    start = founded()
    (folder / DATABASE).write_text(database_new(like=start.database), encoding="ascii")
    shutil.copytree(start.folder, folder / "home")
    _in(folder).python(FURNISHED)


def _start_demo(folder: Path) -> None:
    home, port = Home(folder=folder / "home"), free_port()
    with home.serving("demo", "--home", str(home.folder), "--port", str(port), port=port):
        pass
