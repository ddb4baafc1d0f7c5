"""A patient reads how her skin should be today, for what was really done, and when to call."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.treatment.done import whole
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.healing.calendar_file import awake
from percuta_clinic.healing.queries import needling_of
from percuta_clinic.healing.science_days import own_days
from percuta_clinic.treatment.models import Session

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def after(session: Session, *, days: int, hours: int = 1) -> dict[str, str]:
    """Where each sign stands so many days after the last needle."""
    found = needling_of(session, BERLIN)
    assert found is not None
    now = found.ended_at + timedelta(days=days, hours=hours)
    own = own_days(found.after, found.ended_at, now)
    return {row.sign: row.stage.value for row in own.signs}


def page(house: House, session: Session) -> str:
    return SignedIn(house.amara_herself).get(f"/my/treatments/{session.pk}/after/").text


def test_it_is_there_from_the_last_needle_on_and_before_anybody_signs(
    house: House, session: Session
) -> None:
    receive(house, session, *whole(house, session))
    shown = page(house, session)
    assert "Today you had" in shown
    assert "Call the emergency number at once" in shown
    assert "Usual today" in shown
    assert "Not now" in shown
    assert "Leave it" not in shown
    assert f"/my/treatments/{session.pk}/after/" in SignedIn(house.amara_herself).get("/my/").text


def test_before_a_needle_touched_her_there_is_nothing(house: House, session: Session) -> None:
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event("cleanse", {"done": True}))
    url = f"/my/treatments/{session.pk}/after/"
    assert SignedIn(house.amara_herself).get(url).status_code == 404
    assert url not in SignedIn(house.amara_herself).get("/my/").text


@pytest.mark.parametrize("more", ["", "calendar/"])
def test_nobody_else_reads_it(house: House, session: Session, more: str) -> None:
    receive(house, session, *whole(house, session))
    url = f"/my/treatments/{session.pk}/after/{more}"
    for who in (house.bea_herself, house.fred, house.sina, house.olga, house.nobody):
        assert SignedIn(who).get(url).status_code in (403, 404), who
    assert ByLink(house.bea).get(url).status_code == 404
    assert SignedIn(house.amara_herself).get(url).status_code == 200


def test_redness_is_usual_then_seen_in_some_and_then_a_reason_to_call(
    house: House, session: Session
) -> None:
    receive(house, session, *whole(house, session))
    assert after(session, days=0)["redness"] == "usual"
    assert after(session, days=3)["redness"] == "usual"
    assert after(session, days=4)["redness"] == "some"
    assert after(session, days=7)["redness"] == "some"
    assert after(session, days=8)["redness"] == "over"


def test_it_goes_by_the_depth_that_was_needled_and_not_by_the_plan(
    house: House, session: Session
) -> None:
    zone = session.pack["zones_open"][0]
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event(f"zone/{zone}", needled(0.5, endpoint="even redness")))
    assert "for hours only" in page(house, session)
    assert "tiny scabs, bruises" not in after(session, days=1)
    bled = needled(2.5, endpoint="uniform pinpoint bleeding")
    receive(house, session, tablet.event(f"zone/{zone}", bled))
    assert "two to four days" in page(house, session)
    assert "tiny scabs, bruises" in after(session, days=1)


def test_a_sign_nobody_wrote_down_counts_as_one_that_may_come(
    house: House, session: Session
) -> None:
    zone = session.pack["zones_open"][0]
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event(f"zone/{zone}", needled(0.5)))
    assert "tiny scabs, bruises" in after(session, days=1)
    assert "marks look darker" in after(session, days=1)


def test_her_calendar_gets_what_she_may_do_again_and_never_too_soon(
    house: House, session: Session
) -> None:
    receive(house, session, *whole(house, session))
    url = f"/my/treatments/{session.pk}/after/calendar/"
    answer = SignedIn(house.amara_herself).get(url)
    found = Calendar.from_ical(answer.text).walk("VEVENT")
    starts = {str(one["summary"]).split(": ")[1]: one.decoded("dtstart") for one in found}
    needling = needling_of(session, BERLIN)
    assert needling is not None
    assert starts["sport and sweat"] >= needling.ended_at + timedelta(hours=72)
    assert starts["filler, Botox, tattoo and laser"] >= needling.ended_at + timedelta(days=14)
    assert len({str(one["uid"]) for one in found}) == len(found) >= 6
    for one in found:
        assert 8 <= one.decoded("dtstart").astimezone(BERLIN).hour < 20
        assert "needl" not in str(one["summary"]).lower()


@pytest.mark.parametrize(
    ("at", "rings"),
    [
        (datetime(2026, 6, 1, 7, 59, tzinfo=BERLIN), datetime(2026, 6, 1, 8, tzinfo=BERLIN)),
        (datetime(2026, 6, 1, 8, tzinfo=BERLIN), datetime(2026, 6, 1, 8, tzinfo=BERLIN)),
        (datetime(2026, 6, 1, 19, 59, tzinfo=BERLIN), datetime(2026, 6, 1, 19, 59, tzinfo=BERLIN)),
        (datetime(2026, 6, 1, 20, tzinfo=BERLIN), datetime(2026, 6, 2, 8, tzinfo=BERLIN)),
    ],
    ids=["too early", "in the morning", "in the evening", "too late"],
)
def test_a_reminder_rings_by_day_alone(at: datetime, rings: datetime) -> None:
    assert awake(at) == rings


def test_times_are_those_where_she_lives(house: House, session: Session) -> None:
    house.amara.time_zone = "America/New_York"
    house.amara.save(update_fields=["time_zone"])
    receive(house, session, *whole(house, session))
    there = timezone.now().astimezone(ZoneInfo("America/New_York"))
    shown = page(house, session)
    assert "America/New_York" in shown
    assert f"{there + timedelta(hours=72):%A}" in shown
