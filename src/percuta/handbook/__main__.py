"""Writes the handbook: ``python -m percuta.handbook docs/science``, as scripts/handbook does."""

import sys
from pathlib import Path

from percuta.handbook.pages import write


def main(arguments: list[str]) -> None:
    """Write the pages into the one folder named; stop with a message otherwise."""
    if len(arguments) != 1:
        sys.exit("Name the folder to write to, such as: python -m percuta.handbook docs/science")
    write(Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
