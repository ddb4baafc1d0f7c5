"""The board shows where each treatment stands, from what its tablets said."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.said import Tablet, cream, needled, opened, receive
from percuta_clinic.booking.models import Visit
from percuta_clinic.treatment.going import Going, goings
from percuta_clinic.treatment.models import Session

ITEM = str(UUID(int=3))


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def going(session: Session, *, at: datetime | None = None) -> Going:
    visits = [Visit.objects.get(pk=session.visit_id)]
    return goings(visits, now=at or timezone.now())[session.visit_id]


def said(house: House, session: Session, **slots: object) -> None:
    tablet = Tablet(str(uuid4()), house.sina)
    sent = [tablet.event(slot.replace("__", "/"), value) for slot, value in slots.items()]
    assert not receive(house, session, *sent).refused


def numbed(house: House, session: Session, *, minutes_ago: int) -> datetime:
    """Cream whose label says one hour at the least and five at the most."""
    on_at = timezone.now().replace(microsecond=0) - timedelta(minutes=minutes_ago)
    said(house, session, **{f"numb/{ITEM}": cream(on_at=on_at.isoformat())})
    return on_at


def test_numbing_counts_down_to_needles_then_to_the_removal(house: House, session: Session) -> None:
    label = next(one for one in session.pack["creams"] if one["key"] == "emla")
    fewest, most = label["minutes_fewest"], label["minutes_most"]
    on_at = numbed(house, session, minutes_ago=1)
    early = going(session)
    assert (early.words, early.until) == ("Numbing", on_at + timedelta(minutes=fewest))
    ready = going(session, at=on_at + timedelta(minutes=fewest))
    assert (ready.tone, ready.until) == ("ok", on_at + timedelta(minutes=most))
    late = going(session, at=on_at + timedelta(minutes=most))
    assert (late.words, late.tone) == ("Remove the cream now", "stop")
    off = {"off_at": timezone.now().isoformat(), "clean": True, "intact": True}
    said(house, session, **{f"numb/{ITEM}/off": off, "stage": "needle"})
    zones = len(session.pack["zones_open"])
    assert going(session).words == f"Needling, 0 of {zones} zones done"
    said(house, session, **{f"zone/{session.pack['zones_open'][0]}": needled(0.5)})
    assert going(session).words == f"Needling, 1 of {zones} zones done"


def test_a_cream_without_a_label_here_has_no_countdown(house: House, session: Session) -> None:
    other = cream(cream="", name="Own mixture")
    said(house, session, **{f"numb/{ITEM}": other})
    assert (going(session).words, going(session).until) == ("Cream on, no label known", None)


def test_beside_a_cream_without_a_label_the_known_one_still_comes_off_in_time(
    house: House, session: Session
) -> None:
    on_at = numbed(house, session, minutes_ago=600)
    other = cream(cream="", name="Own mixture", on_at=on_at.isoformat())
    said(house, session, **{f"numb/{UUID(int=4)}": other})
    assert going(session).words == "Remove the cream now"


def test_the_board_counts_as_the_limits_do_with_a_clock_in_doubt(
    house: House, session: Session
) -> None:
    on_at = timezone.now().replace(microsecond=0) - timedelta(minutes=1)
    event = Tablet("late", house.sina).event(f"numb/{ITEM}", cream(on_at=on_at.isoformat()))
    receive(house, session, event | {"doubt": 300})
    label = next(one for one in session.pack["creams"] if one["key"] == "emla")
    ready = on_at + timedelta(minutes=label["minutes_fewest"], seconds=300)
    assert going(session).until == ready


def test_a_problem_is_louder_than_everything_else(house: House, session: Session) -> None:
    numbed(house, session, minutes_ago=600)
    said(house, session, pause={"on": True})
    assert going(session).words == "Paused"
    at = timezone.now().isoformat()
    said(house, session, **{f"problem/{ITEM}": {"kind": "faint", "at": at}})
    assert (going(session).words, going(session).tone) == ("Problem: faint", "stop")
    end = {"at": at, "outcome": "settled"}
    said(house, session, **{f"problem/{ITEM}/end": end, "pause": {"on": False}})
    assert going(session).words == "Remove the cream now"


def test_the_board_names_the_stage_and_leads_into_the_room(house: House, session: Session) -> None:
    said(house, session, stage="cleanse")
    page = SignedIn(house.fred).get("/today/").text
    assert "Cleansing" in page
    assert f"/room/{session.pk}/" not in page  # the desk does not open charts
    assert f'href="/room/{session.pk}/"' in SignedIn(house.sina).get("/today/").text


def test_any_number_of_treatments_takes_two_queries(house: House, session: Session) -> None:
    said(house, session, stage="cleanse")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        goings([session.visit], now=timezone.now())
    assert len(asked) == 2
