"""One urgent task: what, since when, who was told with what result; taking, handing on, closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.services import record as log
from percuta_clinic.duty.access import read_task_for, reads, task_for, who_takes
from percuta_clinic.duty.fetching import whom_to_fetch
from percuta_clinic.duty.models import Task
from percuta_clinic.duty.services import task_close, task_hand_on, task_take
from percuta_clinic.duty.timeline import timeline
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.healing.tasks import SOURCE as CHECK_IN
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.tasks import CheckInCloseForm, CloseForm, HandOnForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.shown import row
from percuta_clinic.staff.views.tasks import shown


@require_safe
@needs(Right.SEE_BOARD)
def task(request: ClinicRequest, key: UUID) -> HttpResponse:
    """What it is about for whoever may open the chart; for others whom to fetch."""
    found = task_for(request.user, key)
    if reads(request.user, found):
        about = found.patient_id
        log(by=request.user.actor, action="task.read", subject=found, patient_id=about)
    return _page(request, found)


def _page(request: ClinicRequest, found: Task, **more: Any) -> HttpResponse:
    account, now = request.user, timezone.now()
    may_read = reads(account, found)
    context = {
        **shown(found, now),
        "row": row(request, found.patient),
        "reads": may_read,
        "glass": account.may(Right.OPEN_CHART) and not may_read,
        "lines": timeline(found, with_words=may_read),
        "fetch": [] if may_read else whom_to_fetch(request.clinic, now),
        "mine": found.owner_id == account.pk,
        "may_take": account.may(Right.TAKE_TASKS) and found.is_open,
        "close_form": _closing(found)(initial={"seen": found.urgency}),
        "hand_form": HandOnForm(people=_others(found, account)),
        "crumbs": [
            {"label": "Today", "url": reverse("board")},
            {"label": "Urgent", "url": reverse("tasks")},
            {"label": "One task"},
        ],
    }
    status = more.pop("status", 200)
    return render(request, "staff/tasks/task.html", context | more, status=status)


def _closing(found: Task) -> type[CloseForm]:
    """Where it came from a check-in, its patient reads who looked and what they were told."""
    return CheckInCloseForm if found.source == CHECK_IN else CloseForm


def _others(found: Task, account: Account) -> QuerySet[Account]:
    """Whom it can be handed on to: everybody who takes tasks, but oneself and who has it."""
    people = who_takes().exclude(pk=account.pk)
    return people.exclude(pk=found.owner_id) if found.owner_id else people


@require_POST
@needs(Right.TAKE_TASKS)
def take(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Whoever takes it sees to it; nobody else is told any more."""
    found = task_for(request.user, key, Right.TAKE_TASKS)
    try:
        task_take(by=request.user, task=found)
    except ValidationError as refusal:
        toasts.warning(request, " ".join(refusal.messages))
    else:
        toasts.success(request, "Yours. Nobody else is told any more; close it when it is done.")
    return redirect("task", key=key)


@require_POST
@needs(Right.TAKE_TASKS)
def hand_on(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Somebody else sees to it, and is told at once."""
    found = task_for(request.user, key, Right.TAKE_TASKS)
    form = HandOnForm(request.POST, people=_others(found, request.user))
    if form.is_valid():
        to, words = form.cleaned_data["to"], form.cleaned_data["words"]
        try:
            task_hand_on(by=request.user, task=found, to=to, words=words)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            toasts.success(request, f"Handed on. {to.name} is told now, at any hour.")
            return redirect("task", key=key)
    found.refresh_from_db()
    return _page(request, found, hand_form=form, status=422)


@require_POST
@needs(Right.OPEN_CHART)
def close(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Closes it with what came of it."""
    found = read_task_for(request.user, key)
    form = _closing(found)(request.POST)
    if form.is_valid():
        try:
            task_close(by=request.user, task=found, **form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            toasts.success(request, "Closed. What came of it stays with the task.")
            return redirect("task", key=key)
    found.refresh_from_db()
    form.data = {**request.POST.dict(), "seen": found.urgency}  # the page shows it as it stands
    return _page(request, found, close_form=form, status=422)
