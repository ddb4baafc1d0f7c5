"""Countries by their two letters, and time zones, as people choose them."""

from collections.abc import Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from zoneinfo import available_timezones

import phonenumbers

NAMES = Path(phonenumbers.__file__).with_name("geodata") / "locale.py"


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Two letters and English name, by name."""
    # The file alone: importing it would load where every number of the world is, 160 MB.
    loader = SourceFileLoader("phonenumbers.geodata.locale", str(NAMES))
    module = ModuleType(loader.name)
    module.__package__ = "phonenumbers.geodata"
    loader.exec_module(module)
    named = [(code, _english(names)) for code, names in module.LOCALE_DATA.items()]
    return tuple(sorted((one for one in named if one[1]), key=lambda one: one[1]))


def _english(names: Mapping[str, str]) -> str:
    """A name that starts with a star stands under the language it names."""
    name = names.get("en", "")
    return names.get(name[1:], "") if name.startswith("*") else name


@cache
def zone_names() -> frozenset[str]:
    """Every time zone this machine knows; asking for them walks through hundreds of files."""
    return frozenset(available_timezones())


@cache
def zones() -> tuple[str, ...]:
    """Time zones named after a place; old short names are left out."""
    return tuple(sorted(name for name in zone_names() if "/" in name and name[:4] != "Etc/"))
