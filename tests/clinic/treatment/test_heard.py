"""No entry claims to be another tablet's, somebody else's, or to have seen what nobody said."""

import pytest

from clinic.people_here import House
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.patients.models import Patient
from percuta_clinic.treatment.models import Event, Session
from percuta_clinic.treatment.receiving import events_receive
from percuta_clinic.treatment.stream import folded_of


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


@pytest.fixture
def sina(house: House, session: Session) -> Tablet:
    """Her tablet has said how deep it was."""
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event("zone/nose", needled(0.5)))
    return tablet


def code(house: House, session: Session, said: object) -> str:
    """Dora sends it; why it was refused, in one word."""
    found = events_receive(by=house.dora, session=session, sent=[said])
    return found.refused[0]["code"] if found.refused else ""


@pytest.mark.usefixtures("sina")
def test_nobody_speaks_with_the_tablet_of_somebody_else(house: House, session: Session) -> None:
    said = Tablet("a", house.dora).event("zone/nose", needled(1.5)) | {"n": 2}
    assert code(house, session, said) == "device"
    assert folded_of(session).get("zone/nose")["depth_mm"] == 0.5


def test_nobody_claims_to_have_seen_what_was_not_said_yet(
    house: House, session: Session, sina: Tablet
) -> None:
    said = Tablet("b", house.dora).event("zone/nose", needled(1.5))
    assert code(house, session, said | {"seen": {str(sina.device): 2}}) == "seen"
    assert code(house, session, said | {"seen": {str(sina.device): 1}}) == ""


def test_counts_that_jump_would_hide_entries_to_come_and_are_refused(
    house: House, session: Session, sina: Tablet
) -> None:
    said = sina.event("zone/nose", needled(1.5))
    assert code(house, session, said | {"n": 3}) == "n"
    assert receive(house, session, said | {"n": 400}).refused[0]["code"] == "n"
    assert receive(house, session, said | {"n": 9}).refused == []  # those between were refused


def test_what_a_colleague_left_on_a_tablet_is_sent_and_names_both(
    house: House, session: Session, sina: Tablet
) -> None:
    assert code(house, session, sina.event("cleanse", {"done": True})) == ""
    names = f"{house.sina.name} (sent by {house.dora.name})"
    assert Event.objects.get(slot="cleanse").by_name == names
    assert Event.objects.get(slot="zone/nose").by_name == house.sina.name


def test_entries_name_only_those_who_may_open_the_session(
    house: House, session: Session, sina: Tablet
) -> None:
    for who in (house.fred, house.amara_herself, house.nobody):
        found = receive(house, session, Tablet("c", who).event("cleanse", {"done": True}))
        assert found.refused[0]["code"] == "by"
    Patient.objects.update(restricted=True)
    found = receive(house, session, Tablet("b", house.dora).event("cleanse", {"done": True}))
    assert "may not open this session" in found.refused[0]["why"]
    again = sina.event("cleanse", {"done": True})
    assert receive(house, session, again).accepted == [again["id"]]


def test_two_who_share_a_tablet_each_have_a_name_on_it(
    house: House, session: Session, sina: Tablet
) -> None:
    theirs = Tablet("a of Dora", house.dora)
    theirs.seen = {str(sina.device): 2}
    waits, then = sina.event("cleanse", {"done": True}), theirs.event("cleanse", {"done": False})
    found = events_receive(by=house.dora, session=session, sent=[waits, then])
    assert found.refused == []
    assert folded_of(session).get("cleanse") == {"done": False}
    assert not folded_of(session).conflicts
