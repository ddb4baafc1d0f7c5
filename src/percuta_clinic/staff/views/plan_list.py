"""The list of a patient's plans: courses with their versions, and what comes before a plan."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from percuta_clinic.assessment.queries import seen_on
from percuta_clinic.booking.models import HOLDS, Service
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.planning.queries import plans_of
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.standing import Standing

TONES = {
    State.DRAFT: ("info", "pencil"),
    State.PROPOSED: ("warn", "clock"),
    State.RETURNED: ("stop", "undo-2"),
    State.APPROVED: ("warn", "shield-check"),
    State.DECLINED: ("idle", "x"),
    State.ACCEPTED: ("ok", "signature"),
    State.ACTIVE: ("ok", "circle-check"),
    State.COMPLETED: ("ok", "flag"),
    State.STOPPED: ("idle", "octagon-x"),
    State.REPLACED: ("idle", "history"),
}
ACTS = {
    State.DRAFT: "Go on with the draft",
    State.PROPOSED: "Look at it",
    State.RETURNED: "Read why, and change it",
    State.APPROVED: "Put it before the patient",
}


def courses_shown(patient: Patient) -> list[dict[str, Any]]:
    """Each course with its versions, the newest first."""
    found = plans_of(patient)
    order = {plan.course: n for n, plan in reversed(list(enumerate(found)))}
    by_course = sorted(found, key=lambda plan: (order[plan.course], -plan.number))
    return [_course(list(some)) for _, some in groupby(by_course, key=lambda plan: plan.course)]


def _course(versions: list[Plan]) -> dict[str, Any]:
    newest = versions[0]
    return {
        "service": newest.service,
        "key": newest.course,
        "newest": _version(newest),
        "earlier": [_version(one) for one in versions[1:]],
    }


def _version(plan: Plan) -> dict[str, Any]:
    tone, icon = TONES.get(State(plan.state), ("idle", "circle-dashed"))
    word = plan.get_state_display()
    return {
        "plan": plan,
        "word": word[:1].upper() + word[1:],
        "tone": tone,
        "icon": icon,
        "act": ACTS.get(State(plan.state), "Open"),
        "url": reverse("plan", args=[plan.pk]),
        "sessions": plan.prices.get("sessions"),
        "total": plan.prices.get("total"),
        "currency": plan.prices.get("currency", ""),
    }


def likely_service(patient: Patient) -> Service | None:
    """What skin is needled with at the next visit; None: nobody knows, so it is asked."""
    coming = patient.visits.filter(state__in=HOLDS, service__is_needling=True)
    found = coming.filter(service__is_test_area=False).select_related("service")
    visit = found.order_by("starts_at").first()
    return visit.service if visit is not None else None


def first_steps(patient: Patient, *, day: date) -> list[dict[str, Any]]:
    """What a plan stands on, each with where it is done; the answers come first."""
    return list(_steps(patient, standing(patient, day=day)))


def _steps(patient: Patient, now: Standing) -> Iterator[dict[str, Any]]:
    answered = now.state not in ("missing", "waiting")
    fresh = answered and now.state != "stale" and not now.outdated
    told = "Answered and still valid." if fresh else "The answers are out of date: ask again."
    yield {
        "title": "Questions",
        "done": answered,
        "text": told if answered else "Nothing is answered yet. The rules and the wishes need it.",
        "url": reverse("questions", args=[patient.pk]),
        "act": "Look" if fresh else "Ask the questions",
        "ok": fresh,
    }
    yield {
        "title": "Screening",
        "done": answered,
        "text": f"{now.words}." if answered else "Follows from the answers.",
        "url": reverse("screening", args=[patient.pk]),
        "act": "Open the screening",
        "ok": now.state == "clear",
    }
    there = [one for one in seen_on(patient) if one.is_there]
    yield {
        "title": "Skin map",
        "done": bool(there),
        "text": _graded(len(there)),
        "url": reverse("skin_map", args=[patient.pk]),
        "act": "Look" if there else "Map the skin",
        "ok": bool(there),
    }


def _graded(count: int) -> str:
    if not count:
        return "Nothing is graded yet. Grades make the forecast and the result comparable."
    return f"{count} concern{'' if count == 1 else 's'} graded."
