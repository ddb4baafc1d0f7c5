"""Which tests have anything to do with the database they run on."""

from collections.abc import Iterator
from types import CodeType

import pytest

DATABASE = {"db", "transactional_db", "django_db_setup"}
# Another process is given a database by these alone.
OWN = {"empty_database", "copied"}


def meets_the_database(item: pytest.Function) -> bool:
    """Whether it could end otherwise on another database; what meets none cannot."""
    if item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames):
        return True
    return any(OWN & set(code.co_names) for code in _codes(item))


def _codes(item: pytest.Function) -> Iterator[CodeType]:
    """What it runs itself, and what its fixtures run."""
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    for one in (item.obj, *(made.func for several in fixtures for made in several)):
        yield from _within(getattr(one, "__code__", None))


def _within(code: CodeType | None) -> Iterator[CodeType]:
    if code is None:
        return
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _within(one)
