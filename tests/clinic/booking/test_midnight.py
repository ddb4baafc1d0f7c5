"""A visit that lasts past midnight does not vanish from the board."""

from datetime import date, datetime

from clinic.booking.days import BERLIN, book
from clinic.people_here import House
from percuta_clinic.booking.queries import visits_on


def test_a_visit_over_midnight_stands_on_both_days(house: House) -> None:
    late = book(house, house.amara, at=datetime(2027, 3, 1, 23, 30, tzinfo=BERLIN))
    for day in (date(2027, 3, 1), date(2027, 3, 2)):
        assert visits_on(house.fred, day=day, clinic=house.clinic) == [late]


def test_a_visit_that_ends_at_midnight_is_over_the_next_day(house: House) -> None:
    book(house, house.amara, at=datetime(2027, 3, 1, 23, 0, tzinfo=BERLIN))
    assert visits_on(house.fred, day=date(2027, 3, 2), clinic=house.clinic) == []
