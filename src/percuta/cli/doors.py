"""The command ``percuta``, with what other houses bring along: loaded only when it is called."""

import contextlib
from collections.abc import Callable
from datetime import date
from importlib import import_module
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
from percuta.cli.options import AsJson, Sheet, ToHtml, ToPdf
from percuta.cli.render import hand_over, say_beside, show
from percuta.extras import install
from percuta.healing.triage.triage import triage

GROUP = "percuta.commands"
NEEDS_MORE = f"The clinic needs more: {install('clinic')}"
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


@main.app.command()
def study(
    file: Annotated[
        Path | None, typer.Argument(help="Design of a virtual trial (TOML).", metavar="STUDY")
    ] = None,
    *,
    blank: Annotated[bool, typer.Option("--blank", help="Print a design to begin from.")] = False,
    trial: Annotated[
        str | None, typer.Option("--trial", help="Run a published trial again (dogra2014).")
    ] = None,
    trials: Annotated[int | None, typer.Option("--trials", help="With --trial: how often.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", help="Processes here.")] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", help="Address of a Dask scheduler (tcp://…:8786).")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Where counts are kept (STUDY.kept).")
    ] = None,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Count all anew, not on from what was kept.")
    ] = False,
    to_parquet: Annotated[
        Path | None, typer.Option("--parquet", help="Write every statistic as Parquet.")
    ] = None,
    courses: Annotated[
        Path | None,
        typer.Option("--courses", help="Folder for every course as Parquet (of a fresh count)."),
    ] = None,
    as_json: AsJson = False,
    to_html: ToHtml = None,
    to_pdf: ToPdf = None,
    sheet: Sheet = "a4",
) -> None:
    """Count a virtual trial of many people, or run a published one again.

    The design (--blank prints one) also says collagen = true for new collagen at each visit, and
    kernel = true for compiled code: nearly 4 times as fast, over 20 times with collagen.
    """
    out = import_module("percuta.cli.studying")
    if blank:
        out.blank(trial)
        return
    out.study(
        out.Asked(
            file=file,
            trial=trial,
            trials=trials,
            crew=workers,
            dask=dask,
            keep=keep,
            afresh=afresh,
            files={"html": to_html, "pdf": to_pdf, "parquet": to_parquet},
            courses=courses,
            as_json=as_json,
            sheet=sheet,
        )
    )


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
