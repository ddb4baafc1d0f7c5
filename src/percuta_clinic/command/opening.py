"""``serve``: refuses in words what could not go well, then hands over to the watcher."""

from pathlib import Path

from django.utils import timezone

from percuta_clinic.command import authority, preparing, serving
from percuta_clinic.command.backing_up import back_up
from percuta_clinic.command.words import BAD_INPUT, say, stop
from percuta_clinic.config.environment import Environment

Own = tuple[Path | None, Path | None]


def run(environment: Environment, bind: str, *, https: bool, own: Own, migrate: bool) -> None:
    """Serves until it is ended."""
    secure = https or own != (None, None)
    _refuse_unlike(environment, https=https, own=own)
    at = serving.where(environment, bind, https=secure)
    _tables(environment, migrate=migrate)
    shown = _certificate(environment, https=https, own=own)
    preparing.collect_static()
    server = serving.server_command(environment, at, shown)
    serving.take_over(server, at=at, say=(f"Percuta answers at {environment.url}",))


def _refuse_unlike(environment: Environment, *, https: bool, own: Own) -> None:
    certificate, key = own
    if https and certificate:
        stop("Give either --https or --certificate with --key.", code=BAD_INPUT)
    if (certificate is None) != (key is None):
        stop("--certificate and --key go together: give both.", code=BAD_INPUT)
    for path in own:
        if path is not None and not path.is_file():
            stop(f"There is no file {path}.", code=BAD_INPUT)
    if (https or certificate) and not environment.is_https:
        stop(
            f"PERCUTA_URL is {environment.url}. With HTTPS it begins with https://, such as "
            "PERCUTA_URL=https://clinic.local:8470.",
            code=BAD_INPUT,
        )


def _tables(environment: Environment, *, migrate: bool) -> None:
    if not preparing.has_tables():
        stop("There is no clinic in this database yet. Make one: percuta clinic init")
    waiting = preparing.waiting_migrations()
    if not waiting:
        return
    if not migrate:
        stop(
            f"This version of Percuta changes the tables ({len(waiting)} changes). Nothing was "
            "changed yet. To make a backup and then the changes: percuta clinic serve --migrate"
        )
    path = environment.home / f"before-{timezone.now():%Y%m%d-%H%M%S}.backup"
    say(f"Backup first: {back_up(environment, path).path}")
    preparing.migrate()


def _certificate(environment: Environment, *, https: bool, own: Own) -> serving.Certificate | None:
    certificate, key = own
    if certificate and key:
        return serving.Certificate(certificate=certificate.absolute(), key=key.absolute())
    if not https:
        return None
    try:
        ours = authority.authority_in(environment.keys, environment.hosts)
        shown = authority.shown_by(ours, environment.keys, environment.hosts)
    except authority.OutsideItsNames as error:
        stop(str(error))
    authority.publish(ours, environment.public)
    say(
        f"Install once on every tablet: {environment.url}/authority.crt",
        f"and compare its fingerprint (SHA-256): {ours.fingerprint}",
    )
    return shown
