"""Pages on a screen, or as plain text that can be kept and compared."""

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

TEXT_WIDTH, WIDEST = 100, 120


def on_screen(parts: Iterable[RenderableType]) -> None:
    """Print a page to the terminal, in its colours and at its width up to a readable one."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDEST)
    for part in parts:
        console.print(part)


def as_text(parts: Iterable[RenderableType]) -> str:
    """A page as text of fixed width, without colours or trailing spaces."""
    sheet = io.StringIO()
    console = Console(
        file=sheet, width=TEXT_WIDTH, highlight=False, color_system=None, force_terminal=False
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in sheet.getvalue().splitlines())
