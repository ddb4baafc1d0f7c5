"""Settings for every test: property tests repeat exactly and do not mind a slow machine."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings

import made_once
from clinic.operations import prepared

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")
PLACE = pytest.StashKey[Path | None]()


def pytest_configure(config: pytest.Config) -> None:
    """Processes that this one starts find what was made once for all of them."""
    config.stash[PLACE] = made_once.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever began it clears up."""
    place = config.stash.get(PLACE, None)
    if place:
        prepared.forget(place)
        made_once.end(place)


def pytest_sessionstart() -> None:
    """Python looks for what is left over a hundred times less often: nearly all of it stays."""
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish() -> None:
    """What was loaded and collected is needed to the end, and never looked through again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a real browser run once, not for each database."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")
