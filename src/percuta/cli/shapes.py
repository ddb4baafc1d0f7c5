"""The few shapes that pages are made of."""

from collections.abc import Sequence

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

ACCENT = "cyan"


def heading(title: str) -> Padding:
    """A heading with air above it."""
    return Padding(Text(title.upper(), style=f"bold {ACCENT}"), (1, 0, 0, 0))


def lines(*texts: str) -> Padding:
    """Plain lines, indented under a heading; nothing in them is read as markup."""
    return Padding(Text("\n".join(texts)), (0, 2))


def whole(text: str) -> Group:
    """Text to be copied: its lines stay whole, however narrow the screen."""
    return Group(Text(text, no_wrap=True, overflow="ignore"))


def bullets(items: Sequence[tuple[str, str]]) -> Padding:
    """A bold lead and its text on each line, hanging under the lead."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", ratio=2, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    table.expand = True
    for lead, text in items:
        table.add_row(Text(lead), Text(text))
    return Padding(table, (0, 2))
