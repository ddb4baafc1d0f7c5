"""The Problem button: what tablets show, what opens by itself, what the next visit waits for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.adverse.harm import closed
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Visit
from percuta_clinic.people.access import NotYours
from percuta_clinic.readiness.items import Part
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.treatment.incidents import incident_add, incident_close
from percuta_clinic.treatment.incidents_told import story_of
from percuta_clinic.treatment.leaving import sessions_told
from percuta_clinic.treatment.models import Incident, Kind, Session
from percuta_clinic.treatment.pack import pack_of
from percuta_clinic.treatment.problems import problems_told
from percuta_clinic.treatment.vocabulary import why_not
from percuta_clinic.treatment.writing import content_of

ITEM = "7c3f0f6e-3a2c-4a57-9a0b-0d6a2f3b4c5d"


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def had(house: House, session: Session, kind: str = "faint", *, note: str = "") -> Incident:
    """Sina's tablet tells of a problem with one step, ended."""
    at, tablet = timezone.now().isoformat(), Tablet("a", house.sina)
    said = [
        tablet.event("zone/nose", needled(0.5)),
        tablet.event(f"problem/{ITEM}", {"kind": kind, "at": at}),
        tablet.event(f"problem/{ITEM}/step/stop", {"at": at, "note": note}),
        tablet.event(f"problem/{ITEM}/end", {"at": at, "outcome": "stopped", "note": note}),
    ]
    assert receive(house, session, *said).refused == []
    return Incident.objects.get()


def next_visit(session: Session) -> Visit:
    """The same again in a month."""
    visit = Visit.objects.get(pk=session.visit_id)
    visit.pk, visit.state, visit.treatment_began_at = uuid4(), "booked", None
    visit.starts_at += timedelta(days=30)
    return visit


def test_a_tablet_gets_every_protocol_with_the_steps_it_may_record(session: Session) -> None:
    problems = pack_of(session)["problems"]
    assert problems == list(problems_told())
    at = timezone.now().isoformat()
    for one in problems:
        assert why_not(f"problem/{ITEM}", {"kind": one["key"], "at": at}) == ""
        for step in one["steps"]:
            slot = f"problem/{ITEM}/step/{step['key']}"
            assert why_not(slot, {"at": at, "note": ""}) == ""


def test_a_problem_opens_one_incident_that_tells_its_steps_and_what_was_in_use(
    house: House, session: Session
) -> None:
    incident = had(house, session, note="pale")
    assert (incident.kind, incident.words.split(",")[0]) == (Kind.PROBLEM, "Faint")
    story = story_of(incident)
    assert [line.words for line in story.lines] == [
        "Began",
        "Stop. Needles off the skin. Put the pen down.",
        "Treatment stopped",
    ]
    assert story.lines[1].note == "pale"
    assert ("Place", "Nose") in [(name, value.capitalize()) for name, value in story.facts]


def test_the_place_of_a_problem_is_the_one_needled_then_even_if_done_later(
    house: House, session: Session
) -> None:
    tablet, now = Tablet("a", house.sina), timezone.now()
    said = (
        ("zone/cheek_right", needled(0.5), 9),
        ("zone/cheek_left", needled(0.5, done=False), 6),
        (f"problem/{uuid4()}", {"kind": "faint", "at": now.isoformat()}, 4),
        ("zone/cheek_left", needled(0.5), 2),
    )
    events = [tablet.event(s, v, at=now - timedelta(minutes=m)) for s, v, m in said]
    assert not receive(house, session, *events).refused
    story = story_of(Incident.objects.get(kind=Kind.PROBLEM))
    assert dict(story.facts)["Place"].lower() == "left cheek"


def test_an_open_adverse_event_holds_the_next_treatment_until_a_doctor_closes_it(
    house: House, session: Session
) -> None:
    incident, visit = had(house, session), next_visit(session)
    strip = strip_of(visit)
    assert strip is not None
    (held,) = [item for item in strip.missing if item.part is Part.EVENT]
    assert "doctor" in held.way_out
    with pytest.raises(NotYours):
        incident_close(by=house.sina, incident=incident, words="It was nothing")
    event = AdverseEvent.objects.get(incidents__incident=incident)
    closed(house, event, outcome="no_harm")
    after = strip_of(visit)
    assert after is not None
    assert Part.EVENT not in [item.part for item in after.items]


