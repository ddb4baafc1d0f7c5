"""A treatment begins at its gate alone, counts as a session, and is taken back only at once."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from clinic.booking.days import BERLIN, book
from clinic.booking.treated import CLEARED, began, in_room, sign, treat
from clinic.people_here import House
from clinic.readiness.gates import booked_from_now
from percuta_clinic.audit.models import Entry
from percuta_clinic.audit.triggers import name_of
from percuta_clinic.booking.course import next_visits, past_visits
from percuta_clinic.booking.daytime import next_treatment
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.placing import Stale, visit_shift
from percuta_clinic.booking.queries import NO_SESSIONS, sessions_of
from percuta_clinic.booking.services import (
    Blocked,
    steps_after,
    visit_move,
    visit_resume,
    visit_treat,
)
from percuta_clinic.booking.triggers import SQLITE
from percuta_clinic.booking.worklists import work_lists
from percuta_clinic.leaving.services import patient_erase, patient_remove
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import RuleSetSignature
from percuta_clinic.people.services import rules_unsign
from percuta_clinic.premises.models import Room

LONG = timedelta(minutes=11)


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room for a needling."""
    sign(house)
    return in_room(house, house.amara)


def step(house: House, visit: Visit, to: State) -> Visit:
    return visit_move(by=house.sina.actor, visit=visit, to=to, version=visit.version)


def actions(patient: Patient) -> list[str]:
    found = Entry.objects.filter(patient_id=patient.pk, action__startswith="visit.")
    return list(found.order_by("id").values_list("action", flat=True))


def test_a_treatment_begins_with_what_allowed_it(house: House, visit: Visit) -> None:
    before = timezone.now()
    treated = treat(house, visit)
    assert (treated.state, treated.cleared) == (State.TREATING, CLEARED)
    assert treated.treatment_began_at is not None
    assert before <= treated.treatment_began_at == treated.state_since <= timezone.now()
    entry = Entry.objects.get(action="visit.treatment_begun")
    assert entry.fields == ["consent", "screening", "state: treating"]


@pytest.mark.parametrize("state", list(State))
def test_moving_on_never_begins_a_treatment(house: House, visit: Visit, state: State) -> None:
    at = timezone.now() if state in (State.TREATING, State.FINISHED) else None
    Visit.objects.filter(pk=visit.pk).update(state=state, treatment_began_at=at)
    visit.refresh_from_db()
    with pytest.raises(Blocked, match="Begin treatment"):
        step(house, visit, State.TREATING)
    assert Visit.objects.get(pk=visit.pk).state == state


def test_only_needling_in_a_room_is_a_treatment(house: House) -> None:
    sign(house)
    with pytest.raises(ValidationError, match="is booked"):
        treat(house, book(house, house.amara))
    talk = in_room(house, house.bea, service=house.talk, after=120)
    with pytest.raises(ValidationError, match="skin is to be needled"):
        treat(house, talk)
    assert steps_after(talk) == (State.FINISHED,)


def test_a_signature_withdrawn_meanwhile_stops_it(house: House, visit: Visit) -> None:
    signed = RuleSetSignature.objects.get()
    rules_unsign(by=house.dora.actor, signature=signed, reason="a new paper")
    with pytest.raises(Blocked, match="no doctor has signed"):
        treat(house, visit)
    assert not sessions_of(house.amara.pk).done


def test_the_second_hand_begins_nothing(house: House, visit: Visit) -> None:
    seen = Visit.objects.get(pk=visit.pk)
    first = treat(house, visit)
    with pytest.raises(Stale, match="somebody else"):
        visit_treat(by=house.fred.actor, visit=seen, version=seen.version, cleared={})
    assert Visit.objects.get(pk=first.pk).cleared == CLEARED


