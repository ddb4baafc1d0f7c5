"""A house whose texts of consents are in use."""

import pytest

from clinic.consent.papers_here import words_in_use
from clinic.people_here import House
from percuta_clinic.consent.models import Kind


@pytest.fixture
def ready(house: House) -> House:
    """Both kinds of text are in use."""
    for kind in Kind.values:
        words_in_use(house.dora, kind)
    return house