def test_closing_wants_words_and_happens_once(house: House, session: Session) -> None:
    incident = had(house, session)
    with pytest.raises(ValidationError, match="what was found"):
        incident_close(by=house.dora, incident=incident, words="  ")
    incident_close(by=house.dora, incident=incident, words="Well again")
    with pytest.raises(ValidationError, match="closed this incident meanwhile"):
        incident_close(by=house.dora, incident=incident, words="Once more")
    assert Entry.objects.filter(action="incident.closed").count() == 1


def test_what_is_added_is_kept_as_it_was_written(house: House, session: Session) -> None:
    incident = had(house, session)
    incident_close(by=house.dora, incident=incident, words="Well again")
    added = incident_add(by=house.sina, incident=incident, words="Called a day later: well")
    with pytest.raises(DatabaseError), transaction.atomic():
        incident.added.filter(pk=added.pk).update(words="Never called")
    with pytest.raises(DatabaseError), transaction.atomic():
        incident.added.all().delete()


def test_an_injury_to_staff_tells_nothing_of_the_colleague_in_the_record(
    house: House, session: Session
) -> None:
    incident = had(house, session, "staff_needle")
    strip = strip_of(next_visit(session))
    assert incident.kind == Kind.STAFF
    assert strip is not None
    assert Part.EVENT not in [item.part for item in strip.items]
    assert sessions_told(session.patient)[0]["incidents"] == []
    chart = SignedIn(house.sina).get(f"/patients/{session.patient_id}/").content.decode()
    assert "Needle injury" not in chart
    with pytest.raises(NotYours):
        incident_close(by=house.sina, incident=incident, words="Done")


def test_a_note_on_a_colleague_who_was_hurt_is_not_kept_with_the_patient(
    house: House, session: Session
) -> None:
    had(house, session, "staff_needle")
    value = {"at": timezone.now().isoformat(), "note": "Fred has no hepatitis B vaccine"}
    noted = Tablet("b", house.sina).event(f"problem/{ITEM}/step/wash", value)
    found = receive(house, session, noted)
    assert found.accepted == []
    assert "accident book" in found.refused[0]["why"]


def test_what_was_noted_before_it_became_an_injury_to_staff_is_left_out(
    house: House, session: Session
) -> None:
    incident = had(house, session, note="Fred, hepatitis B vaccine missing")
    now = {"kind": "staff_needle", "at": timezone.now().isoformat()}
    later = Tablet("a", house.sina)
    later.n = 4
    assert receive(house, session, later.event(f"problem/{ITEM}", now)).accepted
    assert {line.note for line in story_of(incident).lines} == {""}
    assert "hepatitis" not in str(sessions_told(session.patient))


def put_right(house: House, session: Session, kind: str) -> None:
    """Sina's tablet says that the problem was another one."""
    now = {"kind": kind, "at": timezone.now().isoformat()}
    later = Tablet("a", house.sina)
    later.n = session.events.count()
    assert receive(house, session, later.event(f"problem/{ITEM}", now)).accepted


def test_an_injury_to_staff_put_right_to_an_allergy_is_an_adverse_event_too(
    house: House, session: Session
) -> None:
    staff = had(house, session, "staff_needle")
    for kind in ("allergy", "staff_needle", "faint"):
        put_right(house, session, kind)
    opened_for = dict(session.incidents.values_list("kind", "words"))
    assert session.incidents.count() == len(opened_for) == len((Kind.STAFF, Kind.PROBLEM))
    assert opened_for[Kind.STAFF] == staff.words
    assert "llerg" in opened_for[Kind.PROBLEM]
    strip = strip_of(next_visit(session))
    assert strip is not None
    assert Part.EVENT in [item.part for item in strip.items]
    (told,) = sessions_told(session.patient)[0]["incidents"]
    assert told["kind"] == Kind.PROBLEM


def test_a_problem_put_right_to_an_injury_to_staff_opens_that_one_too(
    house: House, session: Session
) -> None:
    had(house, session)
    put_right(house, session, "staff_needle")
    kinds = session.incidents.values_list("kind", flat=True)
    assert sorted(kinds) == sorted([Kind.PROBLEM, Kind.STAFF])


