"""Where clocks change, a time says by which clock it is; everywhere else it stays short."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.clock import clock, span

BACK, FORWARD = datetime(2027, 10, 31, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC)


def at(day: datetime, zone: str = "Europe/Berlin", **later: int) -> datetime:
    return (day + timedelta(**later)).astimezone(ZoneInfo(zone))


@pytest.mark.parametrize(
    ("local", "said"),
    [
        (at(BACK, minutes=30), "02:30 (summer time)"),
        (at(BACK, minutes=90), "02:30 (winter time)"),
        (at(BACK, hours=2), "03:00"),
        (at(BACK, minutes=-30), "01:30"),
        (at(FORWARD, minutes=90), "03:30"),
        (at(BACK, "Asia/Kolkata"), "05:30"),
    ],
)
def test_only_an_hour_that_comes_twice_has_a_name(local: datetime, said: str) -> None:
    assert clock(local) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            at(BACK, minutes=45),
            at(BACK, minutes=75),
            "02:45 (summer time) to 02:15 (winter time)",
        ),
        (
            at(FORWARD, minutes=45),
            at(FORWARD, minutes=75),
            "01:45 (winter time) to 03:15 (summer time)",
        ),
        (at(BACK, hours=9), at(BACK, hours=10), "10:00 to 11:00"),
    ],
)
def test_a_span_over_the_change_names_both_clocks(
    first: datetime, last: datetime, said: str
) -> None:
    assert span(first, last) == said


def test_the_page_of_a_visit_over_the_change_says_it(house: House) -> None:
    visit = book(house, house.amara)
    first, last = at(BACK, minutes=45), at(BACK, minutes=75)
    Visit.objects.filter(pk=visit.pk).update(starts_at=first, ends_at=last)
    page = SignedIn(house.fred).get(f"/visits/{visit.pk}/").content.decode()
    assert "02:45 (summer time) to 02:15 (winter time)" in page
