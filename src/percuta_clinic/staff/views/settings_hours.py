"""Who works when: a week for each person, and hours on single days."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.audit.change import Changed
from percuta_clinic.booking.unfit import unfit_visits
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import staff
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.roster.access import extra_for, worker_for
from percuta_clinic.roster.queries import away_ahead, extras_of, has_hours, week_mark, weeks_of
from percuta_clinic.roster.services import hours_add, hours_remove, week_set
from percuta_clinic.roster.weeks import Week
from percuta_clinic.staff.forms.roster import EXAMPLE, ExtraForm, WeekForm, typed_of
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.settings_parts import part_page

HERE, MINE = "settings_hours", "settings_my_hours"
WORKDAYS = range(5)


@require_safe
@needs(Right.EDIT_PEOPLE)
def hours(request: ClinicRequest) -> HttpResponseBase:
    """Everybody's week as it is today."""
    day = today(request.clinic)
    rows = [{"person": one, "weeks": weeks_of(one.pk, day)[:1]} for one in staff()]
    return part_page(request, "staff/settings/hours.html", HERE, rows=rows)


@require_safe
@needs(Right.SEE_BOARD)
def my_hours(request: ClinicRequest) -> HttpResponseBase:
    """One's own hours and absences, to read."""
    day = today(request.clinic)
    return part_page(
        request,
        "staff/settings/my_hours.html",
        MINE,
        weeks=weeks_of(request.user.pk, day),
        extras=extras_of(request.user.pk, day),
        away=_said(request, request.user.pk),
    )


def _said(request: ClinicRequest, key: UUID) -> list[tuple[str, str, str]]:
    zone = request.clinic.zone
    return [(one.who, one.said(zone), one.why) for one in away_ahead(key)]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PEOPLE)
def hours_of(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The week of one person: filled quickly, drawn, and saved from a day on."""
    person = worker_for(request.user, key)
    day = today(request.clinic)
    if request.method != "POST":
        weeks = weeks_of(key, day)
        form = WeekForm(initial=typed_of(weeks[0] if weeks else None, first_day=day))
        return _page(request, person, form)
    do = request.POST.get("do", "save")
    if do != "save":
        return _page(request, person, WeekForm(initial=_quickly(request, do)))
    form = WeekForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    return _saved(request, person, form)


def _saved(request: ClinicRequest, person: Account, form: WeekForm) -> HttpResponseBase:
    mark = request.POST.get("as_shown", "?")
    try:
        week_set(by=request.user.actor, account=person, week=form.week, as_shown=mark)
    except Changed:
        return _page(request, person, form, status=409)
    except ValidationError as refusal:
        put_errors(form, refusal)
        return _page(request, person, form, status=422)
    return left_over(request, person, f"The hours of {person.name} are saved.", back=HERE)


def left_over(
    request: ClinicRequest, person: Account | None, said: str, *, back: str
) -> HttpResponseBase:
    """Where to go on: visits that lie outside now are shown at once."""
    key = person.pk if person else None
    outside = len(unfit_visits(request.user, clinic=request.clinic, what=key))
    messages.success(request, said)
    if not outside:
        return redirect(back)
    lie = "visit no longer fits" if outside == 1 else "visits no longer fit"
    messages.warning(request, f"{outside} {lie}. Nothing was moved: see below.")
    return redirect(reverse("visits_unfit") + (f"?what={key}" if key else ""))


def _quickly(request: ClinicRequest, do: str) -> dict[str, Any]:
    """What was typed, with the first line of a workday on all of them, or a colleague's week."""
    typed: dict[str, Any] = dict(request.POST.items())
    typed |= {name: name in request.POST for name in ("treats", "assists")}
    if do == "copy":
        return typed | _of_colleague(request)
    lines = [typed.get(f"day{number}", "") for number in WORKDAYS]
    first = next((line for line in lines if line.strip()), EXAMPLE)
    return typed | {f"day{number}": first for number in WORKDAYS}


def _of_colleague(request: ClinicRequest) -> dict[str, Any]:
    found = next((one for one in staff() if str(one.pk) == request.POST.get("copy")), None)
    day = today(request.clinic)
    weeks: list[Week] = weeks_of(found.pk, day) if found else []
    if not weeks:
        messages.info(request, "Choose somebody whose hours are entered.")
        return {}
    copied = typed_of(weeks[0], first_day=day)
    return {name: value for name, value in copied.items() if name.startswith("day")}


def _page(
    request: ClinicRequest,
    person: Account,
    form: forms.Form,
    *,
    extra: ExtraForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    day = today(request.clinic)
    others = [one for one in staff() if one != person and has_hours(one.pk)]
    bound = form.is_bound and status == 422
    return part_page(
        request,
        "staff/settings/hours_of.html",
        HERE,
        status=status,
        person=person,
        form=form,
        as_shown=request.POST.get("as_shown", "?") if bound else week_mark(person.pk),
        stale=status == 409,
        weeks=weeks_of(person.pk, day),
        extras=extras_of(person.pk, day),
        away=_said(request, person.pk),
        extra=extra or ExtraForm(initial={"on_day": day}),
        others=others,
        example=EXAMPLE,
    )


@require_POST
@needs(Right.EDIT_PEOPLE)
def extra_add(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Hours on one day."""
    person = worker_for(request.user, key)
    form = ExtraForm(request.POST)
    if form.is_valid():
        try:
            made = hours_add(by=request.user.actor, account=person, **form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            messages.success(request, f"{person.name} also works on {made.on_day:%-d %B %Y}.")
            return redirect("settings_hours_of", key)
    weeks = weeks_of(key, today(request.clinic))
    week = WeekForm(initial=typed_of(weeks[0] if weeks else None, first_day=today(request.clinic)))
    return _page(request, person, week, extra=form, status=422)


@require_POST
@needs(Right.EDIT_PEOPLE)
def extra_remove(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes hours of one day back."""
    found = extra_for(request.user, key)
    hours_remove(by=request.user.actor, hours=found)
    return left_over(
        request, found.account, f"{found.account.name} does not work then any more.", back=HERE
    )
