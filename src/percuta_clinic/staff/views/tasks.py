"""Urgent tasks by their clocks, and the bar that stands on every page of staff."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.duty.access import tasks_read
from percuta_clinic.duty.bar import urgent_for
from percuta_clinic.duty.fetching import whom_to_fetch
from percuta_clinic.duty.lists import SHOWS, counts_of, tasks_list
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.views.shown import row

PAGE = 30
LABELS = {"open": "Open", "mine": "Mine", "taken": "Taken", "closed": "Closed, last 30 days"}
TONES = {Urgency.NOW: "stop", Urgency.TODAY: "warn", Urgency.WATCH: "info"}
WORDS = {Urgency.NOW: "Now", Urgency.TODAY: "Today", Urgency.WATCH: "Watch"}


@require_safe
@needs(Right.SEE_BOARD)
def tasks(request: ClinicRequest) -> HttpResponse:
    """The open ones by their clocks, one's own, the taken, or what was closed."""
    now = timezone.now()
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "open"
    page = Paginator(tasks_list(request.user, show=show, now=now), PAGE).get_page(
        request.GET.get("page")
    )
    read = tasks_read(request.user)
    counts = counts_of(request.user, now=now)
    context = {
        "rows": [
            {"row": row(request, one.patient), "reads": one.pk in read, **shown(one, now)}
            for one in page
        ],
        "page": page,
        "show": show,
        "title": LABELS[show],
        "tabs": [
            {"key": key, "label": label, "count": counts.get(key), "current": key == show}
            for key, label in LABELS.items()
        ],
        "fetch": whom_to_fetch(request.clinic, now),
        "clinician": request.user.may(Right.OPEN_CHART),
        "crumbs": [{"label": "Today", "url": reverse("board")}, {"label": "Urgent"}],
    }
    return render(request, "staff/tasks/list.html", context)


def shown(task: Task, now: datetime) -> dict[str, Any]:
    """How it stands, in words and colours."""
    urgency = Urgency(task.urgency)
    late = task.is_open and task.due_at <= now
    return {
        "task": task,
        "urgency": WORDS[urgency],
        "tone": TONES[urgency],
        "late": late,
        "state": state_of(task),
        "state_tone": "ok" if not task.is_open else "idle" if task.owner_id else "stop",
    }


def state_of(task: Task) -> str:
    """In a few words."""
    if not task.is_open:
        return f"Closed by {task.closed_by_name}"
    if task.owner_id:
        return f"Taken by {task.owner_name}"
    return "Nobody reached" if task.nobody_at else "Nobody has taken it"


@require_safe
@needs(Right.SEE_BOARD)
def bar(request: ClinicRequest) -> HttpResponse:
    """The bar for a page that stands open; nothing if it is as that page shows it."""
    found = urgent_for(request.user)
    if found is not None and request.GET.get("seen") == found["mark"]:
        return HttpResponse(status=204)
    return render(request, "look/pieces/urgent.html", {"now_urgent": found})
