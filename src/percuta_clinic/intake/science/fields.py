"""How the fields of a form are called, and what may stand in each."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

FIELD = re.compile(r"[a-z][a-z0-9_]{0,24}(-[a-z0-9_]{1,60}){0,2}", re.ASCII)
MOST_FIELDS, MOST_ITEMS, LONGEST = 400, 80, 2_000
MANY = re.compile(r"(wish|z)-.*|medicine")
CHOICE = re.compile(r"q-.*|(medicines|event|away)_any|numbing|phototype|away_sun-.*")
STAYS = (1, 2, 3, 4)
_OPENED_BY = {"medicine": "medicines_any", "event_on": "event_any", "event": "event_any"}
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)

Values = Mapping[str, Any]


def text(values: Values, name: str) -> str:
    """One answer, empty if there is none."""
    found = values.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def many(values: Values, name: str) -> list[str]:
    """Everything ticked or listed under a name."""
    found = values.get(name, [])
    items = [found] if isinstance(found, str) else found
    return [one.strip() for one in items if isinstance(one, str) and one.strip()]


def question_of(field: str) -> str:
    """The field that asks the question a field belongs to; itself, if no other opens it."""
    kind, _, key = field.partition("-")
    if kind in ("q", "z", "d"):
        return f"q-{key}"
    return "away_any" if field.startswith("away") else _OPENED_BY.get(field, field)


def kept_value(value: Any) -> str | list[str] | None:
    """What may be stored of a field as it was sent; None if it is nothing we asked for."""
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, list) and len(value) <= MOST_ITEMS:
        items = [_storable(one) if isinstance(one, str) else None for one in value]
        return None if None in items else [one for one in items if one is not None]
    return None


def _storable(said: str) -> str | None:
    """Without NUL signs and halves of letters; None if it is longer than any field."""
    clean = said.replace("\x00", "").encode("utf-8", "replace").decode()
    return clean if len(clean) <= LONGEST else None


def last_day(said: str) -> date | None:
    """The latest day that was meant: a year or a month counts to its end, which waits longest."""
    found = _DATE.fullmatch(said.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day)
        return _month_end(year, month) if found.group(2) else date(year, 12, 31)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1) if year < date.max.year else first
