"""Saving what is being typed in a form."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from percuta_clinic.intake.access import own_form
from percuta_clinic.intake.science.days import IS_DAY, shown_day
from percuta_clinic.intake.science.turns import PAGE, Turn
from percuta_clinic.intake.services import Closed, Overtaken, Saved, form_save, reading_of
from percuta_clinic.intake.steps import stand_of
from percuta_clinic.portal.visitor import PatientRequest, of_patient

ODD = "Send the fields that changed, and the version they were written against."
MOST_VERSIONS = 2**31


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a page sends: fields, the version it knows, the places it shows, which save it is."""

    values: dict[str, Any]
    version: int
    shown: dict[str, list[str]]
    turn: Turn | None


@require_POST
@of_patient
def save(request: PatientRequest, key: UUID) -> HttpResponse:
    """Saves the fields that changed; says what others wrote meanwhile, and what is asked now."""
    form = own_form(request.patient, key)

    def write(given: Given) -> dict[str, Any]:
        saved = form_save(
            form=form,
            changed=given.values,
            version=given.version,
            shown=given.shown,
            turn=given.turn,
        )
        return _told(saved, given.values)

    return kept(request, write)


def kept(request: PatientRequest, write: Callable[[Given], Mapping[str, Any]]) -> JsonResponse:
    """Writes what a page sent and answers with what it is told; a refusal says why in words."""
    given = given_in(request)
    if given is None:
        return _refused(ODD, HTTPStatus.BAD_REQUEST)
    try:
        return JsonResponse(write(given))
    except (Closed, Overtaken) as closed:
        return _refused(str(closed), HTTPStatus.CONFLICT)
    except ValidationError as refusal:
        return _refused(" ".join(refusal.messages), HTTPStatus.UNPROCESSABLE_ENTITY)


def _refused(words: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"words": words}, status=status)


def given_in(request: PatientRequest) -> Given | None:
    """What a page sent; None where no page sends such a thing."""
    try:
        sent = json.loads(request.body)
        values, version, shown = sent["values"], sent["version"], sent.get("at", {})
        page, number = sent.get("page", ""), sent.get("turn", 0)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    fits = isinstance(values, dict) and _names_places(shown)
    if not (fits and _is_number(version) and _is_number(number) and _is_page(page)):
        return None
    turn = Turn(page=page, number=number) if page else None
    return Given(values=values, version=version, shown=shown, turn=turn)


def _is_number(sent: Any) -> bool:
    """Whether it is a whole number that a page can have counted to."""
    return isinstance(sent, int) and not isinstance(sent, bool) and 0 <= sent < MOST_VERSIONS


def _is_page(sent: Any) -> bool:
    return isinstance(sent, str) and (not sent or bool(PAGE.fullmatch(sent)))


def _names_places(shown: Any) -> bool:
    """Whether each question comes with a list of places."""
    return isinstance(shown, dict) and all(
        isinstance(zones, list) and all(isinstance(zone, str) for zone in zones)
        for zones in shown.values()
    )


def _told(saved: Saved, changed: Mapping[str, Any]) -> dict[str, Any]:
    form = saved.form
    stand = stand_of(reading_of(form))
    return {
        "version": form.version,
        "saved_at": f"{timezone.localtime(form.saved_at):%H:%M}" if form.saved_at else "",
        "clash": {name: _shown(name, value) for name, value in saved.clash.items()},
        "news": {name: _shown(name, value) for name, value in saved.news.items()},
        "read": {
            name: _shown(name, form.values[name])
            for name in changed
            if name.startswith("d-") and form.values.get(name)
        },
        "asked": {step.slug: [f"q-{key}" for key in stand.asked_in(step)] for step in stand.steps},
        "answered": {step.slug: stand.answered(step) for step in stand.steps},
    }


def _shown(name: str, value: Any) -> Any:
    is_near = isinstance(value, str) and IS_DAY.fullmatch(name) and name.startswith("d-")
    return shown_day(value) if is_near else value
