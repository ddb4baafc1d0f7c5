"""An adverse event is opened once, followed, assessed by a doctor, and only then closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.adverse.harm import DARK, assessed, closed, entered
from clinic.people_here import House
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.adverse.models import AdverseEvent, EventNote, Source, What
from percuta_clinic.adverse.opening import Told, event_open
from percuta_clinic.adverse.queries import history_of, shown
from percuta_clinic.adverse.services import (
    event_amend,
    event_assess,
    event_close,
    event_follow,
    event_reopen,
)
from percuta_clinic.adverse.used import AS_LABELLED, device_in_words, device_of
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Visit
from percuta_clinic.people.access import NotYours
from percuta_clinic.readiness.items import Part
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.treatment.incidents import incident_close, incident_open
from percuta_clinic.treatment.models import Incident, Kind, Session


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def fainted(house: House, session: Session) -> AdverseEvent:
    """The Problem button is tapped after a cartridge was opened."""
    at, tablet = timezone.now().isoformat(), Tablet("a", house.sina)
    said = [
        tablet.event("zone/nose", needled(0.5)),
        tablet.event(f"problem/{uuid4()}", {"kind": "faint", "at": at}),
    ]
    assert receive(house, session, *said).refused == []
    return AdverseEvent.objects.get()


def next_visit(session: Session) -> Visit:
    """The same again in a month."""
    visit = Visit.objects.get(pk=session.visit_id)
    visit.pk, visit.state, visit.treatment_began_at = uuid4(), "booked", None
    visit.starts_at += timedelta(days=30)
    return visit


def holding(session: Session) -> list[str]:
    """What the next treatment waits for because of what happened."""
    strip = strip_of(next_visit(session))
    assert strip is not None
    return [one.way_out for one in strip.missing if one.part is Part.EVENT]


# Opening


def test_a_problem_in_the_room_opens_one_event_with_its_term(
    house: House, session: Session
) -> None:
    event = fainted(house, session)
    assert (event.source, event.term, event.session) == (Source.INCIDENT, "faint", session)
    assert event.incidents.get().incident == Incident.objects.get()
    assert event.severity == ""  # nobody said, and nobody guesses


def test_all_that_went_beyond_a_limit_in_a_session_is_one_event(
    house: House, session: Session
) -> None:
    for zone in ("nose", "chin", "nose"):
        cause, words = f"beyond:zone/{zone}", f"Beyond a limit, {zone}"
        incident_open(by=house.sina, session=session, cause=cause, kind=Kind.BEYOND, words=words)
    event = AdverseEvent.objects.get()
    assert event.incidents.count() == Incident.objects.count() == 2
    assert [one.what for one in event.notes.all()] == [What.OPENED, What.LINKED]


def test_what_harms_no_patient_opens_no_event(house: House, session: Session) -> None:
    for kind in (Kind.CARTRIDGE, Kind.STAFF, Kind.LATE):
        incident_open(by=house.sina, session=session, cause=kind, kind=kind, words="Something")
    assert not AdverseEvent.objects.exists()


def test_the_same_check_in_opens_an_event_once(house: House) -> None:
    told = Told(term="infection", words="Pus on day five", severity="moderate")
    for _ in range(2):
        event_open(
            by=SYSTEM, patient=house.amara, source=Source.CHECK_IN, key="check-in 5", told=told
        )
    event = AdverseEvent.objects.get()
    assert (event.notes.count(), event.opened_by_name) == (1, SYSTEM.name)
    assert Entry.objects.filter(action="adverse.opened").count() == 1


def test_an_event_is_not_opened_with_a_session_of_another(house: House, session: Session) -> None:
    with pytest.raises(ValidationError, match="another patient's"):
        event_open(
            by=house.sina.actor,
            patient=house.bea,
            session=session,
            source=Source.STAFF,
            key="b",
            told=DARK,
        )


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(term="bad luck", words="Red"), "no term of the list"),
        (Told(term="itch", words="  "), "what happened"),
        (Told(term="itch", words="Red", severity="awful"), "no severity"),
        (Told(term="itch", words="Red", serious=("sad",)), "no criterion"),
    ],
)
def test_what_is_no_word_of_the_lists_is_refused(house: House, told: Told, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        entered(house, told=told)


def test_an_event_that_begins_tomorrow_is_refused(house: House) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="began today or before"):
        entered(house, told=Told(term="itch", words="Red", onset_on=tomorrow))


# Device and lots


def test_device_and_lots_of_the_session_are_copied_with_how_sure(
    house: House, session: Session
) -> None:
    tablet = Tablet("a", house.sina)
    now = timezone.now().isoformat()
    told = {"code": "LOT-77", "how": "typed", "checked": "not checked", "opened_at": now}
    said = tablet.event(f"cartridge/{uuid4()}", told | {"lot": "LOT-77"})
    assert receive(house, session, said).refused == []
    (lot,) = entered(house, session).lots
    assert (lot["lot"], lot["sure"]) == ("LOT-77", AS_LABELLED)


def test_the_device_is_the_one_of_the_session_and_unknown_stays_empty() -> None:
    known = {"key": "exceed", "name": "Pen 1", "model": "Exceed", "serial": "S-1", "max_mm": 1.5}
    assert device_in_words(device_of(Session(pack={"device": known}))) == (
        "Pen 1, Exceed, serial number S-1"
    )
    assert device_in_words(device_of(None)) == ""


# Holding and closing


def test_an_open_event_holds_the_next_session_and_says_who_clears_it(
    house: House, session: Session
) -> None:
    event = entered(house, session)
    (way,) = holding(session)
    assert "a doctor writes the assessment" in way
    closed(house, event)
    assert holding(session) == []


def test_an_incident_and_its_event_hold_once_and_close_together(
    house: House, session: Session
) -> None:
    event = fainted(house, session)
    assert len(holding(session)) == 1
    closed(house, event, outcome="no_harm")
    assert holding(session) == []
    assert Incident.objects.get().closed_by_name == house.dora.name


def test_closing_the_incident_alone_leaves_the_event_open(house: House, session: Session) -> None:
    fainted(house, session)
    incident_close(by=house.dora, incident=Incident.objects.get(), words="Vasovagal")
    assert len(holding(session)) == 1


def test_closing_needs_an_assessment_and_an_end(house: House) -> None:
    event = entered(house)
    with pytest.raises(ValidationError, match="assessment is missing"):
        event_close(by=house.dora, event=event, outcome="recovered", words="Gone")
    assessed(house, event)
    with pytest.raises(ValidationError, match="how it ended"):
        event_close(by=house.dora, event=event, outcome="recovering", words="Gone")
    with pytest.raises(ValidationError, match="why treatment may go on"):
        event_close(by=house.dora, event=event, outcome="recovered", words=" ")
    event_close(by=house.dora, event=event, outcome="recovered", words="Gone")
    with pytest.raises(ValidationError, match="meanwhile"):
        event_close(by=house.dora, event=event, outcome="recovered", words="Gone")


def test_only_a_doctor_assesses_and_closes(house: House) -> None:
    event = entered(house)
    with pytest.raises(NotYours):
        event_assess(by=house.sina, event=event, words="Mild", severity="mild", relation="possible")
    assessed(house, event)
    with pytest.raises(NotYours):
        event_close(by=house.sina, event=event, outcome="recovered", words="Gone")
    with pytest.raises(NotYours):
        event_follow(by=house.fred, event=event, words="Rang")


def test_an_event_opened_again_waits_for_a_new_assessment(house: House, session: Session) -> None:
    event = closed(house, entered(house, session))
    event_reopen(by=house.sina, event=event, why="Dark again, she rang")
    assert len(holding(session)) == 1
    with pytest.raises(ValidationError, match="assessment is missing"):
        event_close(by=house.dora, event=event, outcome="recovered", words="Gone")


# Nothing is overwritten


def test_follow_ups_are_added_and_say_how_it_stands(house: House) -> None:
    event = entered(house)
    soon = timezone.localdate() + timedelta(days=7)
    event_follow(by=house.sina, event=event, words="Paler", outcome="recovering", next_on=soon)
    event.refresh_from_db()
    assert (event.outcome, event.follow_up_on) == ("recovering", soon)
    event_follow(by=house.sina, event=event, words="As before")
    assert [one.words for one in event.notes.all()][1:] == ["Paler", "As before"]
    event.refresh_from_db()
    assert event.outcome == "recovering"  # a missing answer changes nothing
    assert event.follow_up_on == soon  # mild: within a week


def test_what_nobody_judged_is_not_written_down_as_not_serious(house: House) -> None:
    line = history_of(entered(house))[0]
    assert "Serious" not in dict(line.facts)
    assert shown(entered(house)).serious == "not assessed yet"


def test_what_is_put_right_keeps_what_stood_there_with_the_reason(house: House) -> None:
    event = entered(house)
    event_amend(
        by=house.sina, event=event, changes={"term": "hypopigmentation"}, why="Lighter, not darker"
    )
    event.refresh_from_db()
    note = event.notes.last()
    assert note is not None
    assert (event.term, note.why) == ("hypopigmentation", "Lighter, not darker")
    assert note.told["before"] == {"term": "hyperpigmentation"}
    with pytest.raises(ValidationError, match="why it is put right"):
        event_amend(by=house.sina, event=event, changes={"term": "itch"}, why="")


def test_the_database_refuses_to_change_or_lose_what_was_written(house: House) -> None:
    event = entered(house)
    for change in (
        lambda: AdverseEvent.objects.update(words="Nothing"),
        lambda: EventNote.objects.update(words="Nothing"),
        lambda: EventNote.objects.all().delete(),
        event.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