def test_the_room_and_the_patient_stay_taken(house: House, visit: Visit) -> None:
    treat(house, visit)
    with pytest.raises(ValidationError, match="is taken"):
        book(house, house.bea, at=visit.starts_at)
    waits = book(house, house.bea, at=visit.starts_at, after=60, service=house.talk)
    waits = step(house, waits, State.ARRIVED)
    with pytest.raises(Blocked, match="Amara Okafor is still in Room 1"):
        step(house, waits, State.IN_ROOM)


@pytest.mark.parametrize("to", [State.CANCELLED, State.MISSED, State.ARRIVED, State.BOOKED])
def test_who_is_in_treatment_is_finished_first(house: House, visit: Visit, to: State) -> None:
    treated = treat(house, visit)
    with pytest.raises(ValidationError, match="in treatment cannot be"):
        step(house, treated, to)
    with pytest.raises(ValidationError, match="in treatment cannot be moved"):
        visit_shift(
            by=house.fred,
            visit=treated,
            specialist=house.sina,
            room=house.room,
            starts_at=treated.starts_at + timedelta(hours=3),
            version=treated.version,
        )


def test_a_mistaken_tap_is_taken_back_and_logged(house: House, visit: Visit) -> None:
    at = treat(house, visit).treatment_began_at
    back = step(house, Visit.objects.get(), State.IN_ROOM)
    assert (back.state, back.treatment_began_at, back.cleared) == (State.IN_ROOM, None, None)
    assert not sessions_of(house.amara.pk).done
    assert actions(house.amara)[-2:] == ["visit.treatment_begun", "visit.treatment_undone"]
    assert at is not None
    entry = Entry.objects.get(action="visit.treatment_undone")
    assert f"treatment_began_at: {at.isoformat(timespec='seconds')}" in entry.fields


def test_a_treatment_of_some_minutes_stays_one(house: House, visit: Visit) -> None:
    treated = began(treat(house, visit), LONG)
    assert steps_after(treated) == (State.FINISHED,)
    with pytest.raises(Blocked, match="counts as a session"):
        step(house, treated, State.IN_ROOM)
    assert sessions_of(house.amara.pk).done == 1


def test_what_was_finished_goes_back_where_it_was(house: House, visit: Visit) -> None:
    treated = step(house, began(treat(house, visit), LONG), State.FINISHED)
    assert steps_after(treated) == (State.TREATING,)
    again = visit_resume(by=house.sina.actor, visit=treated, version=treated.version)
    assert (again.state, again.cleared) == (State.TREATING, CLEARED)
    assert timezone.now() - (again.treatment_began_at or timezone.now()) > LONG


def test_what_was_never_treated_goes_back_to_the_room(house: House, visit: Visit) -> None:
    untreated = step(house, visit, State.FINISHED)
    assert steps_after(untreated) == (State.IN_ROOM,)
    with pytest.raises(Blocked, match="cannot go back to treatment"):
        visit_resume(by=house.sina.actor, visit=untreated, version=untreated.version)


def test_an_old_session_is_not_gone_on_with(house: House, visit: Visit) -> None:
    treated = step(house, treat(house, visit), State.FINISHED)
    treated = began(treated, timedelta(hours=13))
    assert steps_after(treated) == ()
    with pytest.raises(Blocked, match="Book another visit"):
        visit_resume(by=house.sina.actor, visit=treated, version=treated.version)


def test_a_visit_can_end_without_treatment(house: House, visit: Visit) -> None:
    assert steps_after(visit) == (State.TREATING, State.FINISHED)
    ended = step(house, visit, State.FINISHED)
    assert ended.treatment_began_at is None
    assert sessions_of(house.amara.pk) == NO_SESSIONS
    assert steps_after(ended) == (State.IN_ROOM,)


def test_a_session_counts_from_its_beginning(house: House, visit: Visit) -> None:
    treated = treat(house, visit)
    assert sessions_of(house.amara.pk).done == 1
    assert sessions_of(house.bea.pk).done == 0
    step(house, treated, State.FINISHED)
    assert sessions_of(house.amara.pk).done == 1