def test_what_an_injury_to_staff_became_is_told_with_the_patient_alone(
    house: House, session: Session
) -> None:
    had(house, session, "staff_needle")
    put_right(house, session, "allergy")
    told = {one.kind: story_of(one) for one in session.incidents.all()}
    assert (told[Kind.STAFF].lines, told[Kind.STAFF].outcome) == ((), "")
    assert told[Kind.PROBLEM].outcome == "Treatment stopped"
    assert ("Place", "Nose") in [
        (name, value.capitalize()) for name, value in told[Kind.PROBLEM].facts
    ]
    page = SignedIn(house.olga).get("/incidents/staff/").content.decode()
    assert "Treatment stopped" not in page


def test_whoever_clears_up_two_entries_closes_that_incident(house: House, session: Session) -> None:
    incident = Incident.objects.create(
        session=session,
        patient=session.patient,
        cause="conflict:stage",
        kind=Kind.CONFLICT,
        words="Two tablets differ",
        opened_by_name="Sina",
    )
    assert incident_close(by=house.sina, incident=incident, words="The left one is right").closed_at


def test_the_board_the_chart_and_the_list_lead_to_an_open_incident(
    house: House, session: Session
) -> None:
    incident = had(house, session)
    doctor = SignedIn(house.dora)
    for page in ("/today/", f"/patients/{session.patient_id}/"):
        assert "1 incident open" in doctor.get(page, follow=True).content.decode(), page
    for page in ("/incidents/", f"/patients/{session.patient_id}/incidents/"):
        assert f"/incidents/{incident.pk}/" in doctor.get(page).content.decode(), page
    assert "Nothing is open" in doctor.get("/incidents/?kind=late").content.decode()


def test_a_doctor_closes_on_the_page_and_others_are_told_who_can(
    house: House, session: Session
) -> None:
    incident = had(house, session)
    page = f"/incidents/{incident.pk}/"
    assert "Only a doctor closes this" in SignedIn(house.sina).get(page).content.decode()
    doctor = SignedIn(house.dora)
    empty = doctor.post(f"{page}close/", {"words": ""})
    assert (empty.status_code, Incident.objects.get().closed_at) == (422, None)
    assert "stays with the incident" in empty.content.decode()
    doctor.post(f"{page}close/", {"words": "Seen, well"})
    doctor.post(f"{page}add/", {"words": "Rang later"})
    shown = doctor.get(page).content.decode()
    assert "Seen, well" in shown
    assert "Rang later" in shown


def test_the_owner_reads_of_a_hurt_colleague_and_of_no_patient(
    house: House, session: Session
) -> None:
    incident = had(house, session, "staff_needle")
    incident_add(by=house.sina, incident=incident, words="While treating Amara Okafor")
    owner = SignedIn(house.olga)
    assert "Colleagues who were hurt" in owner.get("/today/").content.decode()
    page = owner.get("/incidents/staff/").content.decode()
    assert "Needle injury" in page
    assert str(session.visit.room) in page
    for word in (str(house.amara), "Okafor", str(session.patient_id), str(session.visit_id)):
        assert word not in page
    for somebody in (house.fred, house.sina, house.dora):
        assert SignedIn(somebody).get("/incidents/staff/").status_code == 404


def test_a_step_of_a_colleagues_injury_is_not_taken_back_with_words_on_health(
    house: House, session: Session
) -> None:
    had(house, session, "staff_needle")
    value = {"at": timezone.now().isoformat(), "struck": "Fred has hepatitis"}
    later = Tablet("b", house.sina).event(f"problem/{ITEM}/step/stop", value)
    assert "accident book" in receive(house, session, later).refused[0]["why"]


def test_what_was_typed_before_an_injury_to_staff_stands_in_no_record(
    house: House, session: Session
) -> None:
    tablet, at = Tablet("z", house.sina), timezone.now().isoformat()
    step, slot = {"at": at, "note": "Fred: hepatitis", "struck": "Fred: HIV"}, f"problem/{ITEM}"
    said = [tablet.event(f"{slot}/step/stop", step), tablet.event(f"{slot}/step/wash", step)]
    said.append(tablet.event(slot, {"kind": "staff_needle", "at": at}))
    assert receive(house, session, *said).refused == []
    incident = session.incidents.get()
    page = SignedIn(house.sina).get(f"/records/{session.pk}/").text
    told = [page, content_of(session), str(story_of(incident)), str(sessions_told(session.patient))]
    for words in ("hepatitis", "HIV"):
        assert not any(words in one for one in told), words
    assert "Needle injury" not in page
    assert "A colleague was hurt" in page
    assert all(line.struck for line in story_of(incident).lines if line.words != "Began")
