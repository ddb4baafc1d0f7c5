"""The command ``percuta``, with what other houses bring along: loaded only when it is called."""

import contextlib
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

import typer
from typer.main import get_command

from percuta.cli import main
from percuta.cli.render import say_beside

GROUP = "percuta.commands"
NEEDS_MORE = "The clinic needs more: pip install 'percuta[clinic]'"
PASSED_ON = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


@main.app.command(context_settings=PASSED_ON, add_help_option=False)
def clinic(context: typer.Context) -> None:
    """Run a clinic, or look at one with sample data."""
    load("clinic")(args=context.args, prog_name="percuta clinic")


def load(name: str) -> Callable[..., Any]:
    """The command of another house, to be called with its arguments."""
    with contextlib.suppress(ModuleNotFoundError):
        for found in entry_points(group=GROUP, name=name):
            return get_command(found.load())
    say_beside(NEEDS_MORE)
    raise typer.Exit(main.BAD_INPUT)


def run() -> None:
    """Entry point."""
    main.run()
