"""How often: counts with their denominators, lists behind them, and the file for a spreadsheet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from clinic.adverse.harm import DARK, assessed, closed, entered
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.adverse.opening import Told
from percuta_clinic.adverse.rates import NOT_KNOWN, Rates, Row, rates_of
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.models import Patient
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.receiving import events_receive


@pytest.fixture
def session(house: House) -> Session:
    found = opened(house)
    tablet = Tablet("a", house.sina)
    now = timezone.now().isoformat()
    told = {"code": "LOT-77", "how": "typed", "checked": "not checked", "opened_at": now}
    said = (
        tablet.event("zone/nose", needled(0.5)),
        tablet.event("zone/chin", needled(0.5)),
        tablet.event(f"cartridge/{uuid4()}", told | {"lot": "LOT-77"}),
    )
    assert receive(house, found, *said).refused == []
    return found


def counted(house: House, *, ago: int = 30) -> Rates:
    last = timezone.localdate()
    return rates_of(house.dora, first=last - timedelta(days=ago), last=last, clinic=house.clinic)


def line(found: Rates, by: str, value: str) -> Row:
    return next(row for row in found.rows[by] if row.value == value)


def counts(row: Row) -> tuple[int, int]:
    return row.rate.events, row.rate.sessions


def test_the_operator_is_who_needled_not_who_was_booked(house: House) -> None:
    found = opened(house)
    tablet = Tablet("a", house.dora)
    said = tablet.event("zone/nose", needled(0.5))
    assert events_receive(by=house.dora, session=found, sent=[said]).refused == []
    rows = counted(house).rows["operator"]
    assert [row.value for row in rows] == ["Dora Doktor"]


def test_a_session_with_an_event_counts_once_in_each_of_its_groups(
    house: House, session: Session
) -> None:
    entered(house, session)
    entered(house, session, key="b")
    found = counted(house)
    assert counts(found.whole) == (1, 1)
    assert found.whole.share == "too few to say"
    assert counts(line(found, "operator", "Sina Sommer")) == (1, 1)
    assert counts(line(found, "lot", "needle cartridge, lot LOT-77")) == (1, 1)
    assert counts(line(found, "device", NOT_KNOWN)) == (1, 1)


def test_of_a_zone_only_events_there_or_of_no_known_place_count(
    house: House, session: Session
) -> None:
    entered(house, session, told=Told(term="bruise", words="Blue", zone="nose"))
    found = counted(house)
    assert counts(line(found, "zone", "nose")) == (1, 1)
    assert counts(line(found, "zone", "chin")) == (0, 1)
    entered(house, session, key="b", told=DARK)
    assert counts(line(counted(house), "zone", "chin")) == (1, 1)


def test_what_is_judged_unlikely_or_harmed_nobody_is_not_counted(
    house: House, session: Session
) -> None:
    assessed(house, entered(house, session), relation="unlikely")
    closed(house, entered(house, session, key="b"), outcome="no_harm")
    assert counts(counted(house).whole) == (0, 1)


def test_events_without_a_session_are_counted_apart(house: House) -> None:
    entered(house)
    found = counted(house)
    assert (found.loose, found.whole.rate.sessions) == (1, 0)
    shown = SignedIn(house.dora).get("/adverse/rates/").content.decode()
    assert "1 event entered in these days names no session" in shown


def test_a_session_in_which_nothing_was_needled_is_no_session(house: House) -> None:
    entered(house, opened(house))
    assert counts(counted(house).whole) == (0, 0)


@pytest.mark.usefixtures("session")
def test_days_before_the_session_count_nothing(house: House) -> None:
    day = timezone.localdate() - timedelta(days=1)
    found = rates_of(house.dora, first=day, last=day, clinic=house.clinic)
    assert counts(found.whole) == (0, 0)


def test_each_figure_opens_what_it_counts_and_hides_shut_charts(
    house: House, session: Session
) -> None:
    event = entered(house, session)
    client = SignedIn(house.dora)
    assert "1 of 1" in client.get("/adverse/rates/").content.decode()
    path = "/adverse/rates/behind/?by=operator&value=Sina+Sommer"
    shown = client.get(path).content.decode()
    assert f"/adverse/{event.pk}/" in shown
    assert f"/records/{session.pk}/" in shown
    Patient.objects.update(restricted=True)
    shown = client.get(path).content.decode()
    assert "Okafor" not in shown
    assert "1 session of charts you may not open" in shown


def test_the_file_holds_the_same_counts_and_that_it_was_taken_is_logged(
    house: House, session: Session
) -> None:
    entered(house, session)
    answer = SignedIn(house.dora).get("/adverse/rates/csv/")
    rows = answer.content.decode().splitlines()
    assert rows[1].startswith("all,All sessions,1,1,too few to say")
    assert any(row.startswith("Operator,Sina Sommer,1,1") for row in rows)
    assert Entry.objects.filter(action="adverse.rates_taken").exists()


def test_odd_days_in_the_address_do_no_harm(house: House) -> None:
    client = SignedIn(house.dora)
    for asked in (
        "first=2030-01-01&last=2001-01-01",
        "first=x",
        "last=9999-12-31",
        "last=0001-01-01",
    ):
        assert client.get(f"/adverse/rates/?{asked}").status_code == 200


def test_an_event_of_a_session_without_needling_is_counted_apart(house: House) -> None:
    entered(house, opened(house))
    found = counted(house)
    assert (found.loose, found.whole.rate.sessions) == (1, 0)
