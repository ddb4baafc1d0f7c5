"""The waiting list: the first whom a freed time fits is asked, one after the other, by day."""

from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.booking.days import BERLIN, book
from clinic.booking.open_times import day_at, open_times
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import HOLDS, Hold, State, TimeOffered, Visit, Waiting
from percuta_clinic.booking.offering_times import (
    WAITER,
    Gone,
    answer_by,
    offer_decline,
    offer_freed,
    offer_take,
)
from percuta_clinic.booking.own import own_book
from percuta_clinic.booking.placing import Refused
from percuta_clinic.booking.services import visit_move
from percuta_clinic.booking.waiting import PARTS, When, waiting_end, waiting_join
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.quiet import Quiet
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.roster.models import Hours

Offered = TimeOffered.State


def full(house: House) -> Visit:
    """Sina works half an hour on the day that is wished for, and somebody has it."""
    open_times(house)
    Hours.objects.all().delete()
    Hours.objects.create(
        account=house.sina, on_day=day_at(10).date(), begins=time(10), ends=time(10, 30)
    )
    guest = Patient.objects.create(given_name="Gus", family_name="Guest")
    return book(house, guest, at=day_at(10), service=house.talk)


def wish(house: House, patient: Patient, parts: tuple[str, ...] = PARTS) -> Waiting:
    day = day_at(10).date()
    when = When(first_day=day, last_day=day, parts=parts)
    return waiting_join(by=SYSTEM, patient=patient, service=house.talk, when=when)


def cancel(house: House, visit: Visit) -> None:
    visit_move(
        by=house.fred.actor, visit=visit, to=State.CANCELLED, version=visit.version, why="ill"
    )


def asked(waiting: Waiting) -> TimeOffered:
    return waiting.offered.get(state=Offered.OPEN)


def ran_out() -> None:
    past = timezone.now() - timedelta(minutes=1)
    TimeOffered.objects.filter(state=Offered.OPEN).update(until=past)
    Hold.objects.update(until=past)


def test_a_cancelled_time_is_offered_to_the_first_and_kept(house: House) -> None:
    visit = full(house)
    first, second = wish(house, house.amara), wish(house, house.bea)
    assert offer_freed() == 0
    cancel(house, visit)
    assert offer_freed() == 1
    offered = asked(first)
    assert offered.starts_at == day_at(10)
    assert not second.offered.exists()
    with pytest.raises(Refused):
        hold_take(service=house.talk, starts_at=day_at(10))
    letter = Message.objects.get(occasion="time_free")
    assert letter.patient_id == house.amara.pk
    assert "/my/offer/" not in letter.body
    assert offer_freed() == 0


def test_a_no_and_silence_pass_it_on_and_nobody_is_asked_twice(house: House) -> None:
    visit = full(house)
    first, second = wish(house, house.amara), wish(house, house.bea)
    cancel(house, visit)
    offer_freed()
    assert offer_decline(by=WAITER, offered=asked(first))
    offer_freed()
    assert asked(second).starts_at == day_at(10)
    ran_out()
    assert offer_freed() == 0
    assert {one.state for one in TimeOffered.objects.all()} == {Offered.DECLINED, Offered.RAN_OUT}
    assert first.offered.count() == second.offered.count() == 1


def test_taking_books_once_and_ends_the_wait(house: House) -> None:
    visit = full(house)
    waiting = wish(house, house.amara)
    cancel(house, visit)
    offer_freed()
    offered = asked(waiting)
    assert not offer_take(by=WAITER, offered=offered).again
    assert offer_take(by=WAITER, offered=offered).again
    assert house.amara.visits.filter(state__in=HOLDS).count() == 1
    waiting.refresh_from_db()
    assert waiting.ended_why == Waiting.Ended.BOOKED
    assert not Hold.objects.exists()


