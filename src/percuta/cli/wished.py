"""The words that go with ``percuta plan --search``."""

from collections.abc import Mapping

from percuta.cli.load import BadInput

Wished = Mapping[str, float | str | None]


def wished(*, wanted: bool, other: bool, **asked: float | str | None) -> Wished | None:
    """What a search is asked for, None where none is wanted; BadInput for words that clash."""
    told = [f"--{name.replace('_', '-')}" for name, value in asked.items() if value is not None]
    if told and not wanted:
        raise BadInput(f"{told[0]} goes with --search: write both, or leave it out")
    if wanted and other:
        raise BadInput("--search compares courses: only its own wishes, --on and --json go with it")
    return asked if wanted else None
