"""A page on which one thing is entered or changed, and what happens when two people do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from percuta_clinic.audit.change import Changed, shown
from percuta_clinic.frame.request import ClinicRequest


@dataclass(frozen=True, kw_only=True)
class Work:
    """``save`` gets what was typed, and ``as_shown`` where ``row`` is there already."""

    form: forms.BaseForm
    row: Model
    save: Callable[..., Any]
    template: str
    done: str
    said: str
    context: Mapping[str, Any] = field(default_factory=dict)


def work_page(request: ClinicRequest, work: Work) -> HttpResponseBase:
    """Shows the form; saves it when it is sent; shows both texts when somebody was faster."""
    if request.method != "POST":
        return _page(request, work)
    if not work.form.is_valid():
        return _page(request, work, status=422)
    try:
        work.save(**_details(request, work))
    except Changed as refusal:
        return _page(request, work, status=409, now=refusal.now)
    except ValidationError as refusal:
        put_errors(work.form, refusal)
        return _page(request, work, status=422)
    messages.success(request, work.said)
    return redirect(work.done)


def put_errors(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Puts a refusal at the fields it names, or on top."""
    named = getattr(refusal, "error_dict", {})
    if named and set(named) <= {*form.fields, "__all__"}:
        form.add_error(None, refusal)
    else:
        form.add_error(None, ValidationError(refusal.messages))


def _details(request: ClinicRequest, work: Work) -> dict[str, Any]:
    details = dict(work.form.cleaned_data)
    if not work.row._state.adding:
        details["as_shown"] = request.POST.get("as_shown", "?")
    return details


def _page(
    request: ClinicRequest, work: Work, *, status: int = 200, now: Model | None = None
) -> HttpResponseBase:
    context = {**work.context, "form": work.form, "row": work.row}
    if not work.row._state.adding:
        context["as_shown"] = _mark(request, work, now)
    if now is not None:
        context["versus"] = _versus(work.form, now)
    return render(request, work.template, context, status=status)


def _mark(request: ClinicRequest, work: Work, now: Model | None) -> str:
    """What the form was filled from; after a refusal, what is there now."""
    if now is None and work.form.is_bound:
        return request.POST.get("as_shown", "?")
    return shown(now or work.row, work.form.fields)


def _versus(form: forms.BaseForm, now: Model) -> list[dict[str, str]]:
    """The fields in which what was typed and what is there differ."""
    return [
        {
            "label": str(form.fields[name].label or name),
            "mine": in_words(mine),
            "theirs": in_words(getattr(now, name)),
        }
        for name, mine in form.cleaned_data.items()
        if mine != getattr(now, name)
    ]


def in_words(value: Any) -> str:
    """A value of a field as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "not given"
    return "not given" if value in (None, "") else str(value)
