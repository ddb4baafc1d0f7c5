"""The published evidence next door, where a checkout has it, and how numbers are looked up."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

EVIDENCE = Path(__file__).parents[2].parent / "shared" / "evidence"
IS_THERE = EVIDENCE.is_dir()


@cache
def records(file: str) -> dict[str, dict[str, Any]]:
    """The records of one file, such as ``safety/protocol``, by id."""
    whole = tomllib.loads((EVIDENCE / f"{file}.toml").read_text(encoding="utf-8"))
    return {record["id"]: record for record in whole["record"]}


def printed(file: str, field: str) -> float:
    """One number, by record, field and place in a list: ``i_acne_scars.depth_mm.1``."""
    record, *steps = field.split(".")
    value: Any = records(file)[record]
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return float(value)


def addresses() -> set[str]:
    """Every address under which any text was read."""
    files = sorted(EVIDENCE.glob("*/*.toml"))
    return {
        address
        for path in files
        for address in _seen(tomllib.loads(path.read_text(encoding="utf-8")))
    }


def _seen(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _seen(item)
    elif isinstance(value, dict):
        yield from value.get("seen_at", [])
        yield from _seen(list(value.values()))
