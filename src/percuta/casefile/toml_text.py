"""The table of a case as TOML text."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
ESCAPES = {'"': '\\"', "\\": "\\\\"}
BY_ZONE = "answers"  # tables inside it are answers by zone, which stand on one line


def case_text(table: Mapping[str, Any], *, remark: str = "") -> str:
    """A case as TOML; ``remark`` stands on top of it. Days may be dates or ISO text."""
    lines = [f"# {line}".rstrip() for line in remark.splitlines()]
    for key, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            head = f"[[{key}]]" if isinstance(value, list) else f"[{key}]"
            lines += _table(key, one, head)
    return "\n".join(lines).lstrip("\n") + "\n"


def _table(name: str, table: Mapping[str, Any], head: str) -> Iterator[str]:
    is_flat = name.endswith(BY_ZONE)
    inner = {k: v for k, v in table.items() if isinstance(v, Mapping) and not is_flat}
    if len(inner) < len(table):
        yield from ("", head)
    for key, value in table.items():
        if key not in inner:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in inner.items():
        below = f"{name}.{_key(key)}"
        yield from _table(below, value, f"[{below}]")


def _key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    text = str(value)
    return text if ISO_DATE.fullmatch(text) else _text(text)


def _text(text: str) -> str:
    return '"' + "".join(ESCAPES.get(c, c) if c.isprintable() else _code(c) for c in text) + '"'


def _code(character: str) -> str:
    return f"\\U{ord(character):08x}"
