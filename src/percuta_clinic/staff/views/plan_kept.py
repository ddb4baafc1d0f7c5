"""The page of a version that was proposed: what it is, what it changes, what becomes of it."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account, Delegation
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.planning.access import plans_to_approve
from percuta_clinic.planning.approving import MayApprove, may_approve
from percuta_clinic.planning.changing import differences, goes_on
from percuta_clinic.planning.kept import cited_in, facts_of, rows_of
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import IN_FORCE, Plan, State, Step
from percuta_clinic.planning.notices import ready_told
from percuta_clinic.planning.queries import counting_before, course_steps, newest_of
from percuta_clinic.planning.science import STANDING, Made, named, points_of
from percuta_clinic.staff.forms.plan_agreeing import AnswerForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.plan_after import after_shown
from percuta_clinic.staff.views.plan_bands import outlook_shown
from percuta_clinic.staff.views.plan_dates import dates_shown
from percuta_clinic.staff.views.plan_days import days_shown
from percuta_clinic.staff.views.plan_list import TONES

BEGUN = (State.ACTIVE, State.COMPLETED, State.STOPPED)
OVER = (State.COMPLETED, State.STOPPED)
REFUSED = (State.RETURNED, State.DECLINED)


def kept(request: ClinicRequest, plan: Plan, *, status: int = 200, **more: Any) -> HttpResponseBase:
    """A version as it was frozen; ``more`` came back with a fault."""
    made = kept_of(plan)
    context = {
        "plan": plan,
        "patient": plan.patient,
        "chips": _chips(plan),
        "facts": facts_of(plan, made),
        "steps": _steps(plan),
        "questions": list(plan.questions.all()),
        "answering": AnswerForm(),
        "why_url": reverse("plan", args=[plan.pk]) + "why/?at=",
        "after": after_shown(plan, request.clinic) if plan.state in BEGUN else {},
        "reviews_url": reverse("course_reviews", args=[plan.pk]) if plan.state in BEGUN else "",
        "crumbs": crumbs_to(plan.patient, f"Plan, version {plan.number}"),
    }
    context |= _content(made) | _agreeing(request.user, plan, made) | _onward(request.user, plan)
    context |= dates_shown(request.user, plan, request.clinic)
    return render(request, "staff/plans/kept.html", context | more, status=status)


def _content(made: Made) -> dict[str, Any]:
    plan = made.plan
    return {
        "document": made.document,
        "made": plan,
        "rows": rows_of(made),
        "outlook": outlook_shown(made),
        "forecast": made.forecast,
        "days": days_shown(made),
    }


def _agreeing(account: Account, plan: Plan, made: Made) -> dict[str, Any]:
    """What changed, what is to be confirmed, and who may."""
    older = counting_before(plan)
    changes = differences(older, plan) if older is not None else []
    waits = plan.state == State.PROPOSED
    may = may_approve(account, plan) if waits else MayApprove()
    points = [(one, named(one), cited_in(made, one.sources)) for one in points_of(made)]
    standing = [one for one in made.plan.confirmations if one.what in STANDING] if made.plan else []
    return {
        "older": older,
        "changes": changes,
        "asks_again": [one for one in changes if one.asks],
        "goes_on": waits and goes_on(plan),
        "waits": waits,
        "may_approve": waits and not may.why_not,
        "why_not": may.why_not,
        "under": may.under,
        "points": points,
        "standing": standing,
        "doctors": [one.name for one in having(Role.DOCTOR)] if waits else [],
    }


def _chips(plan: Plan) -> list[dict[str, Any]]:
    """Where it stands, and what is to be seen at once."""
    tone, icon = TONES.get(State(plan.state), ("idle", "circle-dashed"))
    word = plan.get_state_display().capitalize()
    found: list[dict[str, Any]] = [{"word": word, "tone": tone, "icon": icon}]
    waiting = plan.questions.filter(answered_at=None).count()
    if waiting:
        word = "1 question open" if waiting == 1 else f"{waiting} questions open"
        found.append({"word": word, "tone": "warn", "icon": "message-square", "url": "#questions"})
    if plan.house is not None:
        word = f"House protocol {plan.house.number}"
        url = reverse("settings_house")
        found.append({"word": word, "tone": "idle", "icon": "building-2", "url": url})
    return found


def _steps(plan: Plan) -> list[tuple[Step, Delegation | None]]:
    """What became of every version of the course, with the delegation it was done under."""
    steps = course_steps(plan)
    keys = [one.under for one in steps if one.under is not None]
    rows = Delegation.objects.filter(pk__in=keys).select_related("doctor")
    given = {one.pk: one for one in rows}
    return [(one, given.get(one.under) if one.under else None) for one in steps]


def _onward(account: Account, plan: Plan) -> dict[str, Any]:
    """Where one goes from here."""
    makes, newest = account.may(Right.MAKE_PLANS), newest_of(plan)
    is_newest = newest.pk == plan.pk
    others = [one for one in plans_to_approve(account, 20) if one.pk != plan.pk]
    return {
        "newest": newest if not is_newest else None,
        "said": plan.steps.filter(what=plan.state).last() if plan.state in REFUSED else None,
        "can_change": makes and is_newest and plan.state not in OVER,
        "can_complete": makes and plan.state == State.ACTIVE,
        "can_stop": makes and plan.state in (State.APPROVED, *IN_FORCE),
        "told": ready_told(plan),
        "can_hand": makes and plan.state == State.APPROVED,
        "next": others[0] if others else None,
        "more": len(others),
    }