def test_the_last_session_is_on_the_clinics_day(house: House, visit: Visit) -> None:
    treated = treat(house, visit)
    late = datetime(2026, 5, 4, 0, 30, tzinfo=BERLIN)  # still the third in UTC
    Visit.objects.filter(pk=treated.pk).update(treatment_began_at=late)
    day = sessions_of(house.amara.pk).last_on
    assert day is not None
    assert day.isoformat() == "2026-05-04"


def test_the_board_has_the_treatment_with_you_now(house: House, visit: Visit) -> None:
    treated = treat(house, visit)
    by_key = {one.key: one.visits for one in work_lists([treated], timezone.now())}
    assert by_key["live"] == (treated,)


def test_a_treatment_that_takes_longer_is_not_over(house: House, visit: Visit) -> None:
    treated = treat(house, visit)
    Visit.objects.filter(pk=treated.pk).update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=2)
    )
    assert next_visits(house.amara) == [treated]
    assert past_visits(house.amara) == []
    Visit.objects.filter(pk=treated.pk).update(state_since=timezone.now() - timedelta(hours=13))
    assert next_visits(house.amara) == []
    assert past_visits(house.amara) == [treated]


def test_nobodys_record_goes_during_a_treatment(house: House, visit: Visit) -> None:
    treated = treat(house, visit)
    Visit.objects.update(ends_at=timezone.now(), starts_at=timezone.now() - timedelta(hours=1))
    for take in (patient_remove, patient_erase):
        law = {"law": "GDPR"} if take is patient_erase else {}
        with pytest.raises(ValidationError, match=r"in treatment \(Room 1\)"):
            take(by=house.olga.actor, patient=house.amara, reason="asked for it", **law)
    step(house, treated, State.FINISHED)
    assert patient_remove(by=house.olga.actor, patient=house.amara, reason="asked").removed_at


def test_a_state_of_treatment_needs_its_beginning(visit: Visit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(state=State.TREATING)
    assert Visit.objects.get().state == State.IN_ROOM


@pytest.mark.parametrize("value", [None, {"consent": "another"}])
def test_the_database_keeps_what_allowed_it(
    house: House, visit: Visit, value: dict[str, str] | None
) -> None:
    treat(house, visit)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Visit.objects.update(cleared=value)
    assert Visit.objects.get().cleared == CLEARED


def test_the_guard_of_treatments_is_put_back(house: House, visit: Visit) -> None:
    treat(house, visit)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in SQLITE:
                cursor.execute(f"DROP TRIGGER {name_of(statement)}")
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Visit.objects.update(cleared={})
    assert Visit.objects.get().cleared == CLEARED


def test_another_room_stays_free_during_a_treatment(house: House, visit: Visit) -> None:
    treat(house, visit)
    other = Room.objects.create(name="Room 2")
    waits = book(house, house.bea, at=visit.starts_at, after=60, service=house.talk)
    Visit.objects.filter(pk=waits.pk).update(room=other)
    waits = step(house, Visit.objects.get(pk=waits.pk), State.ARRIVED)
    assert step(house, waits, State.IN_ROOM).state == State.IN_ROOM


def test_finished_needlings_of_before_count_as_sessions(house: House, visit: Visit) -> None:
    ended = step(house, visit, State.FINISHED)
    talk = step(house, in_room(house, house.bea, service=house.talk, after=60), State.FINISHED)
    moved = import_module("percuta_clinic.booking.migrations.0003_sessions_of_the_past")
    moved.count_what_was(apps, connection.schema_editor())
    ended.refresh_from_db()
    talk.refresh_from_db()
    assert (ended.treatment_began_at, talk.treatment_began_at) == (ended.starts_at, None)


def test_the_next_treatment_waits_for_who_is_here_past_the_time_booked(house: House) -> None:
    sign(house)
    visit = booked_from_now(in_room(house, house.amara), timedelta(hours=-3))
    assert visit.ends_at < timezone.now()
    assert next_treatment(house.amara) == visit
    treat(house, visit)
    assert next_treatment(house.amara) is None
