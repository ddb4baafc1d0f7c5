"""What a place got last is known as the next session begins, and stands beside it afterwards."""

from typing import Any

import pytest
from django.utils.timezone import localdate

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.again import once_more
from clinic.treatment.done import CARTRIDGE, signed
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.treatment.last_time import with_last
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.pack import pack_of
from percuta_clinic.treatment.signing import record_amend


@pytest.fixture
def first(house: House) -> Session:
    return opened(house)


def last_of(session: Session) -> dict[str, Any]:
    """What the tablet is told of the first place."""
    found: dict[str, Any] = pack_of(session)["zones"][0]["last"]
    return found


def test_nothing_was_before_a_first_session(first: Session) -> None:
    assert {one["last"] for one in pack_of(first)["zones"]} == {None}


def test_a_signed_session_is_what_the_tablet_calls_last_time(house: House, first: Session) -> None:
    signed(house, first)
    last = last_of(once_more(house, first))
    told = {name: last[name] for name in ("depth_mm", "passes", "endpoint", "pain")}
    assert told == {"depth_mm": 0.5, "passes": 3, "endpoint": "even redness", "pain": 3}
    assert (last["signed"], last["amended"]) == (True, False)
    assert last["on"] == localdate(first.opened_at).isoformat()


def test_what_was_put_right_since_is_said_with_the_values(house: House, first: Session) -> None:
    record_amend(by=house.sina, record=signed(house, first), text="0.6 mm.", why="Mistyped.")
    assert last_of(once_more(house, first))["amended"]


def test_a_session_that_is_only_over_counts_where_none_is_signed(
    house: House, first: Session
) -> None:
    zone = first.pack["zones_open"][0]
    receive(house, first, Tablet("a", house.sina).event(f"zone/{zone}", needled(0.7)))
    last = last_of(once_more(house, first))
    assert (last["depth_mm"], last["signed"]) == (0.7, False)


def test_a_place_left_out_has_no_last_time(house: House, first: Session) -> None:
    zone = first.pack["zones_open"][0]
    left = needled(None, passes=None, done=False, left_out="A cold sore")
    receive(house, first, Tablet("a", house.sina).event(f"zone/{zone}", left))
    assert last_of(once_more(house, first)) is None


def test_nobody_gets_the_values_of_somebody_else(house: House, first: Session) -> None:
    signed(house, first)
    zones = [{"zone": zone} for zone in first.pack["zones_open"]]
    hers, other = book(house, house.amara, after=600), book(house, house.bea, after=720)
    assert all(one["last"] for one in with_last(zones, hers, house.clinic))
    assert not any(one["last"] for one in with_last(zones, other, house.clinic))


def test_the_record_says_what_changed_since_last_time(house: House, first: Session) -> None:
    signed(house, first)
    second = once_more(house, first)
    zone = second.pack["zones_open"][0]
    now = needled(0.75, passes=2, endpoint="uniform pinpoint bleeding", cartridge=CARTRIDGE)
    receive(house, second, Tablet("a", house.sina).event(f"zone/{zone}", now))
    shown = SignedIn(house.sina).get(f"/records/{second.pk}/").text
    for words in (
        "0.5 mm; 3 passes, even redness, pain 3",
        "0.25 mm deeper",
        "1 pass fewer",
        "uniform pinpoint bleeding instead of even redness",
    ):
        assert words in shown, words
