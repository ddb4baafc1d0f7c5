"""Checks of what the clinic talks to: its database, its log, its mail server."""

import smtplib
import ssl
from collections.abc import Iterator

from django.db import connection

from percuta_clinic.audit.models import Entry, Seal
from percuta_clinic.audit.services import digest_of
from percuta_clinic.command.checking import Line, must, ok, warn
from percuta_clinic.command.preparing import waiting_migrations
from percuta_clinic.config.environment import Environment, Smtp

FULL = 2
MENDED = (3, 51, 3)  # SQLite before it can damage a database whose log is written by two
QUICK = 5
MAIL_PATIENCE = 10


def database(environment: Environment) -> Iterator[Line]:
    """Whether it answers and writes safely."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[Line]:
    version = _one("SELECT sqlite_version()")
    if tuple(map(int, version.split("."))) < MENDED:
        yield warn("database", f"SQLite {version} is old.", "pip install --upgrade pysqlite3")
    else:
        yield ok("database", f"SQLite {version}")
    journal, safe = _one("PRAGMA journal_mode"), int(_one("PRAGMA synchronous"))
    if journal == "wal" and safe == FULL:
        yield ok("safe writing", "write-ahead log, each commit on disk")
    else:
        found = f"journal_mode={journal}, synchronous={safe}: a power cut may lose data."
        yield must("safe writing", found, "Do not change how the clinic opens its database.")
    found = _one("PRAGMA quick_check")
    if found == "ok":
        yield ok("database check", "nothing is damaged")
    else:
        yield must("database check", found, "Stop serving and restore the last backup.")


def _postgresql() -> Iterator[Line]:
    yield ok("database", f"PostgreSQL {_one('SHOW server_version')}")
    settings = {name: _one(f"SHOW {name}") for name in ("fsync", "synchronous_commit")}
    off = [name for name, value in settings.items() if value in ("off", "local")]
    if off:
        found = f"{' and '.join(off)} off: a power cut may lose data."
        yield must("safe writing", found, "Set it to on in postgresql.conf and restart.")
    else:
        yield ok("safe writing", "each commit on disk")


def _one(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0])


def migrations(environment: Environment) -> Line:
    """Whether the tables are those of this version."""
    waiting = waiting_migrations()
    if not waiting:
        return ok("tables", "of this version")
    way = "percuta clinic serve --migrate: makes a backup first, then changes the tables."
    return must("tables", f"{len(waiting)} changes are not made yet.", way)


def audit(environment: Environment) -> Line:
    """The newest seals of the log; 'audit verify' looks at all."""
    for seal in Seal.objects.order_by("-id")[:QUICK]:
        rows = list(Entry.objects.filter(seal=seal).order_by("id"))
        if digest_of(seal.previous, rows) != seal.digest:
            return must("audit log", f"seal {seal.pk} does not fit.", "percuta clinic audit verify")
    return ok("audit log", f"the newest seals fit; {Entry.objects.count()} entries")


def mail(environment: Environment) -> Line:
    """Whether the mail server takes letters from us; none is sent."""
    if environment.smtp is None:
        way = "Set PERCUTA_SMTP; until then messages wait and the front desk sees them."
        return warn("e-mail", "no mail server is set.", way)
    try:
        _greet(environment.smtp)
    except (OSError, smtplib.SMTPException) as error:
        way = "Check PERCUTA_SMTP; messages wait until it is mended."
        return must("e-mail", f"{environment.smtp.host} does not take letters: {error}.", way)
    return ok("e-mail", f"{environment.smtp.host} takes letters")


def _greet(smtp: Smtp) -> None:
    context = ssl.create_default_context()
    if smtp.encryption == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            smtp.host, smtp.port, timeout=MAIL_PATIENCE, context=context
        )
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=MAIL_PATIENCE)
    with server:
        if smtp.encryption == "starttls":
            server.starttls(context=context)
        if smtp.user:
            server.login(smtp.user, smtp.password)
        server.noop()
