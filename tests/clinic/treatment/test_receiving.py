"""Events come in: each is kept once and whole, and nothing that happened is refused."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.said import Tablet, cream, needled, opened, receive
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State
from percuta_clinic.patients.models import Patient
from percuta_clinic.treatment.consequences import OF_EVENTS, News
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Event, Incident, Kind, Session
from percuta_clinic.treatment.stream import folded_of

ITEM = "7c3f0f6e-3a2c-4a57-9a0b-0d6a2f3b4c5d"
CARTRIDGE = {
    "code": "lot A12",
    "how": "typed",
    "checked": "not checked",
    "opened_at": "2026-11-29T04:00:00Z",
}


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


@pytest.fixture
def tablet(house: House) -> Tablet:
    return Tablet("a", house.sina)


def test_a_session_begins_with_its_treatment_and_what_was_known(session: Session) -> None:
    assert session.visit.state == State.TREATING
    assert session.pack["patient"]["name"] == str(session.patient)
    assert session.pack["session_number"] == 1
    assert session.pack["zones_open"]
    assert Entry.objects.filter(action="room.opened", patient_id=session.patient_id).exists()


def test_what_is_sent_twice_is_kept_once(house: House, session: Session, tablet: Tablet) -> None:
    events = [tablet.event("stage", "numb"), tablet.event("zone/nose", needled(0.5))]
    first, second = receive(house, session, *events), receive(house, session, *events)
    assert first.accepted == second.accepted == [one["id"] for one in events]
    assert list(Event.objects.values_list("number", flat=True)) == [1, 2]
    assert Session.objects.get().last == 2


def test_what_goes_beyond_every_limit_is_a_fact_and_is_kept(
    house: House, session: Session, tablet: Tablet
) -> None:
    much = [
        tablet.event("zone/nose", needled(9.5, pain=10)),
        tablet.event(f"numb/{ITEM}", cream(grams=400, area_cm2=2000)),
    ]
    assert receive(house, session, *much).refused == []


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        ("zone/nose", {"depth_mm": "deep", "passes": 1}, "depth_mm"),
        ("zone/nose", {"depth_mm": 1, "passes": 1, "price": 3}, "price"),
        ("zone/nose", {"depth_mm": -1, "passes": 1}, "depth_mm"),
        ("stage", "lunch", "lunch"),
        ("patient/name", "Bea", "patient/name"),
        (f"note/{ITEM}", {"text": "a\0b"}, "NUL"),
        ("arrive/home", {"used": "yes", "at": "2026-11-29T04:00:00"}, "timezone"),
        (
            "arrive/home",
            {"used": "yes", "at": "2026-11-29T04:00:00z"},
            "no moment as it is written",
        ),
        (
            "arrive/home",
            {"used": "yes", "at": "2026-11-29 04:00:00Z"},
            "no moment as it is written",
        ),
        (f"problem/{ITEM}", {"kind": "faint", "at": "2026-11-29T04:00:00z"}, "no moment as it"),
        ("arrive/home", {"used": "yes", "at": "9999-12-31T23:59:59Z"}, "in the year 9999"),
        (f"cartridge/{ITEM}", CARTRIDGE | {"expires": "2027-02-30"}, "2027-02-30 is no day"),
        (f"cartridge/{ITEM}", CARTRIDGE | {"expires": "0000-00-00"}, "0000-00-00 is no day"),
        (f"cartridge/{ITEM}", CARTRIDGE | {"stock_lot": "-" * 36}, "stock_lot"),
        (f"cartridge/{ITEM}", CARTRIDGE | {"opened_at": "2026-11-29T04:00:00"}, "timezone"),
        (f"cartridge/{'-' * 36}", CARTRIDGE, "Nothing of a session is called"),
        (f"numb/{ITEM}", cream(expires="2027-02-30"), "2027-02-30 is no day"),
    ],
)
def test_nonsense_is_refused_with_words_and_the_rest_is_kept(
    house: House, session: Session, tablet: Tablet, *, slot: str, value: object, words: str
) -> None:
    good = tablet.event("stage", "numb")
    found = receive(house, session, tablet.event(slot, value), good)
    assert found.accepted == [good["id"]]
    assert words in found.refused[0]["why"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_an_entry_of_no_time_is_refused_and_everybody_goes_on(
    house: House, session: Session, tablet: Tablet, *, at: str
) -> None:
    found = receive(house, session, tablet.event("stage", "numb") | {"at": at})
    assert "in the year" in found.refused[0]["why"]
    assert SignedIn(house.fred).get("/today/").status_code == 200


def test_a_consequence_that_fails_takes_no_entry_along_and_is_an_incident(
    house: House, session: Session, tablet: Tablet, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_done(news: News) -> None:
        kind, words = Kind.LATE, "half"
        incident_open(by=news.by, session=news.session, cause="half", kind=kind, words=words)
        raise ArithmeticError("no such limit")

    monkeypatch.setitem(OF_EVENTS, half_done, ("zone/",))
    faint = {"kind": "faint", "at": "2026-11-29T04:00:00Z"}
    events = [tablet.event("zone/nose", needled(9.5)), tablet.event(f"problem/{ITEM}", faint)]
    for _ in range(2):
        assert receive(house, session, *events).accepted == [one["id"] for one in events]
    assert folded_of(session).get("zone/nose")["depth_mm"] == 9.5
    assert not Incident.objects.filter(cause="half").exists()
    assert Incident.objects.filter(kind=Kind.PROBLEM).exists()
    undone = Incident.objects.get(kind=Kind.UNDONE)
    assert "half done" in undone.words
    assert "An entry of “Nose” is kept" in undone.words
    assert undone.closed_at is None
    assert "could not be carried out" in SignedIn(house.dora).get("/incidents/").text


@pytest.mark.parametrize(
    ("slot", "one", "two", "words"),
    [
        ("zone/nose", needled(0.5), needled(0.75), "“Nose”"),
        ("finish/next", {"booked": False, "why": "Ill"}, {"booked": True}, "“Next date”"),
    ],
)
def test_what_two_tablets_differ_in_is_said_in_the_words_of_the_room(
    house: House, session: Session, *, slot: str, one: object, two: object, words: str
) -> None:
    for name, value in (("a", one), ("b", two)):
        receive(house, session, Tablet(name, house.sina).event(slot, value))
    incident = Incident.objects.get(kind=Kind.CONFLICT)
    assert incident.words.startswith(f"Two tablets say different things of {words}.")
    assert "/" not in incident.words


def test_another_entry_under_the_same_id_is_refused_and_an_incident(
    house: House, session: Session, tablet: Tablet
) -> None:
    first = tablet.event("zone/nose", needled(0.5))
    receive(house, session, first)
    found = receive(house, session, first | {"value": needled(1.5)})
    assert found.refused[0]["code"] == "id"
    assert Incident.objects.filter(kind=Kind.CONFLICT).count() == 1
    assert folded_of(session).get("zone/nose")["depth_mm"] == 0.5


def test_a_count_that_was_used_is_refused_so_that_it_is_said_anew(
    house: House, session: Session, tablet: Tablet
) -> None:
    receive(house, session, tablet.event("stage", "numb"))
    again = tablet.event("stage", "needle") | {"n": 1}
    assert receive(house, session, again).refused[0]["code"] == "n"


def test_two_tablets_that_differ_open_an_incident_until_somebody_chooses(
    house: House, session: Session, tablet: Tablet
) -> None:
    other = Tablet("b", house.dora)
    ours = tablet.event("zone/nose", needled(0.5))
    theirs = other.event("zone/nose", needled(1.0))
    receive(house, session, ours, theirs)
    incident = Incident.objects.get(kind=Kind.CONFLICT)
    assert "“Nose”" in incident.words
    assert incident.closed_at is None
    tablet.sees([theirs])
    receive(house, session, tablet.event("zone/nose", needled(1.0)))
    incident.refresh_from_db()
    assert incident.closing == f"{house.sina.name} chose which entry is right."
    assert Event.objects.count() == 3


def test_the_database_keeps_every_event_as_it_came(
    house: House, session: Session, tablet: Tablet
) -> None:
    receive(house, session, tablet.event("stage", "numb"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(value="needle")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Session.objects.update(pack={})
    assert Event.objects.get().value == "numb"


def test_a_tablet_reads_back_what_every_tablet_said(house: House, session: Session) -> None:
    browser, tablet = SignedIn(house.sina), Tablet("a", house.sina)
    send = {"events": [tablet.event("stage", "numb"), {"id": "x"}], "after": 0}
    answer = browser.post(f"/room/{session.pk}/events/", send, content_type="application/json")
    told = answer.json()
    assert [one["value"] for one in told["events"]] == ["numb"]
    assert told["refused"][0]["id"] == "x"
    later = browser.get(f"/room/{session.pk}/events.json?after=1").json()
    assert (later["events"], later["last"]) == ([], 1)
    pack = browser.get(f"/room/{session.pk}/pack.json").json()
    assert pack["account"]["name"] == house.sina.name
    assert [one["slot"] for one in pack["events"]] == ["stage"]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"events": 1}', b"{\xff", b'{"events": [NaN]}'])
def test_what_cannot_be_read_says_so_and_keeps_nothing(
    house: House, session: Session, body: bytes
) -> None:
    browser = SignedIn(house.sina)
    path = f"/room/{session.pk}/events/"
    answer = browser.generic("POST", path, body, content_type="application/json")
    assert answer.status_code == 422
    assert "Nothing was kept" in answer.json()["why"]


def test_a_session_of_a_restricted_chart_is_open_to_whoever_treats(
    house: House, session: Session
) -> None:
    Patient.objects.update(restricted=True)
    path = f"/room/{session.pk}/pack.json"
    assert SignedIn(house.sina).get(path).status_code == 200
    assert SignedIn(house.dora).get(path).status_code != 200
    assert SignedIn(house.fred).get(path).status_code == 404


def test_the_room_and_incidents_of_a_removed_patient_are_shut_also_to_whoever_treats(
    house: House, session: Session, tablet: Tablet
) -> None:
    faint = {"kind": "faint", "at": "2026-11-29T04:00:00Z"}
    receive(house, session, tablet.event(f"problem/{ITEM}", faint))
    incident = Incident.objects.get()
    paths = (f"/room/{session.pk}/pack.json", f"/room/{session.pk}/", f"/incidents/{incident.pk}/")
    assert [SignedIn(house.sina).get(path).status_code for path in paths] == [200] * 3
    Patient.objects.update(removed_at=timezone.now())
    assert [SignedIn(house.sina).get(path).status_code for path in paths] == [404] * 3


def test_whoever_looks_at_a_room_or_an_incident_is_written_down(
    house: House, session: Session, tablet: Tablet
) -> None:
    faint = {"kind": "faint", "at": "2026-11-29T04:00:00Z"}
    receive(house, session, tablet.event(f"problem/{ITEM}", faint))
    doctor = SignedIn(house.dora)
    doctor.get(f"/room/{session.pk}/pack.json")
    doctor.get(f"/incidents/{Incident.objects.get().pk}/")
    found = Entry.objects.filter(actor_id=house.dora.pk, patient_id=session.patient_id)
    assert {"room.read", "incident.read"} <= set(found.values_list("action", flat=True))
