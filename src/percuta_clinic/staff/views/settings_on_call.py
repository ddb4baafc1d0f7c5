"""Who is on call, at which number, when nobody is; and how long urgent tasks may wait."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.duty.access import on_call_for, reachable_for, who_takes
from percuta_clinic.duty.ahead import days_ahead, single_days, weekly_lines, when_said
from percuta_clinic.duty.models import DutyPhone, DutyRules, Urgency
from percuta_clinic.duty.queries import (
    CLINICIANS,
    duty_rules,
    gaps_ahead,
    no_phone_ahead,
    who_looks,
)
from percuta_clinic.duty.rostering import (
    duty_phone_set,
    duty_rules_change,
    on_call_end,
    on_call_once,
    on_call_weekly,
)
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.on_call import DutyRulesForm, OnceForm, WeeklyForm
from percuta_clinic.staff.views.changing import Work, put_errors, work_page
from percuta_clinic.staff.views.settings_parts import frame_of, part_page

HERE = "settings_on_call"


@require_safe
@needs(Right.SET_DUTY)
def on_call(request: ClinicRequest) -> HttpResponseBase:
    """Now, the gaps of the next 14 days, the roster, the numbers."""
    return _page(request)


def _page(request: ClinicRequest, **more: Any) -> HttpResponseBase:
    clinic, now = request.clinic, timezone.now()
    day, people, rules = today(clinic), having(*CLINICIANS), duty_rules()
    phones = dict(DutyPhone.objects.values_list("account", "phone"))
    context = {
        "looks": who_looks(clinic, now),
        "gaps": [when_said(gap, clinic) for gap in gaps_ahead(clinic, now)],
        "no_phone": no_phone_ahead(clinic, now),
        "ahead": days_ahead(clinic, now),
        "weekly": weekly_lines(day),
        "single": single_days(day),
        "people": [{"one": one, "phone": phones.get(one.pk, "")} for one in who_takes()],
        "rules": rules,
        "waits": [_wait(rules, one) for one in reversed(Urgency)],
        "assumed": rules.is_assumed,
        "week_form": WeeklyForm(people=people, initial={"first_day": day}),
        "once_form": OnceForm(people=people),
    }
    return part_page(request, "staff/settings/on_call.html", HERE, **(context | more))


def _wait(rules: DutyRules, urgency: Urgency) -> dict[str, str]:
    return {
        "label": urgency.label,
        "take": _said(rules.take_minutes(urgency)),
        "due": _said(rules.due_minutes(urgency)),
    }


def _said(minutes: int) -> str:
    """“24 h”, “90 min”."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if rest else f"{hours} h"


@require_POST
@needs(Right.SET_DUTY)
def weekly(request: ClinicRequest) -> HttpResponseBase:
    """Somebody is on call every week from a day on."""
    form = WeeklyForm(request.POST, people=having(*CLINICIANS))
    if _written(request, form, on_call_weekly):
        return redirect(HERE)
    return _page(request, week_form=form, status=422)


@require_POST
@needs(Right.SET_DUTY)
def once(request: ClinicRequest) -> HttpResponseBase:
    """Somebody is on call on one day, or in place of another."""
    form = OnceForm(request.POST, people=having(*CLINICIANS))
    if _written(request, form, on_call_once):
        return redirect(HERE)
    return _page(request, once_form=form, status=422)


def _written(request: ClinicRequest, form: WeeklyForm | OnceForm, write: Any) -> bool:
    if not form.is_valid():
        return False
    details = form.details
    try:
        write(by=request.user.actor, **details)
    except ValidationError as refusal:
        put_errors(form, refusal)
        return False
    messages.success(request, f"{details['account'].name} is on call then.")
    return True


@require_POST
@needs(Right.SET_DUTY)
def end(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Ends what recurs, or takes one day out."""
    row = on_call_for(request.user, key)
    try:
        on_call_end(by=request.user.actor, row=row)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{row.account.name} is not on call then any more.")
    return redirect(HERE)


@require_POST
@needs(Right.SET_DUTY)
def phone(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The number somebody is reached at."""
    account, typed = reachable_for(request.user, key), request.POST.get("phone", "")
    typed = typed.replace("\0", "")[:60]
    try:
        kept = duty_phone_set(by=request.user.actor, account=account, phone=typed)
    except ValidationError as refusal:
        wrong = {"key": account.pk, "typed": typed, "why": " ".join(refusal.messages)}
        return _page(request, wrong=wrong, status=422)
    said = f"{account.name} is reached at {kept}." if kept else f"{account.name} has no number now."
    messages.success(request, said)
    return redirect(HERE)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SET_DUTY)
def rules(request: ClinicRequest) -> HttpResponseBase:
    """How long tasks wait, and the number for when nobody is on call."""
    row = duty_rules()
    form: forms.BaseForm = DutyRulesForm(request.POST or None, instance=row)
    row._state.adding = False  # until it is set, what is assumed stands for it
    work = Work(
        form=form,
        row=row,
        save=partial(duty_rules_change, by=request.user.actor),
        template="staff/settings/duty_rules.html",
        done=reverse(HERE),
        said="Saved. It counts for what is opened or told from now on.",
        context=frame_of(request, HERE),
    )
    return work_page(request, work)
