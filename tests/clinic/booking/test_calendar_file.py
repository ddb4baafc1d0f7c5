"""The entry of a visit for a patient's calendar, as three independent readers see it."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from clinic.booking.calendars import lines_of, people_in, seen
from clinic.booking.days import BERLIN, MONDAY, book
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.calendar_file import Method, visit_file
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import visit_move
from percuta_clinic.intake.links import link_make
from percuta_clinic.premises.models import Clinic


def visit_at(house: House, starts: datetime, *, minutes: int = 60) -> Visit:
    """One that was booked long ago."""
    return Visit.objects.create(
        patient=house.amara,
        service=house.needling,
        specialist=house.sina,
        room=house.room,
        starts_at=starts,
        ends_at=starts.astimezone(UTC) + timedelta(minutes=minutes),
        made_by="Fred",
    )


def test_an_entry_says_when_and_where_but_not_what_for(house: House) -> None:
    Clinic.objects.update(address="Lindenstr. 4\nBerlin", phone="+49 30 99")
    visit = book(house, house.amara)
    text = visit_file(visit, Clinic.objects.get(), method=Method.REQUEST)
    (entry,) = seen(text)
    assert (entry.starts, entry.ends) == (MONDAY, MONDAY + timedelta(hours=1))
    assert (entry.method, entry.status) == ("REQUEST", "CONFIRMED")
    assert (entry.summary, entry.location) == (
        "Appointment at Needle & Light",
        "Lindenstr. 4, Berlin",
    )
    assert "Monday 1 March 2027 at 10:00, by the clock at the clinic." in entry.description
    assert "To move or cancel it, please tell us. Call +49 30 99." in entry.description
    for word in ("Microneedling", "Amara", "Okafor", "Sina"):
        assert word not in text.replace("\r\n ", "")
    assert "CLASS:PRIVATE" in text


@pytest.mark.parametrize(
    ("starts", "clock"),
    [
        (datetime(2026, 3, 28, 10, 0, tzinfo=BERLIN), "09:00"),
        (datetime(2026, 3, 29, 10, 0, tzinfo=BERLIN), "08:00"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN), "00:30"),
        (datetime(2026, 10, 24, 10, 0, tzinfo=BERLIN), "08:00"),
        (datetime(2026, 10, 25, 10, 0, tzinfo=BERLIN), "09:00"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), "01:30"),
    ],
)
def test_a_change_of_clocks_moves_no_entry(house: House, starts: datetime, clock: str) -> None:
    visit = visit_at(house, starts, minutes=90)
    (entry,) = seen(visit_file(visit, house.clinic, method=Method.REQUEST))
    assert f"{entry.starts.astimezone(UTC):%H:%M}" == clock
    assert entry.ends - entry.starts == timedelta(minutes=90)
    assert f"{entry.starts.astimezone(BERLIN):%H:%M}" == f"{starts:%H:%M}"
    assert f"at {starts:%H:%M}, by the clock at the clinic" in entry.description


def test_whoever_lives_elsewhere_sees_their_own_clock(house: House) -> None:
    visit = visit_at(house, datetime(2026, 3, 27, 15, 0, tzinfo=BERLIN))
    (entry,) = seen(visit_file(visit, house.clinic, method=Method.REQUEST))
    there = entry.starts.astimezone(ZoneInfo("America/New_York"))
    assert f"{there:%A %H:%M}" == "Friday 10:00"  # that fortnight only five hours lie between


@pytest.mark.parametrize(
    "name",
    [
        "A, b; c\\ d: \\n 'e' \"f\"",
        "Eve\r\nATTENDEE:mailto:x@y.example\r\nX-EVIL:1",
        "Eve\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil",
        "Eve\rSTATUS:CANCELLED",
        "Eve\u2028DTSTART:19700101T000000Z\x0b\x85",
        "Hautklinik Größenwahn 漢字 👩‍⚕️ " * 3,
    ],
)
def test_hostile_names_stay_names(house: House, name: str) -> None:
    Clinic.objects.update(name=name[:120], address=f"1 Street\r\n{name}", phone=name[:40])
    text = visit_file(book(house, house.amara), Clinic.objects.get(), method=Method.REQUEST)
    (entry,) = seen(text)
    assert entry.starts == MONDAY
    assert entry.status == "CONFIRMED"
    assert entry.uid.endswith("@percuta.invalid")
    assert entry.summary.startswith(f"Appointment at {name.split(maxsplit=1)[0]}")
    assert not re.search(r"[\n\\\x00\x0b\x85\u2028]", entry.summary + entry.location)
    assert people_in(text) == {"by": None, "whom": None}
    assert "X-EVIL" not in [line.split(b":")[0].decode() for line in lines_of(text)]
    assert max(map(len, lines_of(text))) <= 75
    for line in lines_of(text):
        line.decode()  # no letter is cut in two


def download(visit: Visit) -> str:
    return f"/my/visits/{visit.pk}/appointment.ics"


def test_a_patient_takes_the_own_visit_along(house: House) -> None:
    visit = book(house, house.amara)
    browser = SignedIn(house.amara_herself)
    assert download(visit) in browser.get("/my/").content.decode()
    answer = browser.get(download(visit))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="appointment.ics"' in answer.headers["Content-Disposition"]
    (entry,) = seen(answer.content.decode())
    assert (entry.method, entry.starts) == ("PUBLISH", MONDAY)
    assert people_in(answer.content.decode())["whom"] is None
    visit_move(by=house.fred.actor, visit=visit, to=State.CANCELLED, version=1, why="ill")
    (later,) = seen(browser.get(download(visit)).content.decode())
    assert (later.uid, later.status) == (entry.uid, "CANCELLED")
    assert later.sequence > entry.sequence


def test_a_visit_of_somebody_else_is_not_there(house: House) -> None:
    visit = book(house, house.amara)
    assert SignedIn(house.bea_herself).get(download(visit)).status_code == 404
    assert SignedIn(house.dora).get(download(visit)).status_code == 404


@pytest.mark.parametrize("handed", [False, True])
def test_a_private_link_gives_it_unless_staff_brought_it(
    house: House, client: Client, handed: bool
) -> None:
    visit = book(house, house.amara)
    _, secret = link_make(by=SYSTEM, patient=house.amara, seen_by_staff=handed)
    client.post(f"/my/link/{secret}/", {"day": 14, "month": 3, "year": 1997})
    page = client.get("/my/prepare/").content.decode()
    assert (download(visit) in page) is not handed
    assert client.get(download(visit)).status_code == (403 if handed else 200)