def test_an_offer_that_ran_out_cannot_be_taken(house: House) -> None:
    visit = full(house)
    waiting = wish(house, house.amara)
    cancel(house, visit)
    offer_freed()
    offered = asked(waiting)
    ran_out()
    with pytest.raises(Gone):
        offer_take(by=WAITER, offered=offered)
    assert not house.amara.visits.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_one_time_at_once_one_gets_it(house: House) -> None:
    visit = full(house)
    waiting = wish(house, house.amara)
    cancel(house, visit)
    offer_freed()
    take = partial(offer_take, by=WAITER, offered=asked(waiting))
    other = partial(
        own_book, by=SYSTEM, patient=house.bea, service=house.talk, starts_at=day_at(10)
    )
    at_once(take, other, offer_freed, take)
    held = Visit.objects.filter(starts_at=day_at(10), state__in=HOLDS)
    assert [one.patient for one in held] == [house.amara]


def test_what_was_free_before_is_not_offered(house: House) -> None:
    full(house)
    Hours.objects.create(
        account=house.sina, on_day=day_at(10).date(), begins=time(14), ends=time(14, 30)
    )
    waiting = wish(house, house.amara)
    assert offer_freed() == 0
    Hours.objects.create(
        account=house.sina, on_day=day_at(10).date(), begins=time(15), ends=time(15, 30)
    )
    assert offer_freed() == 1
    assert asked(waiting).starts_at == day_at(15)


def test_only_times_that_fit_the_wish_are_offered(house: House) -> None:
    visit = full(house)
    waiting = wish(house, house.amara, parts=("evening",))
    cancel(house, visit)
    assert offer_freed() == 0
    assert not waiting.offered.exists()


def test_whoever_cannot_be_written_to_is_passed_over(house: House) -> None:
    visit = full(house)
    waiting, next_one = wish(house, house.amara), wish(house, house.bea)
    Patient.objects.filter(pk=house.amara.pk).update(by_email=False)
    cancel(house, visit)
    assert offer_freed() == 1
    assert not waiting.offered.exists()
    assert next_one.offered.exists()


def test_leaving_lets_go_what_is_kept(house: House) -> None:
    visit = full(house)
    waiting = wish(house, house.amara)
    cancel(house, visit)
    offer_freed()
    assert waiting_end(by=WAITER, waiting=waiting, why=Waiting.Ended.LEFT)
    assert not waiting_end(by=WAITER, waiting=waiting, why=Waiting.Ended.LEFT)
    assert not Hold.objects.exists()


def test_a_service_is_waited_for_once(house: House) -> None:
    full(house)
    wish(house, house.amara)
    with pytest.raises(ValidationError, match="already"):
        wish(house, house.amara)


def test_two_records_made_one_keep_their_wish_and_what_was_offered(house: House) -> None:
    visit = full(house)
    waiting = wish(house, house.bea)
    cancel(house, visit)
    offer_freed()
    house.bea.account = None
    house.bea.save()
    merge(by=house.fred, keep=house.amara, gone=house.bea)
    offer_take(by=WAITER, offered=TimeOffered.objects.get(waiting=waiting))
    assert house.amara.visits.filter(state__in=HOLDS).count() == 1


def test_erasure_takes_the_wish_and_what_is_kept(house: House) -> None:
    visit = full(house)
    wish(house, house.amara)
    cancel(house, visit)
    offer_freed()
    patient_erase(by=house.olga.actor, patient=house.amara, reason="asked")
    assert not Waiting.objects.exists()
    assert not Hold.objects.exists()


NIGHT = Quiet(start=time(20), end=time(8), zone=BERLIN)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param((10, 0), (1, 12, 0), id="by day"),
        pytest.param((19, 0), (2, 9, 0), id="into the evening"),
        pytest.param((23, 0), (2, 10, 0), id="at night"),
    ],
)
def test_nobody_has_to_answer_in_quiet_hours(
    now: tuple[int, int], until: tuple[int, int, int]
) -> None:
    asked_at = datetime(2026, 6, 1, *now, tzinfo=BERLIN)
    wanted = datetime(2026, 6, *until, tzinfo=BERLIN)
    assert answer_by(asked_at, NIGHT).astimezone(UTC) == wanted.astimezone(UTC)
