"""A visit is not finished from the board while its room says that the treatment goes on."""

import pytest

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.done import CREAM, whole
from clinic.treatment.said import Tablet, cream, needled, opened, receive
from percuta_clinic.booking.models import State
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def finish(who: Account, session: Session) -> str:
    visit = session.visit
    visit.refresh_from_db()
    sent = {"to": "finished", "version": visit.version, "back": "visit"}
    return SignedIn(who).post(f"/visits/{visit.pk}/move/", sent, follow=True).text


def state(session: Session) -> str:
    session.visit.refresh_from_db()
    return session.visit.state


def test_the_desk_does_not_finish_while_cream_is_on(house: House, session: Session) -> None:
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event(f"numb/{CREAM}", cream()))
    for who in (house.fred, house.sina):
        assert "is on the skin. Whoever treats says" in finish(who, session)
        assert state(session) == State.TREATING
    off = {"off_at": cream()["on_at"], "clean": True, "intact": True}
    receive(house, session, tablet.event(f"numb/{CREAM}/off", off))
    finish(house.fred, session)
    assert state(session) == State.FINISHED


def test_an_open_problem_and_an_open_zone_are_named(house: House, session: Session) -> None:
    zone, tablet = session.pack["zones_open"][0], Tablet("b", house.sina)
    receive(house, session, *whole(house, session, but=(f"zone/{zone}",)))
    receive(house, session, tablet.event(f"zone/{zone}", needled(0.5, done=False)))
    words = f"Not finished: {place_words(zone)} is neither needled nor left out."
    assert words in finish(house.fred, session)
    receive(
        house, session, tablet.event(f"problem/{CREAM}", {"kind": "faint", "at": cream()["on_at"]})
    )
    assert "a problem is open (faint)" in finish(house.fred, session)
    assert state(session) == State.TREATING


def test_a_session_stopped_early_is_finished_by_the_desk(house: House, session: Session) -> None:
    zone, tablet = session.pack["zones_open"][0], Tablet("b", house.sina)
    receive(house, session, *whole(house, session, but=(f"zone/{zone}",)))
    receive(house, session, tablet.event(f"zone/{zone}", needled(0.5, done=False)))
    receive(house, session, tablet.event("stop", {"why": "She felt faint."}))
    finish(house.fred, session)
    assert state(session) == State.FINISHED
