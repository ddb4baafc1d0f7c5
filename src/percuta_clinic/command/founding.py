"""``init``: a new clinic, empty, with the link that lets its owner in."""

from importlib import import_module

from percuta_clinic.command.place import enter
from percuta_clinic.command.words import say, stop
from percuta_clinic.config.environment import Environment
from percuta_clinic.config.keys import NAME, new_keys, save_keys


def run(environment: Environment) -> None:
    """Makes what is missing; what is there stays as it is."""
    if environment.demo:
        stop("PERCUTA_DEMO is set: that is for sample data. For it: percuta clinic demo.")
    _refuse_lost_keys(environment)
    made = make_folders(environment)
    enter()
    preparing = import_module("percuta_clinic.command.preparing")
    preparing.migrate()
    preparing.collect_static()
    path = environment.keys / NAME
    say(f"The clinic lies in {environment.home}.")
    if made:
        say(f"Its keys were made: {path}")
    say(
        "Copy the keys away from this machine now: percuta clinic keys export FILE",
        "Without them no file and no backup of this clinic can ever be opened.",
        "",
        *_way_in(),
    )


def _refuse_lost_keys(environment: Environment) -> None:
    if (environment.home / "clinic.sqlite3").exists() and not (environment.keys / NAME).exists():
        stop(
            f"{environment.home} holds a clinic, and its keys are not in {environment.keys}. "
            "Put its key file back there; new keys could not open its files."
        )


def make_folders(environment: Environment) -> bool:
    """Folders for the owner alone, and keys if there are none; whether they were made now."""
    for folder in (environment.home, environment.files, environment.keys):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (environment.keys / NAME).exists():
        return False
    save_keys(new_keys(), environment.keys)
    return True


def _way_in() -> list[str]:
    """Where the owner begins, unless there is one already."""
    if import_module("percuta_clinic.premises.queries").the_clinic() is not None:
        return ["Its owner has been here already. Serve it: percuta clinic serve"]
    secret = import_module("percuta_clinic.entry.first_run").first_run_secret()
    link = import_module("percuta_clinic.frame.links").first_run_url(secret)
    return ["Serve it (percuta clinic serve), then let the owner open this link once:", link]
