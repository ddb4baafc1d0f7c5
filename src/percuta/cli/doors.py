"""The command ``percuta``, with what other houses bring along: loaded only when it is called."""

import contextlib
from collections.abc import Callable
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from percuta.casefile.check_in import blank_check_in, read_check_in
from percuta.casefile.problems import printable
from percuta.cli import main
from percuta.cli.called import CALLED
from percuta.cli.check_in import check_in_page
from percuta.cli.load import BadInput
from percuta.cli.render import hand_over, say_beside, show
from percuta.healing.triage.triage import triage

GROUP = "percuta.commands"
NEEDS_MORE = "The clinic needs more: pip install 'percuta[clinic]'"
PASSED_ON = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


@main.app.command(context_settings=PASSED_ON, add_help_option=False)
def clinic(context: typer.Context) -> None:
    """Run a clinic, or look at one with sample data."""
    load("clinic")(args=context.args, prog_name="percuta clinic")


@main.app.command("check-in")
def check_in(
    file: Annotated[
        Path | None, typer.Argument(help="Check-in file (TOML).", metavar="FILE")
    ] = None,
    *,
    blank: Annotated[bool, typer.Option("--blank", help="Print a blank one to fill in.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="With the sources.")] = False,
) -> None:
    """Say how urgent a check-in after a session is, and why."""
    if blank:
        if file is not None:
            raise BadInput(f"--blank prints a blank one; leave {printable(str(file))} out")
        hand_over(blank_check_in(date.today()))
    elif file is None:
        raise BadInput(f"no check-in: name a file; {CALLED} check-in --blank prints one")
    else:
        told = read_check_in(file)
        show(check_in_page(triage(told.report, told.session), sources=sources))


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
