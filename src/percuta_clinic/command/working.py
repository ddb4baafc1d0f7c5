"""The worker: what has to happen without anybody clicking. It leaves a sign of life."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from percuta_clinic.audit.services import housekeeping
from percuta_clinic.config.environment import Environment
from percuta_clinic.drafts.services import sweep_discarded
from percuta_clinic.files.store import sweep_orphans
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.patients.merging import gather_strays

BEAT = "worker-alive"
PAUSE = 2.0
TAKE_BACK = timedelta(days=7)
_LOG = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Chore:
    """Something to be done again and again; one that fails does not hold the others up."""

    name: str
    every: float  # seconds
    do: Callable[[], object]
    due: float = 0.0

    def tend(self, now: float) -> None:
        """Does it if it is time."""
        if now < self.due:
            return
        self.due = now + self.every
        try:
            self.do()
        except Exception:
            _LOG.exception("The worker could not finish: %s", self.name)


def chores(environment: Environment) -> list[Chore]:
    """Everything the worker looks after."""
    return [
        Chore(name="sign of life", every=10, do=lambda: beat(environment.home)),
        Chore(name="messages", every=5, do=send_due),
        Chore(name="audit seals", every=60, do=housekeeping),
        Chore(name="files without a row", every=3600, do=sweep_orphans),
        Chore(name="strays of merged records", every=600, do=gather_strays),
        Chore(name="drafts put aside", every=3600, do=sweep_old_drafts),
        Chore(name="old sessions", every=3600, do=lambda: call_command("clearsessions")),
    ]


def sweep_old_drafts() -> int:
    """What was put aside can be taken back for seven days, as the page says."""
    return sweep_discarded(before=timezone.now() - TAKE_BACK)


def beat(home: Path) -> None:
    """Leaves the time, for ``check``."""
    fresh = home / f"{BEAT}.new"
    fresh.write_text(timezone.now().isoformat(), encoding="ascii")
    fresh.replace(home / BEAT)


def work(environment: Environment, *, once: bool = False) -> None:
    """Works until asked to end; what was begun is finished first."""
    ended = threading.Event()
    if not once:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
    todo = chores(environment)
    while not ended.is_set():
        for chore in todo:
            chore.tend(time.monotonic())
        close_old_connections()
        if once:
            return
        ended.wait(PAUSE)
