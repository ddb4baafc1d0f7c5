"""The questions, step by step; each step works without scripts, by its Next button."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.frame.limits import within
from percuta_clinic.frame.sent import whole
from percuta_clinic.intake.access import own_form
from percuta_clinic.intake.gaps import first_gap, gaps
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.fields import MANY
from percuta_clinic.intake.science.medicines import suggestions
from percuta_clinic.intake.science.remembered import fully
from percuta_clinic.intake.services import (
    Changed,
    Closed,
    Incomplete,
    Saved,
    form_save,
    reading_of,
)
from percuta_clinic.intake.steps import (
    CHECK,
    Stand,
    Step,
    parts_of,
    sent_parts,
    stand_of,
    step_named,
)
from percuta_clinic.portal.birth import BirthDate
from percuta_clinic.portal.views.link import page_name
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.views.two_devices import clashes, questions, unasked
from percuta_clinic.portal.visitor import PatientRequest, not_here, of_patient
from percuta_clinic.screening.services import answers_received

NEXT, MORE = "next", "more"


@require_safe
@of_patient
def whole_form(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Leads to the first question that is open; sent, it shows what was sent."""
    form = own_form(request.patient, key)
    if not form.is_open:
        return _closed(request, form)
    stand = stand_of(reading_of(form))
    step = reverse("my_form_step", args=[key, stand.next.slug])
    field = first_gap(form, stand, stand.next) if form.saved_at else ""
    return redirect(f"{step}#i-{field}" if field else step)


def _closed(request: PatientRequest, form: Form) -> HttpResponse:
    if request.handed_by:
        return not_here(request)
    steps = sent_parts(form) if form.sent_at else []
    context = {"form": form, "steps": steps}
    return render(request, "portal/form/sent.html", context | shared(request))


@require_http_methods(["GET", "HEAD", "POST"])
@of_patient
def one_step(request: PatientRequest, key: UUID, step: str) -> HttpResponseBase:
    """One step. Next saves it, says what is missing, and goes on."""
    here, form = step_named(step), own_form(request.patient, key)
    if here is None:
        raise Http404("There is no such step.")
    if not form.is_open:
        return _closed(request, form)
    if request.method != "POST":
        return _page(request, (form, here), {"checked": "show" in request.GET})
    try:
        saved = form_save(
            form=form,
            changed=_typed(request),
            version=whole(request.POST.get("version", ""), otherwise=0),
            shown=_shown(request),
        )
    except Closed:
        return redirect("my_form", key)
    except ValidationError as refusal:
        return _page(request, (form, here), {"refusal": refusal.messages}, status=422)
    return _onward(request, saved, here)


def _typed(request: PatientRequest) -> dict[str, Any]:
    """The fields that stood on the page; one that is not ticked is empty, not left out."""
    sent = request.POST
    return {
        name: [one for one in sent.getlist(name) if one.strip()]
        if MANY.fullmatch(name)
        else sent.get(name, "")
        for name in dict.fromkeys(sent.getlist("shown"))
    }


def _shown(request: PatientRequest) -> dict[str, list[str]]:
    """The places that each question of the page named."""
    names = [name for name in request.POST if name.startswith("at-")]
    return {name.removeprefix("at-"): request.POST.getlist(name) for name in names}


def _onward(request: PatientRequest, saved: Saved, here: Step) -> HttpResponseBase:
    form, go = saved.form, request.POST.get("go", NEXT)
    stand = stand_of(reading_of(form))
    if go == NEXT and not saved.clash and stand.leads_on(here):
        return redirect("my_form_step", form.pk, stand.after(here).slug)
    context = {"checked": go == NEXT, "clash": saved.clash, "mine": _typed(request)}
    return _page(request, (form, here), context, status=200 if go == MORE else 422)


def _page(
    request: PatientRequest, at: tuple[Form, Step], given: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    form, here = at
    stand = stand_of(reading_of(form))
    clash, shown = given.get("clash") or {}, _shown(request)
    typed = {name: value for name, value in given.get("mine", {}).items() if name in clash}
    faults = stand.faults[here.slug] if given.get("checked") else ()
    mine = {**form.values, **fully(typed, shown if clash else {})}
    parts = parts_of(here, mine, stand.reading.asked, faults=faults)
    theirs = parts_of(here, {**form.values, **clash}, stand.reading.asked)
    met = clashes(theirs, clash)
    gone = [name for name in questions(clash) if name not in {one for one, _, _ in met}]
    context = {
        "parts": parts,
        "faults": gaps(parts, faults),
        "refusal": given.get("refusal", ()),
        "clashes": met,
        "unasked": list(unasked(gone, stand.reading, values=(mine, form.values), shown=shown)),
    }
    return render(
        request,
        "portal/form/step.html",
        context | _frame(request, form, here, stand=stand),
        status=status,
    )


def _frame(request: PatientRequest, form: Form, here: Step, *, stand: Stand) -> dict[str, Any]:
    return shared(request) | {
        "form": form,
        "step": here,
        "number": stand.number(here),
        "answered": stand.answered(here),
        "wished": bool(stand.reading.told.zones),
        "steps": [(one, stand.is_done(one)) for one in stand.steps],
        "before": stand.before(here),
        "after": stand.after(here),
        "page": page_name(request) if request.way == "link" else "",
        "birth": BirthDate(auto_id="back_%s"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@of_patient
def check(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Everything in one list; sent from here."""
    form = own_form(request.patient, key)
    if not form.is_open:
        return redirect("my_form", key) if request.method == "POST" else _closed(request, form)
    if request.method == "POST":
        seen = whole(request.POST.get("version", ""), otherwise=0)
        try:
            account = request.user if request.way == "account" else None
            answers_received(by=request.actor, form=form, account=account, seen=seen)
            return redirect("my_prepare")
        except Closed:
            return redirect("my_form", key)
        except Changed as changed:
            return _check(request, changed.form, status=HTTPStatus.CONFLICT)
        except Incomplete:
            return _check(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _check(request, form, status=HTTPStatus.OK)


def _check(request: PatientRequest, form: Form, *, status: int) -> HttpResponse:
    stand = stand_of(reading_of(form))
    steps = [one for one in stand.steps if one is not CHECK]
    pages = [(one, parts_of(one, form.values, stand.reading.asked)) for one in steps]
    rows = [(one, parts, gaps(parts, stand.faults[one.slug])) for one, parts in pages]
    missing = sum(len(found) for _, _, found in rows)
    context = {
        "rows": rows,
        "missing_all": missing,
        "refused": status == HTTPStatus.UNPROCESSABLE_ENTITY,
        "changed": status == HTTPStatus.CONFLICT,
    }
    frame = _frame(request, form, CHECK, stand=stand)
    return render(request, "portal/form/check.html", context | frame, status=status)


@require_safe
@of_patient
def names(request: PatientRequest, key: UUID) -> HttpResponse:
    """Names of medicines for what is typed."""
    form = own_form(request.patient, key)
    typed = request.GET.get("medicine", "")[:100]
    often = within(form.pk.hex, what="medicines", times=600, seconds=600)
    found = suggestions(typed) if often else []
    context = {"found": found, "list": request.GET.get("list", "")[:20]}
    return render(request, "portal/form/medicines.html", context)
