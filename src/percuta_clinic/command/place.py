"""Steps into a clinic: its settings, its keys, its database; anything odd is said in words."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module

from percuta_clinic.command.words import BAD_INPUT, stop
from percuta_clinic.config.environment import PREFIX, BadEnvironment, Environment, read_environment
from percuta_clinic.config.keys import NoKeys, load_keys
from percuta_clinic.config.sqlite import use_bundled

SETTINGS = "percuta_clinic.config.settings"
KEPT = ("CALLED_AS", "THREADS")


def the_environment() -> Environment:
    """The PERCUTA_ settings, or a stop that names the bad one."""
    try:
        return read_environment()
    except BadEnvironment as error:
        stop(str(error), code=BAD_INPUT)


def enter() -> Environment:
    """Loads the clinic that the environment names; its keys have to be there."""
    environment = the_environment()
    try:
        load_keys(environment.keys)
    except (NoKeys, OSError) as error:
        stop(str(error))
    use_bundled()
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import_module("django").setup()
    return environment


def settle(variables: Mapping[str, str], *, alone: bool = False) -> None:
    """Sets PERCUTA_ settings for this process and those it starts; ``alone`` clears all others."""
    if alone:
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            if name.removeprefix(PREFIX) not in KEPT:
                del os.environ[name]
    os.environ.update({f"{PREFIX}{name}": value for name, value in variables.items()})


def own_command(*words: str) -> list[str]:
    """How this program is started again, for a process of its own."""
    return [sys.executable, "-m", "percuta_clinic.command", *words]
