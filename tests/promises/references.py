"""Which module-level names are read anywhere in the product, found in its syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from promises.repository import ROOT

SRC = ROOT / "src"


@cache
def names_read() -> frozenset[tuple[str, str]]:
    """Every (module, name) that some module reads, in its own text or after importing it."""
    return frozenset(
        pair
        for path in sorted((SRC / "percuta").rglob("*.py"))
        for pair in _reads(_module(path), ast.parse(path.read_text(encoding="utf-8")))
    )


def _module(path: Path) -> str:
    return ".".join(path.relative_to(SRC).with_suffix("").parts)


def _reads(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    read = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    yield from ((module, name) for name in read)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                if (alias.asname or alias.name) in read:
                    yield node.module, alias.name
