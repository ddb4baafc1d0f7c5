"""Two people, two workers, two answers of one patient at the same moment."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from clinic.duty.watch_here import always, opened
from clinic.outbox.test_workers import side_by_side
from clinic.people_here import House
from percuta_clinic.duty.models import Task, TaskStep, TaskTold, Urgency, What
from percuta_clinic.duty.services import task_close, task_take
from percuta_clinic.duty.telling import tell_of_tasks
from percuta_clinic.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_take_it_at_the_same_moment_are_told_whose_it_is(house: House) -> None:
    task, refusals = opened(house), []

    def taking(name: str) -> None:
        try:
            task_take(by=getattr(house, name), task=task)
        except ValidationError as refusal:
            refusals.append(" ".join(refusal.messages))

    side_by_side(lambda: taking("sina"), lambda: taking("dora"), lambda: taking("olga"))
    task.refresh_from_db()
    assert task.owner is not None
    assert len(refusals) == 2
    assert all(f"{task.owner.name} took it at" in words for words in refusals)
    assert TaskStep.objects.filter(what=What.TAKEN).count() == 1


def test_two_answers_at_the_same_moment_open_one_task_with_the_higher_urgency(
    house: House,
) -> None:
    side_by_side(
        lambda: opened(house, urgency=Urgency.WATCH),
        lambda: opened(house, urgency=Urgency.NOW),
        lambda: opened(house, urgency=Urgency.TODAY),
    )
    assert Task.objects.get().urgency == Urgency.NOW


def test_workers_side_by_side_tell_each_person_once(house: House) -> None:
    always(house.sina)
    tasks = [opened(house, key=f"task {number}") for number in range(4)]
    at = tasks[-1].opened_at
    side_by_side(*[lambda: tell_of_tasks(at)] * 3)
    tell_of_tasks(at)
    assert TaskTold.objects.filter(channel="email").count() == len(tasks)
    assert Message.objects.count() == len(tasks)


def test_closing_what_becomes_more_urgent_at_that_moment_leaves_something_open(
    house: House,
) -> None:
    task = opened(house, urgency=Urgency.TODAY)

    def closing() -> None:
        with suppress(ValidationError):
            task_close(by=house.dora, task=task, outcome="called, all is well")

    side_by_side(closing, lambda: opened(house, urgency=Urgency.NOW))
    assert Task.objects.get(closed_at=None).urgency == Urgency.NOW
