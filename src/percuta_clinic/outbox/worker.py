"""What runs beside the pages: sends what is due, and does the duties it is given."""

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import close_old_connections

from percuta_clinic.outbox.sender import send_due

POLL_SECONDS = 2.0
Duty = Callable[[], object]
log = logging.getLogger(__name__)


def work_once(duties: Iterable[Duty] = ()) -> int:
    """One round; how many messages were sent. A duty that fails keeps no other from its turn."""
    sent = _done(send_due)
    for duty in duties:
        _done(duty)
    return sent if isinstance(sent, int) else 0


def _done(duty: Duty) -> object:
    try:
        return duty()
    except Exception:
        log.exception("%s failed; it is tried again in the next round.", _name(duty))
        return None


def _name(duty: Duty) -> str:
    return str(getattr(duty, "__name__", duty))


def work_forever(stop: threading.Event, duties: Iterable[Duty] = ()) -> None:
    """Rounds until ``stop`` is set; a database or mail server that is away is waited for."""
    known = tuple(duties)
    while not stop.is_set():
        close_old_connections()
        sent = work_once(known)
        close_old_connections()
        stop.wait(0 if sent else POLL_SECONDS)
