"""The second database is spared only what would say there what it said on the first."""

import pytest

from clinic.operations.databases import empty_database
from clinic.people_here import House
from clinic.where import meets_the_database


def test_what_meets_no_database_runs_once(request: pytest.FixtureRequest) -> None:
    assert not meets_the_database(request.node)


def test_what_uses_the_house_runs_on_both(house: House, request: pytest.FixtureRequest) -> None:
    assert house.clinic.pk
    assert meets_the_database(request.node)


def test_what_gives_a_process_a_database_runs_on_both(request: pytest.FixtureRequest) -> None:
    with empty_database():
        assert meets_the_database(request.node)
