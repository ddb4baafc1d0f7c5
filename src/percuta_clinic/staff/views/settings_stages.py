"""The stages of a service, drawn as a bar; who books it and who does it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from percuta_clinic.audit.change import Changed
from percuta_clinic.booking.access import service_for
from percuta_clinic.booking.models import Part, Service
from percuta_clinic.booking.offering import device_name
from percuta_clinic.booking.science import minutes_of_numbing
from percuta_clinic.booking.stages import Stage, minutes_inside, stages_of
from percuta_clinic.booking.staging import MOST_STAGES, stages_mark, stages_set, usual_stages
from percuta_clinic.booking.terms import terms_mark, terms_set
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.stages import StageForm, TermsForm, rows_of, rows_sent
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.settings_parts import part_page

PAGE = require_http_methods(["GET", "HEAD", "POST"])
HERE = "settings_services"
NEW = Stage(part=Part.TALK, minutes=10)


@PAGE
@needs(Right.EDIT_CLINIC)
def stages(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Rows to change, add, move and remove; nothing counts before it is saved."""
    row = service_for(request.user, key)
    if request.method != "POST":
        return _page(request, row, rows_of(stages_of(row)))
    rows = rows_sent(request.POST)
    fine = all(one.is_valid() for one in rows)  # each row says what is wrong in it
    do = request.POST.get("do", "save")
    if do == "usual":
        return _page(request, row, rows_of(usual_stages()))
    if not fine:
        return _page(request, row, rows, status=422)
    found = [one.stage for one in rows]
    if do != "save":
        return _page(request, row, rows_of(_edited(found, do)))
    return _saved(request, row, found)


def _saved(request: ClinicRequest, row: Service, found: list[Stage]) -> HttpResponseBase:
    mark, other_cream = request.POST.get("as_shown", "?"), "other_cream" in request.POST
    try:
        now = stages_set(
            by=request.user.actor,
            service=row,
            stages=found,
            as_shown=mark,
            other_cream=other_cream,
        )
    except Changed:
        return _page(request, row, rows_of(found), status=409)
    except ValidationError as refusal:
        return _page(request, row, rows_of(found), errors=refusal.messages, status=422)
    messages.success(request, f"The stages are saved. {now} takes {now.minutes} minutes.")
    return redirect(HERE)


def _edited(found: list[Stage], do: str) -> list[Stage]:
    """One row added, removed, or a place up or down; the button is named such as “up-2”."""
    act, _, number = do.partition("-")
    at = int(number) if number.isdecimal() and len(number) < 3 else -1
    if act == "add" and len(found) < MOST_STAGES:
        return [*found, NEW]
    if not 0 <= at < len(found):
        return found
    other = {"up": at - 1, "down": at + 1}.get(act, at)
    if act == "remove":
        del found[at]
    elif 0 <= other < len(found):
        found[at], found[other] = found[other], found[at]
    return found


def _page(
    request: ClinicRequest,
    row: Service,
    rows: Sequence[StageForm],
    *,
    errors: Sequence[str] = (),
    status: int = 200,
) -> HttpResponseBase:
    drawn = [one.stage for one in rows if one.is_bound and one.is_valid()] or [
        Stage(**one.initial) for one in rows if not one.is_bound
    ]
    kept = request.method == "POST" and status != 409
    numb = minutes_of_numbing()
    return part_page(
        request,
        "staff/settings/stages.html",
        HERE,
        status=status,
        service=row,
        rows=rows,
        drawn=drawn,
        inside=minutes_inside(drawn),
        errors=errors,
        stale=stages_of(row) if status == 409 else (),
        device=device_name(row),
        short=any(one.part == Part.NUMB and one.minutes < numb for one in drawn),
        other_cream="other_cream" in request.POST,
        full=len(rows) >= MOST_STAGES,
        as_shown=request.POST.get("as_shown", "?") if kept else stages_mark(row),
    )


@PAGE
@needs(Right.EDIT_CLINIC)
def terms(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Who books it without the clinic's help, and who does it."""
    row = service_for(request.user, key)
    form = TermsForm(request.POST or None, service=row, initial=_initial(row))
    if request.method != "POST":
        return _terms_page(request, row, form)
    if not form.is_valid():
        return _terms_page(request, row, form, status=422)
    mark = request.POST.get("as_shown", "?")
    try:
        terms_set(by=request.user.actor, service=row, as_shown=mark, **form.details)
    except Changed as refusal:
        return _terms_page(request, row, form, versus=_versus(form, refusal.now), status=409)
    except ValidationError as refusal:
        put_errors(form, refusal)
        return _terms_page(request, row, form, status=422)
    messages.success(request, f"Who books {row} is saved.")
    return redirect(HERE)


def _initial(row: Service) -> dict[str, Any]:
    people = list(row.done_by.values_list("pk", flat=True))
    names = ("who_books", "after", "is_consultation")
    return {name: getattr(row, name) for name in names} | {"done_by": people}


def _versus(form: TermsForm, now: Any) -> list[dict[str, str]]:
    """Who books it, in both texts; the rest is on the page."""
    mine, theirs = form.details, _initial(now)
    theirs["done_by"] = list(now.done_by.all())
    return [
        {"label": str(form.fields[name].label), "mine": _words(mine[name]), "theirs": _words(one)}
        for name, one in theirs.items()
        if _words(mine[name]) != _words(one)
    ]


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(sorted(map(str, value))) or "everybody"
    return {True: "yes", False: "no", None: "none"}.get(value) or str(value)


def _terms_page(
    request: ClinicRequest,
    row: Service,
    form: TermsForm,
    *,
    versus: Sequence[dict[str, str]] = (),
    status: int = 200,
) -> HttpResponseBase:
    kept = status == 422
    return part_page(
        request,
        "staff/settings/service_booking.html",
        HERE,
        status=status,
        service=row,
        form=form,
        versus=versus,
        as_shown=request.POST.get("as_shown", "?") if kept else terms_mark(row),
    )
