"""What somebody answered puts visits off while they are booked."""

from datetime import timedelta

import pytest

from clinic.booking.days import BERLIN, now
from clinic.people_here import House
from clinic.screening.through import answer, today
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.placing import Override, Refused, Wish, visit_book

DAY = timedelta(days=1)


def booked(house: House, *, days: int, why: str = "", talk: bool = False) -> Visit:
    at = (now() + days * DAY).astimezone(BERLIN).replace(hour=12, minute=0)
    return visit_book(
        by=house.fred,
        patient=house.amara,
        service=house.talk if talk else house.needling,
        specialist=house.sina,
        room=house.room,
        starts_at=at,
        wish=Wish(override=Override(by=house.dora, why=why) if why else None),
    )


@pytest.fixture
def resting(house: House) -> House:
    """Amara, who was needled elsewhere a week ago."""
    last = {"d__needled_last": (today() - 7 * DAY).isoformat()}
    answer(house, needled_last="some", **last)
    return house


def test_what_puts_treatment_off_puts_its_visit_off(resting: House) -> None:
    with pytest.raises(Refused, match="Screening: Not before") as refused:
        booked(resting, days=3)
    (reason,) = [one for one in refused.value.reasons if "Screening" in one.staff_words]
    assert reason.not_before is not None
    later = (reason.not_before - today()).days
    assert booked(resting, days=later).service == resting.needling


def test_it_keeps_nobody_from_a_talk(resting: House) -> None:
    assert booked(resting, days=3, talk=True).service == resting.talk


def test_a_doctor_may_book_it_all_the_same(resting: House) -> None:
    visit = booked(resting, days=3, why="To look at it that day.")
    assert "Screening: Not before" in visit.override_of


def test_missing_answers_stop_no_booking(house: House) -> None:
    assert booked(house, days=3).service == house.needling
