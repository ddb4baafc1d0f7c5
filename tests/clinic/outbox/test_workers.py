"""Workers side by side, workers that are killed, and workers whose database goes away."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.utils import timezone

from clinic.outbox.mailbox import Mailbox, enqueue, later
from clinic.people_here import House
from percuta_clinic.outbox.claims import claim, still_held
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.outcomes import Trouble, mark_failed
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.outbox.services import message_hold_back
from percuta_clinic.outbox.worker import work_forever, work_once

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = Path(__file__).parent / "worker_process.py"


def side_by_side(*jobs: Callable[[], object]) -> None:
    """All at once, each in a thread with a connection of its own."""
    barrier, faults = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        try:
            barrier.wait()
            job()
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def send_all() -> None:
    """Small batches, until nothing is left that is not leased."""
    idle = 0
    while idle < 3:
        idle = 0 if send_due(limit=3) else idle + 1


def test_workers_side_by_side_send_each_message_once(house: House, mailbox: Mailbox) -> None:
    wanted = {enqueue(house).message_id for _ in range(24)}
    side_by_side(send_all, send_all, send_all)
    assert Counter(mailbox.ids) == dict.fromkeys(wanted, 1)
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_a_lease_that_ran_out_is_taken_over_and_not_failed_back(
    house: House, mailbox: Mailbox
) -> None:
    message = enqueue(house)
    (slow,) = claim(house.clinic)
    assert claim(house.clinic) == []
    later(message)
    assert send_due() == 1
    assert not still_held(slow)
    mark_failed(slow, Trouble(words="too late"))
    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.SENT, "")
    assert len(mailbox.mails) == 1


def start_worker(mailbox: Mailbox) -> subprocess.Popen[bytes]:
    """A worker in a process of its own."""
    environment = os.environ | {
        "PERCUTA_SMTP": f"smtp://127.0.0.1:{mailbox.port}",
        "PERCUTA_HOME": str(settings.ENVIRONMENT.home),
        "DJANGO_SETTINGS_MODULE": "percuta_clinic.config.settings",
    }
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen([sys.executable, str(PROGRAM), name], env=environment)


def wait_until(what: Callable[[], bool]) -> None:
    """Fails if it does not come true soon."""
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def test_a_worker_killed_amid_a_batch_loses_nothing(house: House, mailbox: Mailbox) -> None:
    wanted = {enqueue(house).message_id for _ in range(8)}
    mailbox.takes_seconds = 0.3
    worker = start_worker(mailbox)
    try:
        wait_until(lambda: len(mailbox.mails) >= 3)
    finally:
        worker.kill()
        worker.wait()
    mailbox.takes_seconds = 0
    left = Message.objects.filter(state=State.WAITING)
    assert 5 <= left.count() <= 6  # three arrived; the last may not be noted as sent
    assert send_due() == 0  # the dead worker's lease still holds
    left.update(leased_until=timezone.now())
    send_all()
    arrived = Counter(mailbox.ids)
    assert set(arrived) == wanted
    assert sum(arrived.values()) <= len(wanted) + 1  # only the one in flight came twice
    assert not left.exists()


def test_two_worker_processes_share_the_work(house: House, mailbox: Mailbox) -> None:
    wanted = {enqueue(house).message_id for _ in range(12)}
    workers = [start_worker(mailbox), start_worker(mailbox)]
    try:
        wait_until(lambda: not Message.objects.filter(state=State.WAITING).exists())
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert Counter(mailbox.ids) == dict.fromkeys(wanted, 1)


def test_a_message_held_back_while_workers_claim_leaves_or_stays(
    house: House, mailbox: Mailbox
) -> None:
    message = enqueue(house)
    held: list[bool] = []

    def hold() -> None:
        try:
            message_hold_back(by=house.fred.actor, message=message)
            held.append(True)
        except ValidationError:
            held.append(False)

    side_by_side(hold, send_due, send_due)
    message.refresh_from_db()
    assert (message.state, len(mailbox.mails)) == (
        (State.CANCELLED, 0) if held == [True] else (State.SENT, 1)
    )


@pytest.mark.usefixtures("mailbox")
def test_a_database_that_fails_is_waited_for(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    enqueue(house)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE outbox_message RENAME TO elsewhere")
        try:
            assert work_once() == 0
        finally:
            cursor.execute("ALTER TABLE elsewhere RENAME TO outbox_message")
    assert "send_due failed; it is tried again in the next round." in caplog.text
    assert work_once() == 1


def test_a_worker_works_until_it_is_told_to_stop(house: House, mailbox: Mailbox) -> None:
    enqueue(house)
    stop, rounds = threading.Event(), []

    def duty() -> None:
        rounds.append(1)
        if len(rounds) > 1:
            stop.set()
        raise RuntimeError("this duty always fails")

    work_forever(stop, [duty])
    assert (len(rounds), len(mailbox.mails)) == (2, 1)
