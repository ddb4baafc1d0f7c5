"""The commands of ``percuta clinic``; each loads what it needs when it is called."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, NoReturn

import typer

from percuta_clinic.command import trial
from percuta_clinic.command.place import enter, the_environment
from percuta_clinic.command.words import STOPPED, ask_secret, say, stop

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Run a clinic: demo to look around, init once, serve every day, check when in doubt.",
)
audit = typer.Typer(no_args_is_help=True, help="The log of who did what.")
keys = typer.Typer(no_args_is_help=True, help="The keys of this clinic.")
user = typer.Typer(no_args_is_help=True, help="People who cannot get in.")
app.add_typer(audit, name="audit")
app.add_typer(keys, name="keys")
app.add_typer(user, name="user")

Passphrase = Annotated[
    Path | None, typer.Option("--passphrase-file", help="Read the passphrase from this file.")
]


def _part(name: str) -> ModuleType:
    return import_module(f"percuta_clinic.command.{name}")


@app.command()
def demo(
    *,
    home: Annotated[Path, typer.Option(help="Where the sample clinic lies.")] = trial.HOME,
    port: Annotated[int, typer.Option(help="Port to listen at; another free one if taken.")] = 8470,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start over with new sample data.")
    ] = False,
    opened: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    seed: Annotated[int, typer.Option(help="Other people with another number.")] = 1,
) -> None:
    """Look around in a clinic with sample data, on this machine."""
    trial.run(home, port, fresh=fresh, opened=opened, seed=seed)


@app.command()
def init() -> None:
    """Set up a new clinic: folders, keys, database."""
    _part("founding").run(the_environment())


@app.command()
def serve(
    *,
    bind: Annotated[str, typer.Option(help="Address and port, such as 0.0.0.0:8470.")] = "",
    https: Annotated[bool, typer.Option("--https", help="With a certificate of our own.")] = False,
    certificate: Annotated[Path | None, typer.Option(help="Your own certificate (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(help="Its key (PEM).")] = None,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Change tables, after a backup.")
    ] = False,
) -> None:
    """Serve the clinic: web server and worker."""
    environment = enter()
    _part("opening").run(environment, bind, https=https, own=(certificate, key), migrate=migrate)


@app.command()
def work(
    *, once: Annotated[bool, typer.Option("--once", help="Do what is due, then end.")] = False
) -> None:
    """Send messages, seal the log (serve does this too)."""
    environment = enter()
    _part("working").work(environment, once=once)


@app.command()
def check() -> None:
    """Say what is wrong and how to mend it."""
    environment = enter()
    lines = _part("checklist").look(environment)
    say(*map(str, lines))
    if any(line.weight == "stop" for line in lines):
        raise typer.Exit(STOPPED)


@audit.command()
def verify() -> None:
    """Work every seal of the log out again."""
    enter()
    found = import_module("percuta_clinic.audit.services").verify_log()
    say(f"{found.entries} entries under {found.seals} seals, {found.unsealed} not sealed yet.")
    if found.faults:
        stop(*found.faults, "Keep this database as it is and find out who could write to it.")
    say("Nothing was changed.")


@keys.command()
def show() -> None:
    """Print which keys this clinic has, not the keys."""
    environment = enter()
    settings = import_module("django.conf").settings
    say(f"{settings.KEYS.fingerprint}  {environment.keys}")


@keys.command()
def export(file: Path, *, passphrase: Passphrase = None) -> None:
    """Write the keys to FILE, sealed with a passphrase."""
    environment, part = enter(), _part("keyfiles")
    settings = import_module("django.conf").settings
    words = _secret(passphrase, "Passphrase for the exported keys", twice=True)
    if len(words) < part.SHORTEST:
        stop(f"The passphrase has {len(words)} characters. Give {part.SHORTEST} or more.")
    try:
        part.export(settings.KEYS, file, words, folder=environment.keys)
    except FileExistsError:
        stop(f"{file} is there already and is not overwritten. Name another file.")
    say(
        f"Written: {file} (keys {settings.KEYS.fingerprint}).",
        "Keep it away from this machine and apart from the backups. Without it or its passphrase",
        "no backup opens.",
    )


def _secret(file: Path | None, question: str, *, twice: bool) -> str:
    if file is None:
        return ask_secret(question, twice=twice)
    return file.read_text(encoding="utf-8").strip("\r\n")


@app.command()
def backup(file: Path) -> None:
    """Write everything but the keys to FILE, sealed."""
    environment = enter()
    try:
        made = _part("backing_up").back_up(environment, file)
    except _part("keeping").CannotKeep as error:
        stop(str(error))
    size = made.size / 1e6
    say(f"Written: {made.path} ({size:.1f} MB; {made.rows} rows, {made.files} files).")
    say("The keys are not in it; restoring needs the exported key file too.")


@app.command()
def restore(
    file: Path,
    *,
    key_file: Annotated[Path, typer.Option("--keys", help="Exported keys or a key file.")],
    home: Annotated[Path, typer.Option(help="A folder that does not exist yet.")],
    erased: Annotated[
        Path | None, typer.Option(help="The list erased.jsonl from beside the old keys.")
    ] = None,
    passphrase: Passphrase = None,
) -> None:
    """Bring a clinic back from FILE and its keys."""
    part, keyfiles = _part("restoring"), _part("keyfiles")
    for path in (file, key_file):
        if not path.is_file():
            stop(f"There is no file {path}.")
    config, archive = import_module("percuta_clinic.config.keys"), _part("archive")
    beside = key_file.with_name("erased.jsonl")
    try:
        found_keys = keyfiles.read(
            key_file, lambda: _secret(passphrase, f"Passphrase of {key_file}", twice=False)
        )
        found = part.restore(
            file,
            found_keys,
            home.absolute(),
            erased=erased or (beside if beside.exists() else None),
        )
    except (part.Refused, config.NoKeys, archive.BadBackup) as error:
        _nothing_restored(str(error))
    say(
        f"Restored to {home}: {found.rows} rows, {found.files} files, as of {found.made_at}.",
        f"The log is whole, files open, {found.erased} people were erased again.",
        *found.odd,
        f"Start it: PERCUTA_HOME={home.absolute()} percuta clinic serve",
    )


def _nothing_restored(why: str) -> NoReturn:
    stop(f"Nothing was restored. {why}")


@user.command()
def recover(
    email: str, *, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False
) -> None:
    """Let somebody in who lost password or second step."""
    environment, part = enter(), _part("recovering")
    account = part.account_of(email)
    if account is None:
        stop(f"Nobody signs in with {email}. An owner sees all addresses under Settings.")
    question = f"Take password and second steps from {account.name}? Type yes"
    if not yes and typer.prompt(question) != "yes":
        stop("Nothing was changed.")
    say(
        f"Give this link to {account.name}, and to nobody else. It works once:",
        part.recover(environment, account),
    )
