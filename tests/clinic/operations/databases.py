"""PostgreSQL databases of their own for clinics of the tests; SQLite needs none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql


def database_new(like: str = "") -> str:
    """A database, empty or a copy; nothing where the tests run on SQLite."""
    url = os.environ.get("PERCUTA_DATABASE", "")
    if not url:
        return ""
    name = f"percuta_{uuid4().hex[:12]}"
    template = name_in(like) if like else "template1"
    _at_the_door(url, "CREATE DATABASE {} TEMPLATE {}", name, template)
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def database_gone(url: str) -> None:
    """Drops it, whoever is still connected."""
    if url:
        _at_the_door(url, "DROP DATABASE {} WITH (FORCE)", name_in(url))


def name_in(url: str) -> str:
    """The name of the database this leads to."""
    return urlsplit(url).path.removeprefix("/")


@contextmanager
def empty_database(like: str = "") -> Iterator[str]:
    """A fresh database, or a copy of another, for as long as it is wanted."""
    url = database_new(like)
    try:
        yield url
    finally:
        database_gone(url)


def _at_the_door(url: str, statement: str, *names: str) -> None:
    door = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(door, autocommit=True) as connection:
        words = [sql.Identifier(name) for name in names]
        connection.execute(sql.SQL(statement).format(*words))
