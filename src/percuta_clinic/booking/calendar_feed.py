"""When somebody works in visits, for their own calendar: rooms and minutes, no patients."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from percuta_clinic.booking.calendar_file import Method, new_calendar, new_event, text_of, words
from percuta_clinic.booking.models import Segment, State, Visit
from percuta_clinic.outbox.wording import one_line
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today

BACK, AHEAD = timedelta(days=7), timedelta(days=90)
EVERY = "PT1H"  # how often a calendar may ask again


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Stages of one visit without a gap, in which one person works."""

    visit: Visit
    number: int
    starts_at: datetime
    ends_at: datetime


def feed_file(account: Account, clinic: Clinic) -> str:
    """The same visits give the same file."""
    made = new_calendar(Method.PUBLISH)
    made.add("x-wr-calname", words(one_line(clinic.name)))
    made.add("x-published-ttl", EVERY)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for one in _own(account, clinic):
        visit, since = one.visit, max(one.visit.made_at, one.visit.state_since)
        event = new_event(visit, name=f"feed-{one.number}", at=since, lasts=one)
        minutes = (one.ends_at - one.starts_at) // timedelta(minutes=1)
        event.add("summary", words(f"Visit · {one_line(visit.room.name)}"))
        event.add("description", f"{minutes} minutes, {State(visit.state).label}")
        made.add_component(event)
    return text_of(made)


def _own(account: Account, clinic: Clinic) -> list[Stretch]:
    """From a week ago to three months ahead; cancelled ones too, so that calendars let them go."""
    require(account, Right.SEE_BOARD)
    day = today(clinic)
    start, end = day_bounds(day - BACK, clinic)[0], day_bounds(day + AHEAD, clinic)[1]
    within = Q(starts_at__gte=start, starts_at__lt=end)
    stages = Segment.objects.filter(within, person=account).select_related("visit__room")
    undivided = Visit.objects.filter(within, specialist=account, segments=None)
    found = _joined(list(stages.order_by("visit", "number")))
    found += [
        Stretch(visit=one, number=0, starts_at=one.starts_at, ends_at=one.ends_at)
        for one in undivided.select_related("room")
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.visit.pk))


def _joined(stages: list[Segment]) -> list[Stretch]:
    found: list[Stretch] = []
    for one in stages:
        last = found[-1] if found else None
        if last and (last.visit.pk, last.ends_at) == (one.visit_id, one.starts_at):
            found[-1] = replace(last, ends_at=one.ends_at)
        else:
            begun = {"starts_at": one.starts_at, "ends_at": one.ends_at}
            found.append(Stretch(visit=one.visit, number=one.number, **begun))
    return found
