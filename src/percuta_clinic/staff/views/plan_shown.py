"""A draft as the builder shows it: places in rows, sessions in columns, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.urls import reverse

from percuta_clinic.assessment.queries import Seen, seen_on
from percuta_clinic.assessment.science import KINDS, all_zones, said
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.planning.cells import INTERVAL, Row, interval_of, rows_of
from percuta_clinic.planning.changing import differences_to
from percuta_clinic.planning.inputs import Inputs, plain_inputs, series_of
from percuta_clinic.planning.making import prices_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.queries import counting_before
from percuta_clinic.planning.science import CREAM_NAMES, Made, apart_least, points_of
from percuta_clinic.staff.views.plan_bands import outlook_shown
from percuta_clinic.staff.views.plan_days import days_shown, span_of

SPARE_STAYS = 2
SERIES = ((1, "first series"), (2, "second series"), (3, "third series"))
NUMBING_WORDS = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Choices, and what they lead to."""

    plan: Plan
    inputs: Inputs
    made: Made


def looked_shown(looked: Looked) -> dict[str, Any]:
    """Everything that is drawn again while something moves."""
    made, plan = looked.made, looked.plan
    if made.plan is None:
        return {"holds": {"why": made.why, "is_wall": made.is_wall}}
    rows = rows_of(made)
    numbers = sorted({number for row in rows for number in row.settings})
    prices = prices_of(plan.service, made)
    days, older = days_shown(made), counting_before(plan)
    return {
        "patient": plan.patient,
        "columns": _columns(numbers, days["visits"]),
        "rows": [_row(row, numbers, looked.inputs) for row in rows],
        "series": SERIES if len(rows) > 1 else (),
        "series_least": apart_least(),
        "in_series": len(looked.inputs.apart),
        "interval": interval_of(made),
        "interval_label": INTERVAL,
        "sessions": _sessions(rows),
        "numbing": _numbing(looked),
        "why_url": reverse("plan", args=[plan.pk]) + "why/?at=",
        "outlook": outlook_shown(made),
        "days": days,
        "sums": _sums(made, prices, days=days),
        "points": points_of(made),
        "held": _held(made),
        "targets": targets_shown(looked),
        "set": [cell for row in rows for cell in row.cells if cell.is_chosen],
        "version_before": older,
        "differences": differences_to(older, made, prices) if older is not None else [],
        "holds": None if made.is_plan else {"why": made.why, "is_wall": made.is_wall},
    }


def _columns(numbers: Sequence[int], visits: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sessions that any place has, with their days."""
    by_number = {visit["number"]: visit for visit in visits}
    return [by_number.get(number, {"number": number}) for number in numbers]


def _row(row: Row, numbers: Sequence[int], inputs: Inputs) -> dict[str, Any]:
    return {
        "row": row,
        "settings": [(number, row.settings.get(number)) for number in numbers],
        "series": series_of(inputs, row.zone),
    }


def _sessions(rows: Sequence[Row]) -> dict[str, Any] | None:
    """One slider for the sessions of all places, as far as each of them allows."""
    cells = [row.sessions for row in rows]
    low = max((cell.low for cell in cells), key=lambda edge: edge.value, default=None)
    high = min((cell.high for cell in cells), key=lambda edge: edge.value, default=None)
    if low is None or high is None or low.value >= high.value:
        return None
    most = max(len(row.settings) for row in rows)
    now = max((cell.value for cell in cells if cell.value is not None), default=most)
    return {
        "low": low,
        "high": high,
        "value": round(now),
        "low_says": next(cell.low_says for cell in cells if cell.low == low),
        "high_says": next(cell.high_says for cell in cells if cell.high == high),
    }


def _numbing(looked: Looked) -> dict[str, Any]:
    plan, request = looked.made.plan, looked.made.request
    told = NUMBING_WORDS[request.numbing] if request is not None else ""
    own = looked.inputs.numbing
    cream = (plan.numbing or plan.later_numbing) if plan is not None else None
    return {
        "value": NUMBING_WORDS[own],
        "told": told if own is None and told else "",
        "cream": cream,
        "grams": span_of(cream.grams) if cream is not None else "",
        "minutes": span_of(cream.minutes) if cream is not None else "",
        "why_not": plan.no_numbing_because if plan is not None and cream is None else "",
        "chosen": looked.inputs.cream,
        "creams": CREAM_NAMES,
    }


def _sums(made: Made, prices: dict[str, Any], *, days: dict[str, Any]) -> dict[str, Any]:
    visits = days["visits"]
    lengths = list(dict.fromkeys(one["minutes"] for one in visits if one["minutes"]))
    return {
        "visits": len(visits),
        "first": visits[0]["day"] if visits else None,
        "last": visits[-1]["day"] if visits else None,
        "lengths": lengths,
        "prices": prices,
        "points": len(points_of(made)),
        "review_on": days.get("review_on"),
    }


def _held(made: Made) -> list[dict[str, Any]]:
    """Places wished for in which nothing is planned now."""
    document, planned = made.document, made.plan
    if document is None or planned is None:
        return []
    there = {zone.zone for zone in planned.zones}
    return [
        {"name": place_words(one.zone).capitalize(), "opens_on": one.opens_on}
        for one in document.zones
        if one.zone not in there
    ]


def targets_shown(looked: Looked) -> dict[str, Any]:
    """Concerns in places: those planned for, and those seen or wished for beside them."""
    aimed = targets_of(looked.made)
    seen = {(one.kind, one.zone): one for one in seen_on(looked.plan.patient) if one.is_there}
    known = [*aimed, *(one for one in seen if one not in aimed)]
    return {
        "all": [_target(one, aimed, seen.get(one)) for one in known],
        "kinds": KINDS,
        "zones": [(key, place_words(key).capitalize()) for key in all_zones()],
        "are_chosen": bool(looked.inputs.targets),
    }


def _target(one: tuple[str, str], aimed: Sequence[Any], seen: Seen | None) -> dict[str, Any]:
    kind, zone = one
    grading = seen.now if seen is not None else None
    return {
        "value": f"{kind}|{zone}",
        "key": f"{kind}-{zone}",
        "name": KINDS.get(kind, kind).capitalize(),
        "place": place_words(zone),
        "is_aimed": one in aimed,
        "seen": said(kind=kind, scale=grading.scale, grade=grading.grade) if grading else "",
    }


def targets_of(made: Made) -> list[tuple[str, str]]:
    """Kind and zone of everything that is aimed at."""
    request = made.request
    if request is None:
        return []
    return [(one.kind.value, zone) for one in request.concerns for zone in one.zones]


def own_shown(looked: Looked) -> dict[str, Any]:
    """What the fields of wishes and days show; what comes back is compared with it."""
    inputs, request = looked.inputs, looked.made.request
    event, on = inputs.event, inputs.event_on
    stays = [(stay.first, stay.last, stay.sun) for stay in inputs.away or ()]
    if request is not None:
        event, on = request.event, request.event_on
        stays = [(stay.first, stay.last, stay.sun) for stay in request.away]
    return {
        "targets": targets_of(looked.made),
        "numbing": NUMBING_WORDS[inputs.numbing],
        "cream": inputs.cream,
        "start_on": _iso(inputs.start_on),
        "event": event or "",
        "event_on": _iso(on),
        "away": [(_iso(first), _iso(last), sun) for first, last, sun in stays],
        "rows": [*((_iso(f), _iso(t), s) for f, t, s in stays), *[("", "", False)] * SPARE_STAYS],
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def inputs_text(inputs: Inputs) -> str:
    """Choices as a field of the page carries them."""
    return msgspec.json.encode(plain_inputs(inputs)).decode()
