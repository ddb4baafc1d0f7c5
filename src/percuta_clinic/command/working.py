"""The worker: what has to happen without anybody clicking. It leaves a sign of life."""

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from percuta_clinic.audit.services import housekeeping
from percuta_clinic.billing.packages import catch_up
from percuta_clinic.booking.offering_times import offer_freed
from percuta_clinic.booking.request_letters import tell_late
from percuta_clinic.booking.requests import sweep_requests
from percuta_clinic.comments.keeping import forget_addresses
from percuta_clinic.config.environment import Environment
from percuta_clinic.drafts.services import sweep_discarded
from percuta_clinic.duty.telling import tell_of_tasks
from percuta_clinic.files.store import sweep_orphans
from percuta_clinic.healing.asking import ASKING
from percuta_clinic.outbox.worker import work_forever, work_once
from percuta_clinic.patients.merging import gather_strays
from percuta_clinic.premises.queries import the_clinic
from percuta_clinic.readiness.chores import DUTIES, unless_off
from percuta_clinic.review.asking_back import ASKING_BACK

BEAT = "worker-alive"
TAKE_BACK = timedelta(days=7)


@dataclass(kw_only=True)
class Chore:
    """A duty of the worker that is done only so often."""

    name: str
    every: float  # seconds
    do: Callable[[], object]
    due: float = 0.0

    def __str__(self) -> str:
        return self.name

    def __call__(self) -> None:
        """Does it if it is time."""
        now = time.monotonic()
        if now >= self.due:
            self.due = now + self.every
            self.do()


def chores(environment: Environment) -> list[Chore]:
    """Everything the worker looks after besides messages."""
    return [Chore(name="sign of life", every=10, do=lambda: beat(environment.home)), *_of_days()]


def _of_days() -> list[Chore]:
    """Those that ask for days, which are the clinic's as on every page."""
    found = [
        Chore(name="audit seals", every=60, do=housekeeping),
        Chore(name="urgent tasks", every=2, do=tell_of_tasks),
        Chore(name="files without a row", every=3600, do=sweep_orphans),
        Chore(name="strays of merged records", every=600, do=gather_strays),
        Chore(name="drafts put aside", every=3600, do=sweep_old_drafts),
        Chore(name="addresses of people who commented", every=3600, do=forget_addresses),
        Chore(name="sessions of packages", every=600, do=catch_up),
        Chore(name="old sessions", every=3600, do=lambda: call_command("clearsessions")),
        Chore(name="times nobody confirmed", every=600, do=sweep_requests),
        Chore(name="letters that were late", every=60, do=tell_late),
        Chore(name="times that came free", every=120, do=offer_where_open),
        *(Chore(name=name, every=every, do=unless_off(do)) for name, (every, do) in DUTIES.items()),
        *(Chore(name=name, every=every, do=do) for name, (every, do) in ASKING.items()),
        *(Chore(name=name, every=every, do=do) for name, (every, do) in ASKING_BACK.items()),
    ]
    return [replace(one, do=_by_its_clock(one.do)) for one in found]


def _by_its_clock(do: Callable[[], object]) -> Callable[[], object]:
    def done() -> object:
        clinic = the_clinic()
        with timezone.override(clinic.zone if clinic is not None else None):
            return do()

    return done


def offer_where_open() -> int:
    """Asks who waits, where a clinic is set up."""
    return offer_freed() if the_clinic() is not None else 0


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
    if once:
        work_once(chores(environment))
        return
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    work_forever(ended, chores(environment))
