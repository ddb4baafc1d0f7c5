"""Which version and which rules made a document."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

# Everything that decides; what only reads or prints may change without a new signature.
DECIDES = (
    *("evidence", "zones", "devices", "country", "screening", "assessment", "planning"),
    *("healing", "treatment", "person.py", "questions.py", "finding.py"),
)


def percuta_version() -> str:
    """Version of the installed package, or ``unreleased`` when run from loose files."""
    try:
        return version("percuta")
    except PackageNotFoundError:
        return "unreleased"


@cache
def rule_set_digest() -> str:
    """Twelve hex digits that change with any rule, label, limit, number or planning step."""
    package = files("percuta")
    digest = hashlib.sha256()
    for name in sorted(DECIDES):
        for path, text in _texts(package / name, name):
            digest.update(f"{path}\x1f{text}\x1e".encode())
    return digest.hexdigest()[:12]


def _texts(entry: Traversable, path: str) -> list[tuple[str, str]]:
    """Every Python file below an entry, by path, with line ends made equal."""
    if entry.is_file():
        text = entry.read_text("utf-8").replace("\r\n", "\n") if path.endswith(".py") else ""
        return [(path, text)] if text else []
    below = sorted(entry.iterdir(), key=lambda one: one.name)
    return [found for one in below for found in _texts(one, f"{path}/{one.name}")]
