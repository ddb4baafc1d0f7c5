"""Pages on a screen, or as plain text that can be kept and compared; data as UTF-8."""

import codecs
import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType

TEXT_WIDTH, WIDEST = 100, 120

# For terminals that know fewer characters; anything else becomes its base letter or "?".
SUBSTITUTES = str.maketrans("✔◆◷✘─━│╭╮╰╯—·…≥≤\u2013\u00d7", "+*~x--|++++-*.><-x")
SIMPLER = "percuta.simpler"


def on_screen(parts: Iterable[RenderableType]) -> None:
    """Print a page to the terminal, in its colours and at its width up to a readable one."""
    _degrade()
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    for part in parts:
        console.print(part, crop=False)


def as_text(parts: Iterable[RenderableType]) -> str:
    """A page as text of fixed width, without colours or trailing spaces."""
    sheet = io.StringIO()
    console = Console(
        file=sheet,
        width=TEXT_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None,
        force_terminal=False,
    )
    for part in parts:
        console.print(part, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in sheet.getvalue().splitlines())


def show(parts: Iterable[RenderableType]) -> None:
    """Print a page: to a terminal as it likes it, to anything else as plain text."""
    if sys.stdout.isatty():
        on_screen(parts)
    else:
        _degrade()
        sys.stdout.write(as_text(parts))
    sys.stdout.flush()


def hand_over(text: str) -> None:
    """Print data for other programs: always UTF-8, whatever the terminal knows."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.flush()


def _degrade() -> None:
    codecs.register_error(SIMPLER, _simpler)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=SIMPLER)


def _simpler(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(SUBSTITUTES)
    return "".join(_base(character) for character in text), error.end


def _base(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"


def say_beside(message: str) -> None:
    """A line on the error stream; an answer is never lost because nobody listens there."""
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        drop(sys.stderr)


def drop(stream: TextIO | None) -> None:
    """Let go of a stream that takes nothing, so that the end of the program does not try again."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
