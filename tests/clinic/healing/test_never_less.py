"""What a patient warned of stands until somebody closes it, and nothing ticked is left unsent."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, calm, last_of, send, told
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.duty.models import Task, TaskTold, Urgency
from percuta_clinic.duty.services import task_close, task_take
from percuta_clinic.duty.telling import tell_of_tasks
from percuta_clinic.healing.asking import follow_check_ins
from percuta_clinic.healing.check_ins import (
    answer_reopen,
    check_in_close,
    check_in_rate,
    check_in_save,
)
from percuta_clinic.healing.models import CheckIn, Urgent
from percuta_clinic.healing.planning import check_ins_plan
from percuta_clinic.treatment.models import Session


@pytest.fixture
def check_in(house: House, session: Session, clock: Clock) -> CheckIn:
    """Amara tells unasked on day five."""
    clock.after(session, days=5)
    return told(house, session)


def sent(house: House, check_in: CheckIn, **signs: str) -> None:
    send(SignedIn(house.amara_herself), check_in, calm(**signs), anyway="1")
    check_in.refresh_from_db()


def ticked(check_in: CheckIn, **signs: str) -> None:
    check_in.refresh_from_db()
    changed = {f"q-{name}": answer for name, answer in signs.items()}
    check_in_save(check_in=check_in, changed=changed, version=check_in.version)


def hours(clock: Clock, many: int) -> None:
    for _ in range(many):
        clock.at += timedelta(hours=1)
        follow_check_ins()
        tell_of_tasks(clock.at)


def test_what_is_ticked_in_a_check_in_opened_again_is_taken_unsent(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in)
    answer_reopen(by=SYSTEM, check_in=check_in)
    clock.at += timedelta(minutes=5)
    ticked(check_in, pus="yes")
    hours(clock, 2)
    assert check_in.answers.count() == 2
    assert last_of(check_in).level == Urgent.TODAY
    assert Task.objects.get(closed_at=None).urgency == Urgency.TODAY


def test_one_opened_again_and_left_as_it_was_is_not_sent_twice(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in, pus="yes")
    answer_reopen(by=SYSTEM, check_in=check_in)
    hours(clock, 3)
    assert check_in.answers.count() == 1


def test_what_is_ticked_after_a_check_in_was_missed_is_taken_unsent(
    check_in: CheckIn, clock: Clock
) -> None:
    hours(clock, 96)
    check_in.refresh_from_db()
    assert check_in.missed_at is not None
    ticked(check_in, pus="yes")
    hours(clock, 2)
    assert last_of(check_in).level == Urgent.TODAY


def test_a_calmer_answer_takes_no_warning_back(house: House, check_in: CheckIn) -> None:
    sent(house, check_in, pus="yes")
    answer_reopen(by=SYSTEM, check_in=check_in)
    sent(house, check_in)
    assert check_in.level == Urgent.TODAY
    assert check_in.needs_a_look
    read = " ".join(last_of(check_in).read["who"])
    assert "Nobody reads this" not in read
    assert Task.objects.get().is_open


def test_once_somebody_closed_it_a_calm_answer_is_calm(house: House, check_in: CheckIn) -> None:
    sent(house, check_in, pus="yes")
    check_in_close(by=house.dora, check_in=check_in, words="Seen, a small pustule")
    answer_reopen(by=SYSTEM, check_in=check_in)
    sent(house, check_in)
    assert check_in.level == Urgent.EXPECTED


def test_new_signs_at_the_same_urgency_reach_whoever_took_it(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in, worry="severe")
    tell_of_tasks(clock.at)
    task_take(by=house.sina, task=Task.objects.get())
    before = TaskTold.objects.count()
    answer_reopen(by=SYSTEM, check_in=check_in)
    sent(house, check_in, worry="severe", pus="yes")
    tell_of_tasks(clock.at)
    assert "Pus" in Task.objects.get().about
    assert TaskTold.objects.count() > before


def test_silence_after_a_warning_of_staff_is_one_after_a_warning(
    house: House, session: Session, *, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in)
    check_in_rate(by=house.dora, check_in=check_in, level=Urgent.TODAY, words="Looks infected")
    assert CheckIn.objects.filter(session=session, kind="again").exists()
    hours(clock, 72)
    silent = Task.objects.get(about__contains="Silence after a warning")
    assert silent.urgency == Urgency.TODAY
    assert "Looks infected" in silent.about


@pytest.mark.parametrize("day", [5, 6, 25, 27])
def test_silence_after_a_warning_is_noticed_as_soon_on_a_planned_day(
    house: House, session: Session, *, clock: Clock, day: int
) -> None:
    check_ins_plan(by=SYSTEM, session=session, now=clock.at)
    CheckIn.objects.filter(day__lt=day).delete()
    clock.after(session, days=day)
    sent(house, told(house, session), pus="yes")
    hours(clock, 48)
    assert CheckIn.objects.exclude(missed_at=None).exists()


def test_what_somebody_took_and_left_is_told_to_the_next(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in, breath="yes")
    tell_of_tasks(clock.at)
    task_take(by=house.sina, task=Task.objects.get())
    hours(clock, 6)
    names = set(TaskTold.objects.values_list("account_name", flat=True))
    assert {"Dora Doktor", "Olga Owner"} <= names
    assert Task.objects.get().owner == house.sina


def test_what_is_dealt_with_in_time_is_told_to_nobody_else(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in, breath="yes")
    tell_of_tasks(clock.at)
    task_take(by=house.sina, task=Task.objects.get())
    before = TaskTold.objects.count()
    task_close(by=house.sina, task=Task.objects.get(), outcome="Called an ambulance")
    hours(clock, 6)
    assert TaskTold.objects.count() == before


def test_dots_are_no_outcome(house: House, check_in: CheckIn) -> None:
    sent(house, check_in, breath="yes")
    with pytest.raises(ValidationError, match="what came of it"):
        task_close(by=house.sina, task=Task.objects.get(), outcome="...")


def test_each_warning_that_cannot_wait_is_asked_about_again(
    house: House, session: Session, *, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in, pus="yes")
    again = CheckIn.objects.get(session=session, kind="again")
    clock.after(session, days=6)
    sent(house, again, pus="yes")
    assert CheckIn.objects.filter(session=session, kind="again").count() == 2


def test_what_is_only_watched_is_not_asked_about_every_other_day(
    house: House, session: Session, *, check_in: CheckIn, clock: Clock
) -> None:
    sent(house, check_in, itching="moderate", worry="moderate")
    assert last_of(check_in).level == Urgent.WATCH
    again = CheckIn.objects.get(session=session, kind="again")
    clock.after(session, days=7)
    sent(house, again, worry="moderate")
    assert CheckIn.objects.filter(session=session, kind="again").count() == 1
