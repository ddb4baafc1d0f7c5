"""A course begins with its first session and ends completed or stopped, with all its versions."""

from django.db import transaction

from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.approving import held_in, moved
from percuta_clinic.planning.models import IN_FORCE, OPEN, Plan, State, What
from percuta_clinic.planning.services import in_a_few_words, step_kept


@transaction.atomic
def course_begun(*, by: Account, plan: Plan) -> Plan:
    """The first session under an accepted plan; later ones find it under way."""
    now = held_in(plan, *IN_FORCE)
    if now.state == State.ACCEPTED:
        moved(now, State.ACTIVE)
        step_kept(now, What.STARTED, by=by)
    return now


@transaction.atomic
def plan_completed(*, by: Account, plan: Plan, why: str) -> Plan:
    """Every session was given, or enough of them; ``why`` says which."""
    require(by, Right.MAKE_PLANS)
    now = held_in(plan, State.ACTIVE)
    words = in_a_few_words(why, of="Say in a few words what was reached or given.")
    return _ended(now, State.COMPLETED, what=What.COMPLETED, by=by, why=words)


@transaction.atomic
def plan_stopped(*, by: Account, plan: Plan, why: str) -> Plan:
    """Ends a course before its end; a version that is only on its way, that version alone."""
    require(by, Right.MAKE_PLANS)
    now = held_in(plan, State.APPROVED, *IN_FORCE)
    words = in_a_few_words(why, of="Say in a few words why it is stopped.")
    return _ended(now, State.STOPPED, what=What.STOPPED, by=by, why=words)


def _ended(plan: Plan, to: State, *, what: What, by: Account, why: str) -> Plan:
    others = Plan.objects.filter(course=plan.course).exclude(pk=plan.pk)
    goes_on = not plan.in_force and others.filter(state__in=IN_FORCE).exists()
    moved(plan, to)
    step_kept(plan, what, by=by, why=why)
    for one in () if goes_on else list(others.filter(state__in=OPEN)):
        draft = one.is_draft
        moved(one, State.DROPPED if draft else State.STOPPED)
        step = What.DROPPED if draft else What.STOPPED
        step_kept(one, step, by=by, why=f"with version {plan.number}: {why}"[:500])
    return plan
