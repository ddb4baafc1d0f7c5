"""Where in a TOML text a field stands; the parser itself does not say."""

import re
from collections.abc import Sequence

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
KEY = re.compile(r"""^\s*(["']?)([\w.-]+)\1\s*=""")

Path = Sequence[str | int]


def line_of(text: str, path: Path) -> int | None:
    """Number of the line that sets a field, or of the nearest thing around it; None if unseen."""
    wanted = [str(step) for step in path]
    best: tuple[int, int] | None = None
    for number, here in _places(text):
        depth = len(here)
        if wanted[:depth] == here and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best is not None else None


def _places(text: str) -> list[tuple[int, list[str]]]:
    """Every header and key with its line and full path; array tables count from 0."""
    counts: dict[str, int] = {}
    table: list[str] = []
    places = []
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            name = header[2].strip("\"' ")
            table = name.split(".")
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = [*table, str(counts[name])]
            places.append((number, table))
        elif key := KEY.match(line):
            places.append((number, [*table, *key[2].split(".")]))
    return places
