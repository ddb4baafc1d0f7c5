"""Who is told when, by which way, and what happens when nobody takes it or nothing leaves."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from clinic.duty.watch_here import MONDAY, always, local, minutes, opened
from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from clinic.roster.weeks_here import works
from percuta_clinic.audit.models import Entry
from percuta_clinic.command.working import chores
from percuta_clinic.duty.lists import red_now
from percuta_clinic.duty.models import DutyPhone, DutyRules, Result, Task, TaskTold, Urgency
from percuta_clinic.duty.services import task_close, task_hand_on, task_take
from percuta_clinic.duty.telling import tell_of_tasks
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.outbox.worker import work_once

Told = list[tuple[str, str, str]]


def told(result: Result | None = None) -> Told:
    """Name, way and result of every line, in the order in which they were written."""
    rows = TaskTold.objects.order_by("at", "pk")
    rows = rows.filter(result=result) if result else rows
    return list(rows.values_list("account_name", "channel", "result"))


def names() -> list[str]:
    return list(dict.fromkeys(name for name, _, _ in told()))


def round_at(at: datetime) -> None:
    """What the worker does: it sends, and then sees to the tasks."""
    send_due()
    tell_of_tasks(at)


def test_whoever_is_on_call_is_told_at_once_in_the_night(house: House, mailbox: Mailbox) -> None:
    always(house.sina)
    house.clinic.quiet_from, house.clinic.quiet_until = "00:00", "23:59"
    house.clinic.save()
    task = opened(house)
    tell_of_tasks(task.opened_at)
    send_due()
    assert mailbox.readers == [["sina@clinic.example"]]
    round_at(task.opened_at)
    assert ("Sina Sommer", "email", Result.SENT) in told()


def test_the_worker_sees_to_tasks_beside_its_other_work(house: House) -> None:
    always(house.sina)
    opened(house)
    chore = next(one for one in chores(settings.ENVIRONMENT) if str(one) == "urgent tasks")
    assert chore.every <= 5
    work_once([chore])
    assert names() == ["Sina Sommer"]


def test_the_letter_holds_neither_the_patient_nor_what_it_is_about(
    house: House, mailbox: Mailbox
) -> None:
    always(house.sina)
    task = opened(house, about="Pus on the left cheek")
    tell_of_tasks(task.opened_at)
    send_due()
    words = mailbox.mails[0].as_string()
    assert f"/tasks/{task.pk}/" in words.replace("=\n", "")
    assert not any(word in words for word in ("Amara", "Okafor", "Pus", "cheek"))
    assert Message.objects.get().patient_id is None


@pytest.mark.usefixtures("mailbox", "sms")
def test_an_sms_goes_out_beside_the_letter_unless_it_may_wait(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    always(house.sina)
    DutyPhone.objects.create(account=house.sina, phone="+49 151 23456789")
    tell_of_tasks(opened(house).opened_at)
    send_due()
    assert "SMS to +4915123456789" in capsys.readouterr().out
    tell_of_tasks(opened(house, urgency=Urgency.WATCH, key="other").opened_at)
    send_due()
    assert "SMS" not in capsys.readouterr().out


def test_without_a_way_for_sms_the_log_says_so(house: House, mailbox: Mailbox) -> None:
    always(house.sina)
    tell_of_tasks(opened(house).opened_at)
    assert mailbox.mails == []
    line = TaskTold.objects.get(channel="sms")
    assert (line.result, line.words) == (Result.FAILED, "No SMS provider is built in yet.")


@pytest.mark.usefixtures("mailbox")
def test_not_taken_in_time_the_doctors_then_the_owner_then_nobody(house: House) -> None:
    always(house.sina)
    task = opened(house)
    start = task.opened_at
    for minute in (0, 9, 10, 19, 20, 29, 30):
        round_at(start + minutes(minute))
        so_far = {0: 1, 9: 1, 10: 2, 19: 2, 20: 3, 29: 3, 30: 3}[minute]
        assert names() == ["Sina Sommer", "Dora Doktor", "Olga Owner"][:so_far]
    task.refresh_from_db()
    assert task.nobody_at == start + minutes(30)
    assert task.is_open
    red = red_now(start + minutes(31))
    assert red is not None
    assert (red.many, red.nobody, red.oldest) == (1, 1, start)
    assert Entry.objects.filter(action="task.nobody").count() == 1


@pytest.mark.usefixtures("mailbox")
def test_how_long_it_waits_is_what_the_clinic_set(house: House) -> None:
    always(house.sina)
    DutyRules.objects.create(take_now=3)
    start = opened(house).opened_at
    round_at(start)
    round_at(start + minutes(2))
    assert names() == ["Sina Sommer"]
    round_at(start + minutes(3))
    assert names() == ["Sina Sommer", "Dora Doktor"]


@pytest.mark.usefixtures("mailbox")
def test_nobody_on_call_means_that_the_doctors_are_told_at_once(house: House) -> None:
    round_at(opened(house).opened_at)
    assert names() == ["Dora Doktor"]


@pytest.mark.usefixtures("mailbox")
def test_whoever_takes_it_ends_the_telling(house: House) -> None:
    always(house.sina)
    task = opened(house)
    round_at(task.opened_at)
    task_take(by=house.sina, task=task)
    for minute in (10, 20, 29):
        round_at(task.opened_at + minutes(minute))
    assert names() == ["Sina Sommer"]


@pytest.mark.usefixtures("mailbox")
def test_taken_and_not_dealt_with_in_time_the_next_are_told(house: House) -> None:
    always(house.sina)
    task = opened(house)
    round_at(task.opened_at)
    task_take(by=house.sina, task=task)
    for minute in (30, 35, 40, 50, 600):
        round_at(task.opened_at + minutes(minute))
        so_far = {30: 2, 35: 2, 40: 3, 50: 3, 600: 3}[minute]
        assert names() == ["Sina Sommer", "Dora Doktor", "Olga Owner"][:so_far]
    held = {name for name, _, result in told() if result == Result.HELD}
    assert held <= {"Sina Sommer"}


@pytest.mark.usefixtures("closed_mailbox")
def test_a_mail_outage_is_told_and_the_next_is_told_at_once(house: House) -> None:
    always(house.sina)
    task = opened(house)
    at = task.opened_at
    for second in range(0, 16, 2):
        round_at(at + timedelta(seconds=second))
    assert names() == ["Sina Sommer", "Dora Doktor", "Olga Owner"]
    line = TaskTold.objects.filter(channel="email", result=Result.FAILED).earliest("at")
    assert "The mail server cannot be reached" in line.words
    task.refresh_from_db()
    assert task.nobody_at is not None
    assert task.nobody_at < at + minutes(1)
    assert red_now(at) is not None


def test_once_mail_works_again_everybody_is_told_and_the_log_says_so(
    house: House, closed_mailbox: Mailbox
) -> None:
    always(house.sina)
    at = opened(house).opened_at
    for second in range(0, 16, 2):
        round_at(at + timedelta(seconds=second))
    Message.objects.update(due_at=timezone.now(), leased_until=None)
    with closed_mailbox.running():
        assert send_due() == 3
    tell_of_tasks(at + minutes(5))
    assert {name for name, _, _ in told(Result.SENT)} == {
        "Sina Sommer",
        "Dora Doktor",
        "Olga Owner",
    }
    assert Task.objects.get().nobody_at is not None  # told is not taken


@pytest.mark.usefixtures("sms")
def test_with_the_mail_away_an_sms_that_left_is_enough_to_wait(
    house: House, closed_mailbox: Mailbox
) -> None:
    always(house.sina)
    DutyPhone.objects.create(account=house.sina, phone="+49 151 23456789")
    at = opened(house).opened_at
    for second in range(0, 16, 2):
        round_at(at + timedelta(seconds=second))
    assert closed_mailbox.mails == []
    assert names() == ["Sina Sommer"]
    assert ("Sina Sommer", "sms", Result.SENT) in told()


def test_a_refused_address_counts_as_not_told(house: House, mailbox: Mailbox) -> None:
    always(house.sina)
    mailbox.refused["sina@clinic.example"] = "550 5.1.1 mailbox unknown"
    at = opened(house).opened_at
    for second in range(0, 6, 2):
        round_at(at + timedelta(seconds=second))
    assert names() == ["Sina Sommer", "Dora Doktor"]
    assert mailbox.readers == [["dora@clinic.example"]]


def test_a_letter_that_waits_is_not_sent_once_somebody_took_it(
    house: House, closed_mailbox: Mailbox
) -> None:
    always(house.sina)
    task = opened(house)
    round_at(task.opened_at)
    task_take(by=house.dora, task=task)
    with closed_mailbox.running():
        send_due()
    assert closed_mailbox.mails == []
    assert Message.objects.get().state == State.CANCELLED
    assert "Dora Doktor took it" in Message.objects.get().trouble
    tell_of_tasks(task.opened_at)
    assert ("Sina Sommer", "email", Result.HELD) in told()


@pytest.mark.usefixtures("mailbox")
def test_whoever_comes_on_call_later_is_told_of_what_nobody_took(house: House) -> None:
    at = opened(house).opened_at
    for minute in range(0, 60, 10):
        round_at(at + minutes(minute))
    assert names() == ["Dora Doktor", "Olga Owner"]
    always(house.sina)
    round_at(at + minutes(61))
    round_at(at + minutes(62))
    assert names() == ["Dora Doktor", "Olga Owner", "Sina Sommer"]
    assert Task.objects.get().nobody_at == at + minutes(20)


@pytest.mark.usefixtures("mailbox")
def test_whom_it_is_handed_on_to_is_told_first(house: House) -> None:
    always(house.sina)
    task = opened(house)
    round_at(task.opened_at)
    handed = task_hand_on(by=house.sina, task=task, to=house.olga)
    assert handed.tell_at is not None
    round_at(handed.tell_at)
    assert names() == ["Sina Sommer", "Olga Owner"]
    round_at(handed.tell_at + minutes(10))
    last = TaskTold.objects.filter(turn=1).values_list("account_name", "why_them").order_by("at")
    assert list(dict.fromkeys(last)) == [
        ("Olga Owner", "asked to look after it"),
        ("Sina Sommer", "on call"),
    ]


@pytest.mark.usefixtures("mailbox")
def test_what_became_more_urgent_is_told_again_to_the_same_people(house: House) -> None:
    always(house.sina)
    task = opened(house, urgency=Urgency.TODAY)
    round_at(task.opened_at)
    raised = opened(house, urgency=Urgency.NOW)
    assert raised.tell_at is not None
    round_at(raised.tell_at)
    lines = TaskTold.objects.filter(channel="email", result=Result.HANDED)
    assert list(lines.values_list("turn", "account_name")) == [
        (0, "Sina Sommer"),
        (1, "Sina Sommer"),
    ]


@pytest.mark.usefixtures("mailbox")
def test_a_closed_task_is_told_to_nobody(house: House) -> None:
    task = opened(house)
    task_close(by=house.dora, task=task, outcome="seen in the room")
    round_at(timezone.now() + minutes(60))
    assert told() == []
    assert red_now(timezone.now() + minutes(600)) is None


def test_what_was_taken_stands_red_again_once_it_is_late(house: House) -> None:
    task = task_take(by=house.sina, task=opened(house))
    assert red_now(task.opened_at + minutes(29)) is None
    red = red_now(task.opened_at + minutes(30))
    assert red is not None
    assert (red.many, red.untaken) == (1, 0)


def test_what_is_to_be_watched_is_not_red_before_it_is_late(house: House) -> None:
    task = opened(house, urgency=Urgency.WATCH)
    assert red_now(task.opened_at + minutes(60)) is None
    assert red_now(task.due_at) is not None


def test_who_is_on_call_without_a_phone_is_not_told_alone(house: House) -> None:
    always(house.dora)
    works(house.sina)
    opened(house)
    tell_of_tasks(local(MONDAY, 12))
    assert set(names()) == {"Dora Doktor", "Sina Sommer"}


def test_who_is_on_call_with_a_phone_is_told_alone_first(house: House) -> None:
    always(house.dora)
    DutyPhone.objects.create(account=house.dora, phone="+49 151 23456789")
    works(house.sina)
    opened(house)
    tell_of_tasks(local(MONDAY, 12))
    assert names() == ["Dora Doktor"]
