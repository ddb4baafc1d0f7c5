"""Queries that every page asks: their SQL is worked out once, only the values change.

Django works a query out anew each time, which takes longer than the database takes to answer.
"""

import copy
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Field, QuerySet
from django.db.models.expressions import Expression

Row = TypeVar("Row")

_FIELDS: dict[type, Callable[[], "Field[Any, Any]"]] = {
    UUID: models.UUIDField,
    date: models.DateField,
    datetime: models.DateTimeField,
    str: models.TextField,
    int: models.BigIntegerField,
}


class Slot(Expression):
    """Where a value goes that is known only when the query is asked."""

    def __init__(self, name: str, kind: type) -> None:
        super().__init__(output_field=_FIELDS[kind]())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A parameter that stands for itself until then."""
        return "%s", (self,)

    def fitted(self, values: dict[str, Any], connection: Any) -> Any:
        """The value as this database takes it."""
        field: Any = self.output_field
        return field.get_db_prep_value(values[self.name], connection)


class Prepared(Generic[Row]):
    """A query with slots; ``make`` is called once, when the query is asked first."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._ready: dict[str, tuple[QuerySet[Any], Any, str, tuple[Any, ...]]] = {}

    def rows(self, **values: Any) -> list[Row]:
        """Everything that answers the query with these values."""
        connection = connections[DEFAULT_DB_ALIAS]
        ready = self._ready.get(connection.vendor) or self._compiled(connection)
        rows, compiler, sql, slots = ready
        params = tuple(
            one.fitted(values, connection) if isinstance(one, Slot) else one for one in slots
        )
        asked, answers = copy.copy(rows.query), copy.copy(compiler)
        answers.query, answers.connection = asked, connection
        answers.as_sql = lambda *_, **__: (sql, params)
        vars(asked)["get_compiler"] = lambda *_, **__: answers
        return list(_same(rows, asked))

    def first(self, **values: Any) -> Row | None:
        """The first of them."""
        found = self.rows(**values)
        return found[0] if found else None

    def _compiled(self, connection: Any) -> tuple[QuerySet[Any], Any, str, tuple[Any, ...]]:
        rows = self._make()
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        fitting = compiler.get_converters([one[0] for one in compiler.select])
        compiler.get_converters = lambda _: fitting
        ready = self._ready[connection.vendor] = (rows, compiler, sql, tuple(params))
        return ready


def _same(rows: Any, query: Any) -> Any:
    """The same kind of rows, from another query."""
    asked = type(rows)(rows.model, query=query, using=DEFAULT_DB_ALIAS)
    for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
        setattr(asked, name, getattr(rows, name))
    return asked
