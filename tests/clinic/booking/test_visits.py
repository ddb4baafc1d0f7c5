"""Visits do not overlap, move only where they may, and refuse what comes too late."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.booking.days import MONDAY, book, now
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.placing import Stale, visit_book, visit_shift
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.models import State as Sending
from percuta_clinic.people.rights import Role
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import account_create, rules_sign, rules_unsign
from percuta_clinic.premises.models import Room


def step(house: House, visit: Visit, to: State, *, why: str = "") -> Visit:
    return visit_move(by=house.fred.actor, visit=visit, to=to, version=visit.version, why=why)


def shift(house: House, visit: Visit, starts_at: datetime) -> Visit:
    return visit_shift(
        by=house.fred,
        visit=visit,
        specialist=house.sina,
        room=house.room,
        starts_at=starts_at,
        version=visit.version,
    )


def test_a_room_is_not_given_twice(house: House) -> None:
    book(house, house.amara)
    with pytest.raises(ValidationError, match="is taken from 10:00 to 11:00"):
        book(house, house.bea, after=59)
    assert Visit.objects.count() == 1


def test_one_visit_may_begin_when_another_ends(house: House) -> None:
    book(house, house.amara)
    assert book(house, house.bea, after=60).state == State.BOOKED


def test_a_patient_is_not_in_two_rooms_at_once(house: House) -> None:
    book(house, house.amara)
    other = account_create(
        by=house.olga.actor, email="x@clinic.example", name="Xenia", roles=[Role.SPECIALIST]
    )
    with pytest.raises(ValidationError, match="Amara Okafor is taken"):
        visit_book(
            by=house.fred,
            patient=house.amara,
            service=house.talk,
            specialist=other,
            room=Room.objects.create(name="Room 2"),
            starts_at=MONDAY,
        )


def test_a_cancelled_visit_frees_its_time(house: House) -> None:
    step(house, book(house, house.amara), State.CANCELLED, why="ill")
    assert book(house, house.bea).state == State.BOOKED


def test_cancelling_asks_for_a_reason(house: House) -> None:
    visit = book(house, house.amara)
    with pytest.raises(ValidationError, match="Say why"):
        step(house, visit, State.CANCELLED, why=" ")
    visit.refresh_from_db()
    assert visit.state == State.BOOKED


def test_a_visit_cannot_skip_the_arrival(house: House) -> None:
    with pytest.raises(ValidationError, match="booked cannot be in the room"):
        step(house, book(house, house.amara, service=house.talk), State.IN_ROOM)


def test_the_second_of_two_hands_is_told(house: House) -> None:
    visit = book(house, house.amara, at=now())
    step(house, Visit.objects.get(pk=visit.pk), State.ARRIVED)
    with pytest.raises(Stale, match="somebody else"):
        step(house, visit, State.CONFIRMED)


def test_nobody_is_needled_before_a_doctor_signed_the_rules(house: House) -> None:
    visit = step(house, book(house, house.amara, at=now()), State.ARRIVED)
    with pytest.raises(Blocked, match="no doctor has signed the rules"):
        step(house, visit, State.IN_ROOM)


def test_a_signature_opens_the_room_and_its_end_shuts_it(house: House) -> None:
    families = [family.key for family in rule_families()]
    signed = rules_sign(by=house.dora, digest=rules_in_use()[0], read=families)
    first = step(
        house, step(house, book(house, house.amara, at=now()), State.ARRIVED), State.IN_ROOM
    )
    assert first.state == State.IN_ROOM
    rules_unsign(by=house.dora.actor, signature=signed, reason="a new paper")
    second = step(house, book(house, house.bea, at=now(), after=60), State.ARRIVED)
    with pytest.raises(Blocked):
        step(house, second, State.IN_ROOM)


def test_talking_needs_no_signature(house: House) -> None:
    visit = step(house, book(house, house.amara, at=now(), service=house.talk), State.ARRIVED)
    assert step(house, visit, State.IN_ROOM).state == State.IN_ROOM


def test_a_visit_moves_to_a_free_time_alone(house: House) -> None:
    first, second = book(house, house.amara), book(house, house.bea, after=60)
    with pytest.raises(ValidationError, match="is taken"):
        shift(house, second, MONDAY)
    late = MONDAY + timedelta(hours=3)
    shifted = shift(house, first, late)
    assert (shifted.starts_at, shifted.ends_at) == (late, late + timedelta(hours=1))


def test_a_missed_patient_who_comes_needs_the_time_to_be_free(house: House) -> None:
    missed = step(house, book(house, house.amara, at=now()), State.MISSED, why="did not call")
    book(house, house.bea, at=missed.starts_at)
    with pytest.raises(ValidationError, match="is taken"):
        step(house, missed, State.ARRIVED)


def test_every_step_is_in_the_log(house: House) -> None:
    step(house, book(house, house.amara, at=now()), State.ARRIVED)
    actions = Entry.objects.filter(patient_id=house.amara.pk).values_list("action", flat=True)
    visits = actions.filter(action__startswith="visit.").order_by("id")
    assert list(visits) == ["visit.booked", "visit.moved"]


def occasions(state: Sending) -> list[str]:
    found = Message.objects.filter(state=state).order_by("made_at", "due_at")
    return list(found.values_list("occasion", flat=True))


def test_a_visit_is_not_booked_in_the_past(house: House) -> None:
    with pytest.raises(ValidationError, match="is past"):
        book(house, house.amara, at=timezone.now() - timedelta(days=8))


def test_who_walked_in_is_entered_late(house: House) -> None:
    late = now() - timedelta(minutes=1)
    assert book(house, house.amara, at=late).state == State.BOOKED


def test_a_room_holds_one_patient_at_a_time(house: House) -> None:
    first, second = (
        step(house, book(house, one, at=now(), after=n, service=house.talk), State.ARRIVED)
        for n, one in ((0, house.amara), (60, house.bea))
    )
    first = step(house, first, State.IN_ROOM)
    with pytest.raises(Blocked, match="Amara Okafor is still in Room 1"):
        step(house, second, State.IN_ROOM)
    step(house, first, State.FINISHED)
    assert step(house, second, State.IN_ROOM).state == State.IN_ROOM


def test_the_patient_is_told_and_reminded(house: House) -> None:
    book(house, house.amara)
    assert occasions(Sending.WAITING) == ["visit_booked", "visit_reminder"]
    reminder = Message.objects.get(occasion="visit_reminder")
    assert reminder.due_at == MONDAY - timedelta(days=1)
    assert "10:00" in reminder.body


def heard() -> None:
    """The letter about the booking was sent."""
    Message.objects.filter(occasion="visit_booked").update(state=Sending.SENT)


def test_letters_that_still_wait_do_not_contradict_each_other(house: House) -> None:
    visit = book(house, house.amara)
    moved = shift(house, visit, MONDAY + timedelta(hours=3))
    assert occasions(Sending.WAITING) == ["visit_booked", "visit_reminder"]
    assert "13:00" in Message.objects.get(occasion="visit_booked", state=Sending.WAITING).body
    step(house, moved, State.CANCELLED, why="ill")
    assert occasions(Sending.WAITING) == []


def test_a_moved_visit_takes_its_reminder_along(house: House) -> None:
    visit = book(house, house.amara)
    heard()
    shift(house, visit, MONDAY + timedelta(hours=3))
    assert occasions(Sending.CANCELLED) == ["visit_reminder"]
    (told,) = Message.objects.filter(occasion="visit_moved")
    assert "13:00" in told.body
    assert "10:00" in told.body


def test_a_cancelled_visit_sends_no_reminder(house: House) -> None:
    visit = book(house, house.amara)
    heard()
    step(house, visit, State.CANCELLED, why="ill")
    assert occasions(Sending.CANCELLED) == ["visit_reminder"]
    assert "visit_cancelled" in occasions(Sending.WAITING)


def test_who_wants_no_messages_gets_none_and_is_booked(house: House) -> None:
    house.amara.by_email = False
    house.amara.save()
    assert book(house, house.amara).state == State.BOOKED
    assert not Message.objects.exists()
