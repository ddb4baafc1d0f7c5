"""Courses beside the one planned, searched for a wish; taking one changes the draft."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_for
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.inputs import Inputs, inputs_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import Made
from percuta_clinic.planning.science_search import (
    Cost,
    Course,
    Found,
    NothingFound,
    searched,
    series,
    where,
    with_course,
)
from percuta_clinic.staff.forms.searching import WishForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.plan_bands import in_ten
from percuta_clinic.staff.views.plan_look import looked_at
from percuta_clinic.staff.views.plan_shown import inputs_text

WIDTH = 200  # of the drawing of a band


@require_safe
@needs(Right.MAKE_PLANS)
def search(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The wish, and once it is told the courses; nothing is kept."""
    plan = plan_for(request.user, key)
    chart_for(request.user, plan.patient_id)
    if not plan.is_draft:
        messages.info(request, "Only a draft is searched. Change this plan as a new version first.")
        return redirect("plan", plan.pk)
    asked = "want" in request.GET
    form = WishForm(request.GET if asked else None, currency=plan.service.currency)
    context: dict[str, Any] = {
        "plan": plan,
        "patient": plan.patient,
        "form": form,
        "crumbs": [
            *crumbs_to(plan.patient),
            {"label": "Plans", "url": reverse("plans", args=[plan.patient_id])},
            {"label": f"{plan.service}, version {plan.number}", "url": reverse("plan", args=[key])},
            {"label": "Search", "url": ""},
        ],
        "inputs": inputs_text(inputs_of(plan.inputs)),
    }
    if asked and form.is_valid():
        context |= _found(request, plan, form)
    return render(request, "staff/plans/search.html", context, status=422 if form.errors else 200)


def _found(request: ClinicRequest, plan: Plan, form: WishForm) -> dict[str, Any]:
    inputs = inputs_of(plan.inputs)
    made = looked_at(request, plan, inputs, foretold=False).made
    try:
        found = searched(made, form.wished, price=float(plan.service.price))
    except NothingFound as why:
        return {"why_not": f"{why}"}
    return {"found": found, "courses": _courses(plan, found, inputs, made=made)}


def _courses(plan: Plan, found: Found, inputs: Inputs, *, made: Made) -> list[dict[str, Any]]:
    """The courses found, the planned one last where it is not among them."""
    many = Counter(one.level for one in found.found)
    told = [
        _shown(plan, one)
        | {
            "level": one.level,
            "shares": many[one.level] > 1,
            "inputs": None if one.is_planned else inputs_text(with_course(inputs, one, made=made)),
        }
        for one in found.found
    ]
    if any(one["is_planned"] for one in told):
        return told
    return [*told, _shown(plan, found.planned) | {"is_planned": True, "over": found.planned.over}]


def _shown(plan: Plan, one: Course) -> dict[str, Any]:
    low, first, middle, third, high = one.band
    parts = (low, high - low, first, third - first, middle)
    return {
        "is_planned": one.is_planned,
        "visits": one.cost.visits,
        "interval": one.interval_days if one.cost.visits > 1 else None,
        "alike": one.alike if one.cost.visits > 1 and one.alike[0] != one.alike[1] else None,
        "last": one.days[-1],
        "at": one.at,
        "chance": in_ten(one.chance),
        "band": [round(100 * part) for part in (low, middle, high)],
        "drawn": [round(WIDTH * part, 1) for part in parts],
        "cost": _cost(one.cost, plan.service.currency),
        "gentle": None if one.gentle is None else _cost(one.gentle, plan.service.currency),
        "where": where(one),
        "series": series(one),
        "no_better": " or ".join(f"{count}" for count in one.no_better),
        "beyond": one.beyond,
    }


def _cost(cost: Cost, currency: str) -> dict[str, str]:
    marks = "not known"
    if cost.marks is not None:
        least, middle, most = (round(100 * part) for part in cost.marks)
        marks = f"{middle} of 100 ({least} to {most})"
    price = "" if cost.price is None else f"{cost.price:.2f} {currency}"
    low, high = cost.red_band
    return {"red": f"{cost.red_days:g} ({low:g} to {high:g})", "marks": marks, "price": price}
