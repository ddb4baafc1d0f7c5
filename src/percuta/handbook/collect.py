"""Finds every parameter, limit, rule or other record that the science holds, by walking it."""

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from types import ModuleType
from typing import TypeVar

import percuta

ABOVE = (
    "percuta.cli",
    "percuta.calibration",
    "percuta.handbook",
    "percuta.skin.compiled",
)  # these read the science and hold none

Record = TypeVar("Record")


class TwoUnderOneKey(ValueError):
    """Two different records that carry the same key, so that a reference could mean either."""


def modules() -> list[ModuleType]:
    """Every module of the science, by name."""
    names = (found.name for found in pkgutil.walk_packages(percuta.__path__, "percuta."))
    below = (name for name in names if not name.startswith(ABOVE))
    return [import_module(name) for name in sorted(below)]


def collect(kind: type[Record], roots: Iterable[object]) -> list[Record]:
    """Every record of a kind that can be reached, each object once.

    A module is searched through its constants, a mapping through its values, a tuple, list or
    set through its items and a dataclass instance through its fields.
    """
    seen: dict[int, object] = {}
    for root in roots:
        _visit(root, seen)
    return [value for value in seen.values() if isinstance(value, kind)]


def by_key(kind: type[Record], roots: Iterable[object]) -> dict[str, Record]:
    """Every record of a kind by its key (of a rule: its id), sorted.

    Raises TwoUnderOneKey where two records that differ share a key; equal ones count once.
    """
    found: dict[str, Record] = {}
    for record in collect(kind, roots):
        key = _key(record)
        if found.setdefault(key, record) != record:
            raise TwoUnderOneKey(
                f"two different {kind.__name__} records are called {key!r}; rename one of them: "
                f"{found[key]!r} and {record!r}"
            )
    return dict(sorted(found.items()))


def _key(record: object) -> str:
    key = getattr(record, "key", None) or getattr(record, "id", None)
    if not isinstance(key, str):
        raise TypeError(f"{record!r} has neither key nor id")
    return key


def _visit(value: object, seen: dict[int, object]) -> None:
    if id(value) in seen or isinstance(value, (str, type)):
        return
    parts = list(_parts(value))
    if parts or is_dataclass(value):
        seen[id(value)] = value  # also keeps it alive, so that its id stays its own
    for part in parts:
        _visit(part, seen)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, ModuleType):
        if value.__name__.startswith("percuta."):
            yield from vars(value).values()
    elif isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, (tuple, list, set, frozenset)):
        yield from value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))
