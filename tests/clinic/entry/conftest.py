"""The doors' tests: what failed sign-ins left behind is forgotten, a stranger has a browser."""

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _no_counts(request: pytest.FixtureRequest) -> None:
    marked = request.node.get_closest_marker("django_db")
    whole = marked is not None and marked.kwargs.get("transaction")
    request.getfixturevalue("transactional_db" if whole else "db")
    cache.clear()


@pytest.fixture
def stranger() -> Client:
    """A browser in which nobody is signed in."""
    return Client()
