"""How the commands speak: what was done on the screen, what is wrong beside it."""

from collections.abc import Sequence
from typing import NoReturn

import typer

STOPPED = 1
BAD_INPUT = 2


def say(*lines: str) -> None:
    """Plain lines."""
    for line in lines:
        typer.echo(line)


def stop(*lines: str, code: int = STOPPED) -> NoReturn:
    """Says what is in the way and how to clear it, and ends."""
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)


def ask_secret(question: str, *, twice: bool) -> str:
    """Something typed without being shown."""
    return str(typer.prompt(question, hide_input=True, confirmation_prompt=twice))


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their columns one below another."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
