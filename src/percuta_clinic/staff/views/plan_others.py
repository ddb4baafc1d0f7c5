"""The ways beside the one that is chosen: fewer, more, gentler, nothing; the same few numbers."""

from datetime import date
from typing import Any

from percuta_clinic.planning.inputs import Inputs
from percuta_clinic.planning.making import made_for, prices_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.queries import house_for
from percuta_clinic.planning.science import Made, Otherwise, otherwise, points_of
from percuta_clinic.staff.views.plan_bands import in_ten
from percuta_clinic.staff.views.plan_days import span_of
from percuta_clinic.staff.views.plan_shown import Looked, inputs_text

NONE = "none"
NO_NUMBER = "no number"


def others_shown(looked: Looked, *, day: date) -> list[dict[str, Any]]:
    """What is chosen now, then each other way."""
    if not looked.made.is_plan:
        return []
    ways = otherwise(looked.made, looked.inputs)
    return [
        {
            "key": "now",
            "name": "As chosen now",
            "says": "",
            "facts": _facts(looked.plan, looked.made),
            "is_here": True,
        },
        *(_other(looked.plan, way, day=day) for way in ways),
    ]


def _other(plan: Plan, way: Otherwise, *, day: date) -> dict[str, Any]:
    says = way.why[:1].upper() + way.why[1:]
    shown = {"key": way.key, "name": way.label, "says": says, "facts": [], "why": way.left_out}
    if way.inputs is None:
        return shown | {"facts": [] if way.left_out else _nothing(plan)}
    made = _made(plan, way.inputs, day=day)
    if not made.is_plan:
        return shown | {"why": made.why}
    return shown | {"facts": _facts(plan, made), "inputs": inputs_text(way.inputs)}


def _made(plan: Plan, inputs: Inputs, *, day: date) -> Made:
    return made_for(plan, day=day, house=house_for(plan), inputs=inputs)


def _nothing(plan: Plan) -> list[tuple[str, str]]:
    currency = plan.service.currency
    return [("Visits", NONE), ("In all", f"0 {currency}"), ("Hardly any gain", NO_NUMBER)]


def _facts(plan: Plan, made: Made) -> list[tuple[str, str]]:
    found = made.plan
    if found is None:
        return []
    prices = prices_of(plan.service, made)
    lengths = [span_of(session.minutes) for session in found.sessions]
    points = len(points_of(made))
    return [
        ("Visits", f"{len(found.sessions)}"),
        ("Length of each", " / ".join(dict.fromkeys(one for one in lengths if one)) or NO_NUMBER),
        ("In all", f"{prices['total']} {prices['currency']}"),
        ("Result from", f"{found.review_on:%-d %b %Y}"),
        *_chances(made),
        ("Points for the doctor", f"{points}"),
    ]


def _chances(made: Made) -> list[tuple[str, str]]:
    courses = made.forecast.courses if made.forecast is not None else ()
    if not courses:
        return [("Hardly any gain", NO_NUMBER)]
    if len(courses) == 1:
        one = courses[0]
        return [("Hardly any gain", in_ten(one.little)), ("Half better or more", in_ten(one.half))]
    return [(f"Hardly any gain, {one.name}", in_ten(one.little)) for one in courses]
