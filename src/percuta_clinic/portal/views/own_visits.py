"""A patient's visits to come and, for whoever has an account, those before."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.booking.course import to_come_or_going_on
from percuta_clinic.booking.models import INSIDE, TimeOffered, Visit
from percuta_clinic.booking.waiting import visits_booked
from percuta_clinic.booking.who_books import why_not_then
from percuta_clinic.frame.times import zone_name
from percuta_clinic.people.access import NotYours
from percuta_clinic.portal.preparing import prepare_from
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.booking_alone import Window, may_cancel, may_move, window_of

SHOWN = 20
MOVED = "my_moved"  # where a session keeps from where a visit was moved


@dataclass(frozen=True, kw_only=True)
class Row:
    """A visit to come, and what can be done with it."""

    visit: Visit
    window: Window
    may_move: bool
    may_cancel: bool
    prepare_from: date | None


def row_of(visit: Visit, clinic: Clinic) -> Row:
    """The visit as the page shows it."""
    return Row(
        visit=visit,
        window=window_of(visit),
        may_move=may_move(visit),
        may_cancel=may_cancel(visit),
        prepare_from=prepare_from(visit, clinic),
    )


def visits_here(request: PatientRequest) -> QuerySet[Visit]:
    """Their own; a link shows what is to come, as on its first page, and nothing of the past."""
    mine = request.patient.visits.select_related("service", "specialist", "room", "patient")
    if request.way == "link":
        return mine.filter(to_come_or_going_on(timezone.now()))
    return mine


def own_visit(request: PatientRequest, key: UUID) -> Visit:
    """One of them, or nothing."""
    found = visits_here(request).filter(pk=key).first()
    if found is None:
        raise NotYours("There is no such visit.")
    return found


@dataclass(frozen=True, kw_only=True)
class Undo:
    """A visit that was just moved, and where it was before."""

    visit: Visit
    at: datetime
    who: str


def keep_undo(request: PatientRequest, before: Visit, moved: Visit) -> None:
    """Remembers where a visit was, until it changes again."""
    request.session[MOVED] = {
        "visit": str(moved.pk),
        "version": moved.version,
        "at": before.starts_at.isoformat(),
        "with": str(before.specialist_id),
    }


def _undo(request: PatientRequest) -> Undo | None:
    """Only while the visit may be moved alone, and back to a time that is booked alone."""
    kept = request.session.get(MOVED)
    visit = visits_here(request).filter(pk=kept["visit"]).first() if kept else None
    if kept is None or visit is None or visit.version != kept["version"] or not may_move(visit):
        return None
    at = datetime.fromisoformat(kept["at"])
    return None if why_not_then(at) else Undo(visit=visit, at=at, who=kept["with"])


@require_safe
@of_patient
@alone
def visits(request: PatientRequest) -> HttpResponse:
    """What is booked, what is waited for, and what was."""
    mine = visits_here(request)
    to_come = mine.filter(to_come_or_going_on(timezone.now())).order_by("starts_at")
    past = mine.exclude(pk__in=to_come).order_by("-starts_at")
    waits = request.patient.waitings.filter(ended_at=None).select_related("service", "specialist")
    offered = TimeOffered.objects.filter(
        waiting__in=waits, state=TimeOffered.State.OPEN, until__gt=timezone.now()
    )
    context = {
        "rows": [row_of(visit, request.clinic) for visit in to_come[:SHOWN]],
        "past": past[:SHOWN],
        "inside": INSIDE,
        "undo": _undo(request),
        "waits": [(one, next(iter(visits_booked(one)), None)) for one in waits],
        "offered": offered,
        "zone": zone_name(request.clinic),
    }
    return render(request, "portal/visits/list.html", context | shared(request))
