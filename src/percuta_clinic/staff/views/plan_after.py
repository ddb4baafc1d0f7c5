"""What can be expected after what was really given, beside what the plan foretold."""

from dataclasses import replace
from typing import Any

from django.urls import reverse

from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic
from percuta_clinic.staff.views.plan_bands import outlook_shown
from percuta_clinic.treatment.course_given import carried_on
from percuta_clinic.treatment.models import Session


def after_shown(plan: Plan, clinic: Clinic, *, until: Session | None = None) -> dict[str, Any]:
    """Bands carried on, with the words of the plan's own; empty before anything was given."""
    sessions, forecast = carried_on(plan, clinic, until=until)
    if forecast is None:
        return {}
    made = kept_of(plan)
    before = made.forecast.courses if made.forecast is not None else ()
    return {
        "outlook": outlook_shown(replace(made, forecast=forecast)),
        "planned": outlook_shown(made)["courses"] if before else [],
        "sessions": sessions,
        "said": forecast.said,
        "unknown": forecast.unknown,
        "plan": plan,
        "why_url": reverse("plan_why", args=[plan.pk]) + "?at=",
    }


def after_session(account: Account, session: Session, clinic: Clinic) -> dict[str, Any]:
    """The same up to one session, for whoever may see its plan."""
    key = session.pack.get("plan")
    if not key:
        return {}
    try:
        return after_shown(plan_for(account, key), clinic, until=session)
    except NotYours:
        return {}
