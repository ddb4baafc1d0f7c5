"""Who or what a visit was booked with may go; the visit stays, and stands on a list with why."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from clinic.booking.days import MONDAY, book
from clinic.people_here import House
from clinic.roster.weeks_here import FIRST, works
from percuta_clinic.booking.models import Part, Service, Visit
from percuta_clinic.booking.placing import Override, Refused, Wish, visit_book
from percuta_clinic.booking.reassigning import visit_reassign
from percuta_clinic.booking.stages import Stage
from percuta_clinic.booking.staging import stages_set
from percuta_clinic.booking.unfit import unfit_visits, visits_during
from percuta_clinic.people.services import account_close
from percuta_clinic.premises.models import Chair
from percuta_clinic.premises.services import room_change
from percuta_clinic.roster.models import Away
from percuta_clinic.roster.services import away_add
from percuta_clinic.stock.models import Device

NEEDLE = Stage(part=Part.NEEDLE, minutes=30, specialist=True, device=True)


def _words(house: House) -> str:
    return " ".join(one.words for one in unfit_visits(house.fred, clinic=house.clinic))


def _gone(house: House, *, everybody: bool = False) -> Away:
    return away_add(
        by=house.fred.actor,
        account=None if everybody else house.sina,
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(hours=1),
    )


def _afternoons(house: House) -> None:
    works(house.sina, (time(14), time(18)))


def _leave(house: House) -> None:
    account_close(by=house.olga.actor, account=house.sina)


def _shut(house: House) -> None:
    room_change(by=house.olga.actor, room=house.room, is_open=False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_gone, "Sina Sommer is away then."),
        (lambda house: _gone(house, everybody=True), "The clinic is shut then."),
        (_afternoons, "Sina Sommer does not work all the time from 10:00 to 11:00."),
        (_leave, "Sina Sommer does not work here any more."),
        (_shut, "Room 1 is closed."),
    ],
)
def test_a_visit_without_its_person_or_place_is_listed(
    house: House, change: Callable[[House], object], words: str
) -> None:
    visit = book(house, house.amara)
    assert _words(house) == ""
    change(house)
    assert _words(house) == words
    visit.refresh_from_db()
    assert visit.is_open
    assert visit.starts_at == MONDAY


def test_visits_beside_an_absence_are_not_listed(house: House) -> None:
    book(house, house.amara, after=60)
    away = _gone(house)
    assert visits_during(away) == 0
    assert _words(house) == ""


def test_what_was_booked_in_spite_of_an_absence_is_not_listed(house: House) -> None:
    _gone(house)
    wish = Wish(override=Override(by=house.dora, why="she comes in for it"))
    visit_book(
        by=house.dora,
        patient=house.amara,
        service=house.talk,
        specialist=house.sina,
        starts_at=MONDAY,
        wish=wish,
    )
    assert _words(house) == ""


def test_a_visit_is_given_to_somebody_free_at_the_same_time(house: House) -> None:
    visit = book(house, house.amara, service=house.talk)
    _gone(house)
    now = visit_reassign(by=house.fred, visit=visit, version=visit.version)
    assert (now.specialist, now.starts_at, now.room) == (house.dora, MONDAY, house.room)
    assert _words(house) == ""


def test_nobody_free_is_said_and_nothing_changes(house: House) -> None:
    visit = book(house, house.amara, service=house.talk)
    _gone(house, everybody=True)
    with pytest.raises(Refused, match="The clinic is shut from 10:00 to 11:00"):
        visit_reassign(by=house.fred, visit=visit, version=visit.version)
    assert Visit.objects.get().specialist == house.sina


def test_a_device_due_before_the_visit_gives_way_to_another(house: House) -> None:
    _staged(house.needling, house)
    first = _pen("First", date(2027, 6, 1))
    visit = book(house, house.amara)
    assert visit.device == first
    Device.objects.update(service_due=FIRST - timedelta(days=1))
    assert "First is due for service on 28 February 2027, before it." in _words(house)
    second = _pen("Second", date(2027, 6, 1))
    assert visit_reassign(by=house.fred, visit=visit, version=1).device == second
    assert _words(house) == ""


def _staged(service: Service, house: House) -> None:
    stages_set(by=house.olga.actor, service=service, stages=[NEEDLE])


def _pen(name: str, due: date) -> Device:
    return Device.objects.create(
        name=name, model="skinpen", serial=name, max_depth_mm=Decimal(2), service_due=due
    )


def test_two_absences_of_one_person_do_not_overlap(house: House) -> None:
    _gone(house)
    with pytest.raises(
        ValidationError, match="Sina Sommer is away on 1 March 2027, 10:00 to 11:00"
    ):
        _gone(house)
    _gone(house, everybody=True)


def test_a_closed_chair_lists_its_visits_alone(house: House) -> None:
    left = Chair.objects.create(room=house.room, name="Left")
    visit = book(house, house.amara)
    assert visit.chair == left
    Chair.objects.create(room=house.room, name="Right")
    Chair.objects.filter(pk=left.pk).update(is_open=False)
    assert _words(house) == "Room 1, Left is closed."
