"""What many tests begin with is worked out once; after that its rows are only written again."""

import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

Made = TypeVar("Made")
Value = int | float | Decimal | str | bytes | date | UUID | None
Row = Sequence[Value]


@dataclass(kw_only=True)
class Kept:
    """Rows by the statement that writes them, and what they were made for."""

    made: bytes = b""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    began: datetime
    ended: datetime

    def note(self, execute: Callable[..., object], sql: str, params: Row, *how: object) -> object:
        """Keeps a row that is written."""
        start = sql.split(maxsplit=1)[0]
        assert start in {"SELECT", "INSERT", "SAVEPOINT", "RELEASE"}, f"not kept: {sql}"
        if start == "INSERT":
            self.rows.setdefault(sql.partition(" RETURNING ")[0], []).append(tuple(params))
        return execute(sql, params, *how)

    def later(self, value: Value, by: timedelta) -> Value:
        """A moment at which it was made, moved; anything else as it is."""
        moment = _moment(value)
        if moment is None or not self.began <= moment <= self.ended:
            return value
        now = moment + by
        return connection.ops.adapt_datetimefield_value(now) if isinstance(value, str) else now


_KEPT: dict[tuple[str, str], Kept] = {}


def remembered(name: str, make: Callable[[], Made]) -> Made:
    """What ``make`` makes in an empty database, as if made just now, with the same ids.

    Each test gets objects of its own, and moments move to the present.
    """
    place = (name, str(connection.settings_dict["NAME"]))
    if place in _KEPT:
        kept, by = _KEPT[place], timezone.now() - _KEPT[place].ended
        _write(kept, by)
        again: Made = pickle.loads(kept.made)
        _move(vars(again).values(), kept, by)
        return again
    kept = Kept(began=timezone.now(), ended=timezone.now())
    with transaction.atomic(), connection.execute_wrapper(kept.note):
        made = make()
    kept.made, kept.ended = pickle.dumps(made), timezone.now()
    _KEPT[place] = kept
    return made


def _write(kept: Kept, by: timedelta) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, rows in kept.rows.items():
            cursor.executemany(sql, [[kept.later(value, by) for value in row] for row in rows])


def _move(objects: Iterable[object], kept: Kept, by: timedelta) -> None:
    for one in objects:
        for each in one._meta.concrete_fields if isinstance(one, Model) else ():
            setattr(one, each.attname, kept.later(getattr(one, each.attname), by))


def _moment(value: Value) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        return None
