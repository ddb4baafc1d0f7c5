"""Packages: how many are left, who takes the last, what is given back, and how they end."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from clinic.billing.money_here import began, fees, pay, sold
from clinic.booking.days import book
from clinic.people_here import House
from percuta_clinic.billing.fees import deposit_ask
from percuta_clinic.billing.models import Package, PackageUse
from percuta_clinic.billing.notices import tell_of_packages
from percuta_clinic.billing.packages import (
    NoneLeft,
    catch_up,
    left_by_visit,
    months_on,
    package_end,
    package_extend,
    package_left,
    session_use,
    use_give_back,
    visit_follow,
)
from percuta_clinic.billing.queries import balance_of, open_deposits
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.outbox.models import Message

MONTH = 30 * 24 * 60  # minutes: sessions are kept apart


def test_a_treatment_that_began_takes_one_session(house: House) -> None:
    package, visit = sold(house), began(house)
    for _ in range(2):
        visit_follow(by=house.sina, visit=visit)
    left = package_left(house.amara, house.needling)
    assert left is not None
    assert left.words == f"3 of 4 left, until {package.until:%-d %B %Y}"


def test_a_visit_that_has_not_begun_takes_none(house: House) -> None:
    sold(house)
    assert visit_follow(by=house.sina, visit=book(house, house.amara)) is None


def test_a_talk_takes_none_of_a_package_of_needling(house: House) -> None:
    sold(house)
    visit = book(house, house.amara, service=house.talk)
    Visit.objects.filter(pk=visit.pk).update(state=State.FINISHED)
    visit.refresh_from_db()
    assert visit_follow(by=house.sina, visit=visit) is None


def test_a_treatment_taken_back_gives_its_session_back(house: House) -> None:
    sold(house)
    visit = began(house)
    visit_follow(by=house.sina, visit=visit)
    Visit.objects.filter(pk=visit.pk).update(state=State.IN_ROOM, treatment_began_at=None)
    visit.refresh_from_db()
    visit_follow(by=house.sina, visit=visit)
    assert _left(house) == 4


def test_a_session_given_back_by_hand_is_not_taken_again(house: House) -> None:
    sold(house)
    visit = began(house)
    use = visit_follow(by=house.sina, visit=visit)
    assert use is not None
    use_give_back(by=house.fred, use=use, why="the device failed")
    visit_follow(by=house.sina, visit=visit)
    assert _left(house) == 4


def test_what_nobody_wrote_down_is_caught_up_with(house: House) -> None:
    sold(house)
    began(house)
    assert catch_up() == 1
    assert catch_up() == 0
    assert _left(house) == 3


def test_a_package_pays_no_treatment_of_an_earlier_day(house: House) -> None:
    sold(house)
    visit = began(house)
    Visit.objects.filter(pk=visit.pk).update(starts_at=visit.starts_at - timedelta(days=2))
    visit.refresh_from_db()
    assert visit_follow(by=house.sina, visit=visit) is None


def test_who_has_a_package_pays_no_deposit(house: House) -> None:
    fees(house)
    sold(house)
    assert deposit_ask(by=house.fred, visit=book(house, house.amara)) is None


def test_the_worker_tells_once_that_a_package_ends(house: House) -> None:
    package = sold(house)
    day = package.until - timedelta(days=20)
    assert [tell_of_packages(day) for _ in range(2)] == [1, 0]
    message = Message.objects.get(occasion="package_ends")
    assert f"4 sessions left with us. They can be used up to {package.until:%-d}" in message.body


def test_a_fifth_session_of_four_is_refused(house: House) -> None:
    sold(house)
    for number in range(4):
        session_use(by=None, visit=book(house, house.amara, after=number * MONTH), why="had")
    with pytest.raises(NoneLeft, match="No session was left"):
        session_use(by=None, visit=book(house, house.amara, after=5 * MONTH), why="had")
    assert package_left(house.amara, house.needling) is None


def test_a_package_whose_time_has_run_out_says_so(house: House) -> None:
    package = sold(house)
    after = package.until + timedelta(days=1)
    left = package_left(house.amara, house.needling, after)
    assert left is not None
    assert left.is_over
    assert left.words == f"4 of 4 left, ended on {package.until:%-d %B %Y}"
    package_extend(by=house.dora, package=package, until=after, why="she was abroad")
    now = package_left(house.amara, house.needling, after)
    assert now is not None
    assert not now.is_over
    assert now.ends_soon


def test_a_package_taken_back_costs_only_the_sessions_had(house: House) -> None:
    package = sold(house)
    pay(house, 800)
    visit_follow(by=house.sina, visit=began(house))
    package_end(by=house.olga, package=package, why="she moves away")
    assert balance_of(house.amara) == {"EUR": -600}
    with pytest.raises(ValidationError, match="was taken back"):
        package_end(by=house.olga, package=package, why="again")


def test_the_database_lets_a_slot_be_taken_once(house: House) -> None:
    package = sold(house)
    use = session_use(by=None, visit=book(house, house.amara), why="had")
    other = book(house, house.amara, after=MONTH)
    with pytest.raises(DatabaseError), transaction.atomic():
        PackageUse.objects.create(package=package, visit=other, slot=use.slot, out_of=4, why="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        PackageUse.objects.create(package=package, visit=other, slot=5, out_of=4, why="x")


@pytest.mark.django_db(transaction=True)
def test_two_desks_take_the_last_session_and_one_wins(house: House) -> None:
    sold(house)
    for number in range(3):
        session_use(by=None, visit=book(house, house.amara, after=number * MONTH), why="had")
    visits = [book(house, house.amara, after=number * MONTH) for number in (5, 6)]
    won: list[bool] = []

    def take(visit: Visit) -> None:
        try:
            session_use(by=None, visit=visit, why="had")
            won.append(True)
        except NoneLeft:
            won.append(False)
        finally:
            connection.close()

    desks = [Thread(target=take, args=(visit,)) for visit in visits]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(won) == [False, True]
    assert Package.objects.get().used == 4


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert months_on(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_on(date(2027, 12, 5), 14) == date(2029, 2, 5)


def _left(house: House) -> int:
    left = package_left(house.amara, house.needling)
    return left.left if left else 0


def test_many_visits_are_asked_about_at_once(house: House) -> None:
    fees(house)
    talk = book(house, house.amara, service=house.talk)
    deposit_ask(by=house.fred, visit=talk)
    sold(house)
    needling = book(house, house.amara, after=100)
    visits = [talk, needling, book(house, house.bea, after=300)]
    assert set(left_by_visit(visits, needling.starts_at.date())) == {needling.pk}
    assert set(open_deposits(one.pk for one in visits)) == {talk.pk}
    pay(house, 850)
    assert not open_deposits([talk.pk])
