"""Limits begin anew for each test, and patients are found by their names."""

import pytest
from django.core.cache import cache

from clinic.people_here import House
from percuta_clinic.patients.search import rebuild_terms


@pytest.fixture
def fresh(house: House) -> None:
    """A clinic in which nobody has commented."""
    assert house.clinic.pk
    cache.clear()
    rebuild_terms()
