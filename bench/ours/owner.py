"""Fills a clinic and counts it, in the database and in Python; run by ``owner_page.py``."""

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import begin  # starts Django before any model is read
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from owner_fill import SPAN, Filling

from percuta_clinic.booking.models import INSIDE, State, Visit
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.numbers.attention import check_ins
from percuta_clinic.numbers.queries import behind, numbers_of
from percuta_clinic.numbers.spans import Span
from percuta_clinic.numbers.tables import list_of
from percuta_clinic.numbers.visits import visits
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

RUNS, FREE = 7, timedelta(hours=48)
CAME = (State.ARRIVED, *INSIDE, State.FINISHED)


def page(account: Account, span: Span) -> list[tuple[str, str, str]]:
    """Everything the page says."""
    found = numbers_of(account, span)
    return [(one.key, one.said, one.share) for part in found for one in part.numbers]


def ours(span: Span) -> dict[str, int]:
    """Check-ins, and visits that did not come to be, counted by the database."""
    parts = (*check_ins(span), *visits(span))
    return {one.key: one.count for part in parts for one in part.numbers}


def naive(span: Span) -> dict[str, int]:
    """The same, every row read and counted in Python."""
    found = Counter(dict.fromkeys(("checks.told", "checks.unsent"), 0))
    rows = CheckIn.objects.filter(patient__erased_at=None, **span.within("asked_at"))
    for one in rows.filter(unsent="").exclude(kind=Kind.TOLD):
        found.update(f"checks.{mark}" for mark in _told(one))
    came = Visit.objects.filter(patient__erased_at=None, **span.within("starts_at"))
    for visit in came.filter(starts_at__lt=timezone.now()):
        found.update(f"visits.{mark}" for mark in _kept(visit))
    return dict(found)


def _told(one: CheckIn) -> Iterator[str]:
    yield "asked"
    if one.answered_at is not None:
        yield "answered"
        if (one.level or 0) >= Urgent.TODAY:
            yield "warned"
    else:
        yield "missed" if one.missed_at is not None else "awaited"


def _kept(one: Visit) -> Iterator[str]:
    if one.state == State.MISSED:
        yield "missed"
    elif one.state == State.CANCELLED:
        yield "late" if one.state_since > one.starts_at - FREE else "early"
    elif one.state not in CAME:
        yield "unsaid"


def seconds(work: Callable[[], Any]) -> float:
    """Median seconds on the clock: the database works in another process."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def measured(owner: Account) -> dict[str, Any]:
    """All that is told."""
    clinic = Clinic.objects.get()
    last = today(clinic)
    whole = Span(first=last - timedelta(days=SPAN), last=last, clinic=clinic)
    quarter = Span(first=last - timedelta(days=90), last=last, clinic=clinic)
    told, counted = ours(whole), naive(whole)
    shown = {key: told[key] for key in counted}
    if shown != counted:
        raise RuntimeError(f"Two counts differ: {shown} and {counted}")
    with CaptureQueriesContext(connection) as asked:
        page(owner, whole)
    listed = behind(owner, whole, "checks.asked")
    return {
        "check-ins": told["checks.asked"],
        "sessions": Visit.objects.filter(treatment_began_at__isnull=False).count(),
        "queries": len(asked),
        "page": seconds(lambda: page(owner, whole)),
        "quarter": seconds(lambda: page(owner, quarter)),
        "ours": seconds(lambda: ours(whole)),
        "naive": seconds(lambda: naive(whole)),
        "list": seconds(lambda: behind(owner, whole, "checks.asked").rows[:200]),
        "file": seconds(lambda: sum(map(len, list_of(listed)))),
    }


def main() -> None:
    """Fills, measures, and writes down what was found."""
    assert begin.READY
    size, told = int(sys.argv[1]), Path(sys.argv[2])
    call_command("migrate", verbosity=0)
    filled = Filling(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    told.write_text(json.dumps(measured(filled.owner)))


if __name__ == "__main__":
    main()
