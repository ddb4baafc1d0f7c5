"""The owner's list of incidents: what, when, who, device and lots, and whether it is settled."""

from clinic.adverse.harm import closed, entered
from clinic.conftest import SignedIn
from clinic.numbers.ward import said, visit
from clinic.people_here import House
from clinic.stock.shelf import lot
from percuta_clinic.treatment.incidents import incident_close, incident_open
from percuta_clinic.treatment.models import Incident, Kind, LotUse, Session

WORDS = "Nose: 0.9 mm, and the limit is 0.5 mm."


def treated(house: House) -> Session:
    """A session with a device and a cartridge of a lot."""
    device = {"key": "skinpen", "name": "Pen 2", "model": "SkinPen", "serial": "S-17"}
    session = Session.objects.create(
        visit=visit(house),
        patient=house.amara,
        opened_by=house.sina,
        opened_by_name=house.sina.name,
        pack={"device": device},
    )
    LotUse.objects.create(
        session=session, item=f"{1:032}", kind="cartridge", lot=lot(house), by_name="Sina"
    )
    return session


def happened(house: House, kind: Kind = Kind.BEYOND) -> Incident:
    """One incident of such a session."""
    session = treated(house)
    return incident_open(by=house.sina, session=session, cause="a", kind=kind, words=WORDS)


def listed(house: House, account: str, number: str, *, page: str = "list/") -> str:
    answer = SignedIn(getattr(house, account)).get(f"/numbers/{page}", {"number": number})
    assert answer.status_code == 200
    return answer.getvalue().decode()


def test_incidents_are_counted_by_kind_and_by_how_they_stand(house: House) -> None:
    incident = happened(house)
    assert said(house, "incidents.all") == "1"
    assert said(house, "incidents.beyond") == "1 of 1"
    assert said(house, "incidents.conflict") == "0 of 1"
    assert said(house, "incidents.open") == "1 of 1"
    incident_close(by=house.dora, incident=incident, words="Looked at it")
    assert said(house, "incidents.settled") == "1 of 1"


def test_a_doctor_reads_what_happened_to_whom_and_with_which_lot(house: House) -> None:
    incident = happened(house)
    page = listed(house, "dora", "incidents.all")
    for words in ("Amara Okafor", WORDS, "Pen 2, SkinPen, serial number S-17", "lot "):
        assert words in page
    assert "open, entered by Sina Sommer" in page
    assert f"/incidents/{incident.pk}/" in page


def test_an_owner_reads_device_and_lot_and_nothing_of_the_patient(house: House) -> None:
    incident = happened(house)
    page = listed(house, "olga", "incidents.all")
    for words in ("Beyond a limit", "serial number S-17", "open, entered by Sina Sommer"):
        assert words in page
    for hidden in ("Amara", "Okafor", "0.9 mm", str(incident.pk), str(house.amara.pk)):
        assert hidden not in page
    assert f"{incident.opened_at:%-d %b %Y}" not in page.split("<tbody>")[1]


def test_the_file_of_incidents_says_device_lots_and_how_each_stands(house: House) -> None:
    incident = happened(house)
    incident_close(by=house.dora, incident=incident, words="Looked at it")
    text = listed(house, "olga", "incidents.settled", page="list.csv")
    assert "device and lots,how it stands" in text
    assert "serial number S-17" in text
    assert "settled by Dora Doktor" in text
    assert "Amara" not in text


def test_a_colleague_who_was_hurt_is_not_told_by_the_name_of_the_patient(house: House) -> None:
    happened(house, Kind.STAFF)
    page = listed(house, "dora", "incidents.staff").split("<tbody>")[1]
    assert "A colleague" in page
    assert "Amara" not in page


def test_adverse_events_say_their_device_and_lots_and_whether_they_are_closed(house: House) -> None:
    session = treated(house)
    entered(house, session)
    assert "serial number S-17" in listed(house, "olga", "events.all")
    closed(house, entered(house, session, key="b"))
    assert "closed by a doctor" in listed(house, "olga", "events.all")


def test_the_page_leads_an_owner_to_the_incidents(house: House) -> None:
    happened(house)
    page = SignedIn(house.olga).get("/numbers/").content.decode()
    assert "number=incidents.all" in page
    assert "Incidents in the treatment room" in page
