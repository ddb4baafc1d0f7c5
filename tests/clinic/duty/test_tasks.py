"""Opened once, made only more urgent, taken by one, closed with words; nothing is rewritten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from clinic.duty.watch_here import nights, opened
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.duty.models import OnCall, Result, Task, TaskStep, TaskTold, Urgency
from percuta_clinic.duty.services import task_close, task_hand_on, task_open, task_take
from percuta_clinic.leaving.services import patient_erase, patient_remove
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.services import account_close


def test_the_same_key_opens_one_task_however_often(house: House) -> None:
    first, second = opened(house), opened(house)
    assert first.pk == second.pk
    assert TaskStep.objects.filter(task=first).count() == 1


def test_what_is_told_anew_under_the_same_key_stands_in_the_task(house: House) -> None:
    opened(house)
    opened(house, about="Pus. Fever")
    assert Task.objects.get().about == "Pus. Fever"
    opened(house, about="Somewhat worried", urgency=Urgency.WATCH)
    assert Task.objects.get().about == "Pus. Fever"


def test_its_link_leads_nowhere_but_into_this_clinic(house: House) -> None:
    for link in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        with pytest.raises(ValueError, match="is no page of this clinic"):
            task_open(
                by=house.dora.actor,
                patient=house.amara,
                urgency=Urgency.NOW,
                about="Pus",
                link=link,
                source="check-in",
                key="a",
            )


def test_a_task_is_due_by_its_urgency(house: House) -> None:
    now = opened(house)
    today = opened(house, urgency=Urgency.TODAY, key="b")
    watch = opened(house, urgency=Urgency.WATCH, key="c")
    found = [one.due_at - one.opened_at for one in (now, today, watch)]
    assert found == [timedelta(minutes=30), timedelta(hours=4), timedelta(hours=24)]


def test_a_second_call_makes_it_more_urgent_and_it_is_told_anew(house: House) -> None:
    task = opened(house, urgency=Urgency.WATCH)
    task_take(by=house.sina, task=task)
    raised = opened(house, urgency=Urgency.NOW, about="Fever too")
    assert (raised.pk, raised.urgency, raised.about) == (task.pk, Urgency.NOW, "Fever too")
    assert (raised.owner, raised.asked, raised.rung) == (None, house.sina, -1)
    assert raised.tell_at is not None
    assert raised.due_at < task.due_at


def test_a_second_call_never_makes_it_less_urgent(house: House) -> None:
    opened(house, urgency=Urgency.NOW)
    later = opened(house, urgency=Urgency.WATCH, about="better")
    assert (later.urgency, later.about) == (Urgency.NOW, "Pus")


def test_what_is_more_urgent_than_a_closed_task_opens_one_more(house: House) -> None:
    task = opened(house, urgency=Urgency.TODAY)
    task_close(by=house.dora, task=task, outcome="called, all is well")
    assert opened(house, urgency=Urgency.TODAY).pk == task.pk
    again, twice = opened(house, urgency=Urgency.NOW), opened(house, urgency=Urgency.NOW)
    assert again.pk == twice.pk != task.pk
    assert again.is_open


def test_whoever_takes_it_second_is_told_who_was_first(house: House) -> None:
    task = opened(house)
    task_take(by=house.sina, task=task)
    task_take(by=house.sina, task=task)
    with pytest.raises(ValidationError, match="Sina Sommer took it at"):
        task_take(by=house.dora, task=task)


def test_the_front_desk_neither_takes_nor_closes_it(house: House) -> None:
    task = opened(house)
    with pytest.raises(NotYours):
        task_take(by=house.fred, task=task)
    with pytest.raises(NotYours):
        task_close(by=house.olga, task=task, outcome="all is well")


def test_it_is_closed_with_words_only_and_once(house: House) -> None:
    task = opened(house)
    with pytest.raises(ValidationError, match="what came of it"):
        task_close(by=house.dora, task=task, outcome="  ")
    task_close(by=house.dora, task=task, outcome="Called her: no fever.")
    with pytest.raises(ValidationError, match=r"Dora Doktor closed it at .*no fever"):
        task_close(by=house.sina, task=task, outcome="mine")


def test_it_is_handed_on_to_somebody_who_may_take_it(house: House) -> None:
    task = task_take(by=house.sina, task=opened(house))
    with pytest.raises(ValidationError, match="Fred Front cannot"):
        task_hand_on(by=house.sina, task=task, to=house.fred)
    handed = task_hand_on(by=house.sina, task=task, to=house.dora, words="needs a doctor")
    assert (handed.owner, handed.asked, handed.rung) == (None, house.dora, -1)
    assert TaskStep.objects.filter(to_name="Dora Doktor", words="needs a doctor").exists()


def test_what_somebody_took_is_told_anew_once_they_stop_working_here(house: House) -> None:
    nights(house.sina)
    task = task_take(by=house.sina, task=opened(house))
    account_close(by=house.olga.actor, account=house.sina)
    task.refresh_from_db()
    assert (task.owner, task.rung, task.turn) == (None, -1, 1)
    assert not OnCall.objects.filter(last_day=None).exists()


def test_a_record_with_an_open_task_is_neither_removed_nor_erased(house: House) -> None:
    opened(house)
    with pytest.raises(ValidationError, match="Something urgent about Amara"):
        patient_remove(by=house.olga.actor, patient=house.amara, reason="entered twice")
    with pytest.raises(ValidationError, match="Close it first"):
        patient_erase(by=house.olga.actor, patient=house.amara, reason="asked for it", law="GDPR")


def test_every_step_stands_in_the_log_with_the_patient(house: House) -> None:
    task = opened(house)
    task_take(by=house.sina, task=task)
    task_close(by=house.sina, task=task, outcome="all is well")
    logged = Entry.objects.filter(patient_id=house.amara.pk, subject_type="task")
    assert [one.action for one in logged.order_by("id")] == [
        "task.opened",
        "task.taken",
        "task.closed",
    ]


@pytest.mark.parametrize(
    "change",
    [{"urgency": Urgency.WATCH}, {"key": "other"}, {"source": "other"}, {"outcome": "better so"}],
)
def test_the_database_refuses_to_change_a_task_back(
    house: House, change: dict[str, object]
) -> None:
    task = opened(house)
    task_close(by=house.dora, task=task, outcome="all is well")
    with pytest.raises(DatabaseError, match="a task is never changed"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**change)
    with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
        Task.objects.all().delete()


def test_the_database_keeps_what_was_told_and_done(house: House) -> None:
    task = opened(house)
    TaskTold.objects.create(task=task, turn=0, rung=1, why_them="on call", result=Result.FAILED)
    for rows, change in (
        (TaskTold.objects.all(), {"words": "told"}),
        (TaskStep.objects.all(), {"by_name": "me"}),
    ):
        with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
            rows.delete()
