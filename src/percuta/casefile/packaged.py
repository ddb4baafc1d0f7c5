"""The packaged example cases."""

from collections.abc import Mapping
from importlib.resources import files


def examples() -> Mapping[str, str]:
    """Every packaged case as TOML text, by name."""
    folder = files("percuta") / "examples"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    named = {entry.name.removesuffix(".toml"): entry.read_text("utf-8") for entry in found}
    return dict(sorted(named.items()))
