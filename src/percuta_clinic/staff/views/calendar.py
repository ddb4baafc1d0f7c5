"""The calendar: a day or a week, by room or by person, as a grid or a list."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.booking.agenda import Agenda, agenda, people_in, rooms_in_use
from percuta_clinic.booking.unfit import unfit_visits
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import EARLIEST, LATEST, day_bounds, today
from percuta_clinic.staff.views.calendar_blocks import visit_shown
from percuta_clinic.staff.views.calendar_columns import (
    Column,
    by_day,
    by_person,
    by_room,
    column_shown,
)
from percuta_clinic.staff.views.calendar_list import away_shown, days_shown
from percuta_clinic.staff.views.calendar_time import Window, window_of

WEEK = 7
DAY = timedelta(days=1)
FAR = timedelta(days=40)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address says is to be shown."""

    day: date
    span: str = "day"
    by: str = "room"
    of: UUID | None = None
    show: str = "grid"

    @classmethod
    def by_address(cls, request: ClinicRequest) -> "Asked":
        """Whatever makes no sense is as if it were not said."""
        given, now = request.GET, today(request.clinic)
        day = sent.day(given.get("day", ""))
        return cls(
            day=day if day and EARLIEST + FAR < day < LATEST - FAR else now,
            span="week" if given.get("span") == "week" else "day",
            by="person" if given.get("by") == "person" else "room",
            of=sent.key(given.get("of", "")),
            show="list" if given.get("show") == "list" else "grid",
        )

    @property
    def first(self) -> date:
        """The first day shown."""
        return self.day - self.day.weekday() * DAY if self.span == "week" else self.day

    @property
    def days(self) -> int:
        """How many days are shown."""
        return WEEK if self.span == "week" else 1

    def url(self, **changed: Any) -> str:
        """The address that shows the same but for something."""
        other = replace(self, **changed)
        plain = {"day": other.day.isoformat(), "span": other.span, "by": other.by}
        usual = {"span": "day", "by": "room"}
        said = {name: one for name, one in plain.items() if usual.get(name) != one}
        if other.of and other.span == "week":
            said["of"] = str(other.of)
        if other.show == "list":
            said["show"] = "list"
        return f"{reverse('calendar')}?{urlencode(said)}"


@require_safe
@needs(Right.SEE_BOARD)
def calendar(request: ClinicRequest) -> HttpResponse:
    """The page; a script gets what changes alone."""
    asked = Asked.by_address(request)
    found = agenda(request.user, first=asked.first, days=asked.days, clinic=request.clinic)
    may_move = request.user.may(Right.BOOK_VISITS)
    zone = request.clinic.zone
    unfit = _unfit(request, asked)
    visits = [
        visit_shown(one, zone, may_move=may_move, unfit=unfit.get(one.pk, ""))
        for one in found.visits
    ]
    window = window_of(found)
    columns = _columns(asked, found)
    shown = [one for one in visits if any(column.holds(one) for column in columns)]
    context = {
        "asked": asked,
        "heading": _heading(asked),
        "is_now": asked.first <= today(request.clinic) < asked.first + asked.days * DAY,
        "links": _links(asked, today(request.clinic)),
        "of": _of(asked, found),
        "number": len(found.visits),
        "hours": window.hours,
        "rows": window.rows,
        "columns": [
            column_shown(one, found, window, visits=visits)
            | {"now": _now(one.day, window, today(request.clinic))}
            for one in (columns if asked.show == "grid" else ())
        ],
        "first_hour": window.first,
        "days": days_shown(found, shown),
        "away": away_shown(found),
        "can_move": may_move,
    }
    page = "staff/calendar/shown.html" if request.htmx else "staff/calendar/calendar.html"
    return render(request, page, context)


def _unfit(request: ClinicRequest, asked: Asked) -> dict[UUID, str]:
    """Why visits to come do not fit, such as that somebody is away."""
    end = day_bounds(asked.first + (asked.days - 1) * DAY, request.clinic)[1]
    found = unfit_visits(request.user, clinic=request.clinic, until=end)
    return {one.visit.pk: one.words for one in found}


def _columns(asked: Asked, found: Agenda) -> list[Column]:
    if asked.span == "day":
        return by_person(found) if asked.by == "person" else by_room(found)
    url = asked.url(span="day", of=None).replace(asked.day.isoformat(), "DAY")
    room, person = (None, asked.of) if asked.by == "person" else (asked.of, None)
    return by_day(found, room=room, person=person, url=url)


def _heading(asked: Asked) -> str:
    if asked.span == "day":
        return f"{asked.day:%A %-d %B %Y}"
    last = asked.first + (WEEK - 1) * DAY
    return f"{asked.first:%-d %B} to {last:%-d %B %Y}"


def _links(asked: Asked, now: date) -> dict[str, Any]:
    step = asked.days * DAY
    return {
        "here": asked.url(),
        "before": asked.url(day=asked.day - step),
        "after": asked.url(day=asked.day + step),
        "now": asked.url(day=now),
        "spans": _choice(asked, "span", day="Day", week="Week"),
        "bys": _choice(asked, "by", room="By room", person="By person"),
        "shows": _choice(asked, "show", grid="Grid", list="List"),
    }


def _choice(asked: Asked, name: str, **words: str) -> list[dict[str, Any]]:
    more: dict[str, Any] = {"of": None} if name == "by" else {}
    return [
        {
            "label": label,
            "url": asked.url(**{name: key}, **more),
            "current": getattr(asked, name) == key,
        }
        for key, label in words.items()
    ]


def _of(asked: Asked, found: Agenda) -> list[dict[str, Any]]:
    """In a week: everything, or one room or person."""
    if asked.span == "day":
        return []
    rooms = [(room.name, room.pk) for room, _ in rooms_in_use()]
    people = [(one.name, one.pk) for one in people_in(found)]
    several = people if asked.by == "person" else rooms
    return [
        {"label": label, "url": asked.url(of=key), "current": asked.of == key}
        for label, key in [("All", None), *several]
    ]


def _now(day: date, window: Window, now: date) -> dict[str, Any] | None:
    if day != now:
        return None
    at = timezone.now()
    row = window.row(at, day)
    words = f"{at.astimezone(window.zone):%H:%M}"
    return {"row": row, "words": words} if 0 < row < window.rows else None
