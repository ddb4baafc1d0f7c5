"""Settings for every test: property tests repeat exactly and do not mind a slow machine."""

import pytest
from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a real browser run once, not for each database."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")
