"""A visit is arrived for on its own day, and one that ends untreated says so everywhere."""

from datetime import datetime, timedelta

import pytest

from clinic.booking.days import BERLIN, book, now
from clinic.booking.treated import in_room, sign, treat
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.daytime import why_not_arriving
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import Blocked, visit_move

DAY = timedelta(days=1)
UNTREATED = "Finished without treatment"


def arrive(house: House, visit: Visit) -> Visit:
    return visit_move(by=house.fred.actor, visit=visit, to=State.ARRIVED, version=visit.version)


def test_nobody_arrives_for_a_visit_of_another_day(house: House) -> None:
    visit = book(house, house.amara, at=now() + 6 * DAY)
    with pytest.raises(Blocked, match=f"booked for {visit.starts_at.astimezone(BERLIN):%A}"):
        arrive(house, visit)
    assert Visit.objects.get().state == State.BOOKED


def test_who_comes_a_day_late_gets_another_visit(house: House) -> None:
    visit = book(house, house.amara, at=now())
    Visit.objects.update(starts_at=now() - 2 * DAY, ends_at=now() - DAY, state=State.MISSED)
    visit.refresh_from_db()
    with pytest.raises(Blocked, match="Book another one for today instead"):
        arrive(house, visit)


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (datetime(2027, 3, 1, 21, 45, tzinfo=BERLIN), False),
        (datetime(2027, 3, 1, 21, 0, tzinfo=BERLIN), True),
        (datetime(2027, 3, 2, 0, 20, tzinfo=BERLIN), False),
        (datetime(2027, 3, 2, 23, 0, tzinfo=BERLIN), False),
        (datetime(2027, 3, 3, 13, 0, tzinfo=BERLIN), True),
    ],
)
def test_who_comes_before_midnight_may_wait_for_it(
    house: House, *, at: datetime, held: bool
) -> None:
    visit = book(house, house.amara, at=datetime(2027, 3, 2, 0, 30, tzinfo=BERLIN))
    assert bool(why_not_arriving(visit, house.clinic, at)) is held


def test_the_page_offers_no_arrival_on_another_day_and_says_why(house: House) -> None:
    visit = book(house, house.amara, at=now() + 6 * DAY)
    desk, path = SignedIn(house.fred), f"/visits/{visit.pk}/"
    page = desk.get(path).text
    assert ">Arrived<" not in page
    assert "nobody arrives for it today. Move the visit to today first" in page
    sent = {"to": "arrived", "version": visit.version, "back": "visit"}
    assert "nobody arrives for it today" in desk.post(f"{path}move/", sent, follow=True).text
    Visit.objects.update(starts_at=now(), ends_at=now() + timedelta(hours=1))
    assert ">Arrived<" in desk.get(path).text


def test_a_visit_that_ends_untreated_says_so_wherever_it_shows(house: House) -> None:
    sign(house)
    visit = in_room(house, house.amara)
    visit_move(by=house.sina.actor, visit=visit, to=State.FINISHED, version=visit.version)
    sina, amara = SignedIn(house.sina), house.amara.pk
    for path in (f"/visits/{visit.pk}/", "/today/", f"/patients/{amara}/"):
        assert UNTREATED in sina.get(path).text
    assert UNTREATED in SignedIn(house.fred).get(f"/patients/{amara}/details/").text
    assert UNTREATED in SignedIn(house.amara_herself).get("/my/").text


def test_a_talk_and_a_treatment_end_as_finished(house: House) -> None:
    sign(house)
    treated = treat(house, in_room(house, house.amara))
    visit_move(by=house.sina.actor, visit=treated, to=State.FINISHED, version=treated.version)
    talk = in_room(house, house.bea, service=house.talk)  # an hour later may be tomorrow
    visit_move(by=house.sina.actor, visit=talk, to=State.FINISHED, version=talk.version)
    page = SignedIn(house.sina).get("/today/").text
    assert page.count(">Finished<") == 2
    assert UNTREATED not in page


def test_who_had_not_arrived_after_all_is_booked_again_and_moves(house: House) -> None:
    visit = arrive(house, book(house, house.amara, at=now()))
    desk, path = SignedIn(house.fred), f"/visits/{visit.pk}/"
    assert ">Not arrived after all<" in desk.get(path).text
    assert 'id="move"' not in desk.get(path).text
    desk.post(f"{path}move/", {"to": "booked", "version": visit.version, "back": "visit"})
    visit.refresh_from_db()
    assert visit.state == State.BOOKED
    assert 'id="move"' in desk.get(path).text
    assert arrive(house, visit).state == State.ARRIVED


def test_nobody_is_said_to_have_missed_a_visit_to_come(house: House) -> None:
    visit = book(house, house.amara, at=now() + timedelta(hours=1))
    shown = SignedIn(house.fred).get(f"/visits/{visit.pk}/").text
    assert "Cancel the visit" in shown
    assert "Did not come" not in shown
    with pytest.raises(Blocked, match="is still to come"):
        visit_move(
            by=house.fred.actor,
            visit=visit,
            to=State.MISSED,
            version=visit.version,
            why="did not call",
        )
    begun = book(house, house.bea, at=now())
    assert "Did not come" in SignedIn(house.fred).get(f"/visits/{begun.pk}/").text
