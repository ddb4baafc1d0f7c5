"""Swaps in a newer SQLite than old systems carry, before Django loads its own."""

import sys
from importlib import import_module


def use_bundled() -> None:
    """Debian 12 has 3.40, whose write-ahead log can corrupt a database; the wheel is mended."""
    if "sqlite3" in sys.modules and sys.modules["sqlite3"].__name__ == "pysqlite3":
        return
    bundled = import_module("pysqlite3")
    sys.modules["sqlite3"] = bundled
    sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")
