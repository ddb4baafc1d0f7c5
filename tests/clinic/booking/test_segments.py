"""Visits made of stages: who is taken when, and what is let go."""

from datetime import timedelta

import pytest

from clinic.booking.days import MONDAY
from clinic.booking.staged import clock, free, staged, wanted
from clinic.people_here import House
from percuta_clinic.booking.models import Claim, Part, State, Visit
from percuta_clinic.booking.placing import Refused, visit_book, visit_shift
from percuta_clinic.booking.services import visit_move
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.premises.models import Chair, Room


@pytest.fixture
def here(house: House) -> House:
    return staged(house)


def needling(house: House, *, after: int = 0) -> Visit:
    return visit_book(
        by=house.fred,
        patient=house.amara,
        service=house.needling,
        starts_at=MONDAY + timedelta(minutes=after),
    )


def test_each_stage_has_its_time_and_who_works_in_it(here: House) -> None:
    visit = needling(here)
    said = [(one.part, one.person, one.starts_at - MONDAY) for one in visit.segments.all()]
    assert said == [
        (Part.CLEANSE, here.fred, timedelta()),
        (Part.NUMB, None, timedelta(minutes=10)),
        (Part.NEEDLE, here.sina, timedelta(minutes=40)),
        (Part.CLEAN, here.fred, timedelta(minutes=70)),
    ]


def test_the_patient_leaves_before_the_room_is_cleaned(here: House) -> None:
    assert needling(here).ends_at == MONDAY + timedelta(minutes=70)


def test_the_specialist_sees_somebody_else_while_a_cream_works(here: House) -> None:
    needling(here)
    talk = visit_book(
        by=here.fred,
        patient=here.bea,
        service=here.talk,
        specialist=here.sina,
        starts_at=MONDAY + timedelta(minutes=10),
    )
    assert talk.room.name == "Room 2"


def test_a_room_is_not_free_until_it_is_clean(here: House) -> None:
    visit = needling(here)
    with pytest.raises(Refused, match=r"Room 1 is taken from 10:00 to 11:10"):
        visit_book(
            by=here.fred,
            patient=here.bea,
            service=here.talk,
            specialist=here.dora,
            room=visit.room,
            starts_at=MONDAY + timedelta(minutes=60),
        )
    with pytest.raises(Refused, match=r"Room 1 is taken from 11:10 to 11:20"):
        visit_book(
            by=here.fred,
            patient=here.bea,
            service=here.talk,
            specialist=here.dora,
            room=visit.room,
            starts_at=MONDAY + timedelta(minutes=70),
        )


def test_a_patient_is_in_one_place_at_a_time(here: House) -> None:
    needling(here)
    with pytest.raises(Refused, match="Amara Okafor is taken from 10:00 to 11:10"):
        visit_book(
            by=here.fred,
            patient=here.amara,
            service=here.talk,
            specialist=here.dora,
            starts_at=MONDAY + timedelta(minutes=15),
        )


def test_without_helpers_the_specialist_does_it_all(here: House) -> None:
    here.fred.hours.all().delete()
    people = [one.person for one in needling(here).segments.all()]
    assert people == [here.sina, None, here.sina, here.sina]


def test_two_patients_sit_in_two_chairs_of_one_room(here: House) -> None:
    Room.objects.filter(name="Room 2").update(is_open=False)
    for name in ("Left", "Right"):
        Chair.objects.create(room=here.room, name=name)
    first = needling(here)
    second = visit_book(
        by=here.fred,
        patient=here.bea,
        service=here.talk,
        specialist=here.sina,
        starts_at=MONDAY + timedelta(minutes=10),
    )
    assert {str(first.chair), str(second.chair)} == {"Room 1, Left", "Room 1, Right"}


def test_cleaning_a_whole_room_needs_all_its_chairs(here: House) -> None:
    Room.objects.filter(name="Room 2").update(is_open=False)
    for name in ("Left", "Right"):
        Chair.objects.create(room=here.room, name=name)
    needling(here)
    with pytest.raises(Refused, match=r"Room 1, \w+ is taken"):
        visit_book(
            by=here.fred,
            patient=here.bea,
            service=here.talk,
            specialist=here.dora,
            starts_at=MONDAY + timedelta(minutes=50),
        )


def test_a_cancelled_visit_lets_everything_go(here: House) -> None:
    visit = needling(here)
    before = clock(free(here, wanted(here.needling)), here)
    visit_move(
        by=here.fred.actor, visit=visit, to=State.CANCELLED, version=visit.version, why="ill"
    )
    after = clock(free(here, wanted(here.needling)), here)
    assert len(after) > len(before)
    assert "10:00" in after


def test_a_moved_visit_takes_its_new_time_alone(here: House) -> None:
    visit = needling(here)
    later = MONDAY + timedelta(minutes=60)
    visit_shift(by=here.fred, visit=visit, starts_at=later, version=visit.version)
    times = Claim.objects.filter(visit=visit).order_by("starts_at")
    first = times[0].starts_at
    assert first == later
    assert visit.segments.all()[0].starts_at == later


def test_a_merge_lets_two_visits_of_one_hour_stand_beside(here: House) -> None:
    mine = needling(here)
    other = visit_book(
        by=here.fred,
        patient=here.bea,
        service=here.talk,
        specialist=here.sina,
        starts_at=MONDAY + timedelta(minutes=10),
    )
    made = merge(by=here.dora, keep=here.amara, gone=here.bea)
    taken = Claim.objects.filter(resource=here.amara.pk)
    assert set(taken.values_list("visit", "beside")) == {(mine.pk, False), (other.pk, True)}
    undo_merge(by=here.dora, merge=made)
    assert Claim.objects.get(resource=here.bea.pk).visit == other
    assert not Claim.objects.filter(beside=True).exists()
