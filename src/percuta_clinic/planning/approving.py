"""A doctor approves a plan or returns it; a specialist may only within a doctor's delegation."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account, Delegation
from percuta_clinic.people.queries import delegations_on
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.changing import asks_patient
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import IN_FORCE, Plan, State, What
from percuta_clinic.planning.notices import ready_tell
from percuta_clinic.planning.science import (
    Made,
    deepest_in,
    has_cream,
    named,
    on_face,
    points_of,
    zones_in,
)
from percuta_clinic.planning.services import in_a_few_words, replace_others, step_kept
from percuta_clinic.planning.still import why_not_still
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today


class Moved(ValidationError):
    """The plan is not any more where this step leads on from; nothing was done."""


@dataclass(frozen=True, kw_only=True)
class MayApprove:
    """Whether somebody may approve a plan; ``why_not`` names who can where they may not."""

    why_not: str = ""
    under: Delegation | None = None


def may_approve(account: Account, plan: Plan) -> MayApprove:
    """A doctor, or a specialist within the scope of a doctor's delegation."""
    if account.may(Right.APPROVE_PLANS):
        return MayApprove()
    if not account.may(Right.MAKE_PLANS):
        return MayApprove(why_not="A doctor of this clinic approves plans.")
    found = kept_of(plan)
    given = delegations_on(specialist=account, day=today(Clinic.objects.get()))
    if not given:
        return MayApprove(why_not="A doctor approves it: nobody delegated this to you.")
    whys = [(beyond(one, found), one) for one in given]
    within = next((one for why, one in whys if not why), None)
    if within is not None:
        return MayApprove(under=within)
    return MayApprove(why_not=f"A doctor approves it: {whys[0][0]}.")


def beyond(delegation: Delegation, made: Made) -> str:
    """What of a plan lies outside a delegation; empty where all of it is within."""
    face, body = on_face(zones_in(made))
    if face and not delegation.face:
        return "needling of the face is not delegated"
    if body and not delegation.body:
        return "needling of the body is not delegated"
    if has_cream(made) and not delegation.numbing:
        return "numbing cream is not delegated"
    if (deepest := deepest_in(made)) > float(delegation.max_depth_mm):
        return f"{deepest:g} mm is deeper than the {delegation.max_depth_mm:g} mm delegated"
    if points := points_of(made):
        return f"it has a point for a doctor alone, “{points[0].what}”"
    return ""


@transaction.atomic
def plan_approved(*, by: Account, plan: Plan, digest: str, points: Iterable[str] = ()) -> Plan:
    """Approves what was read. ``points`` are those confirmed one by one: all of the plan's own.

    Where nothing of what the patient agreed to has changed, the agreement goes on; otherwise the
    patient is told that there is a plan to read.
    """
    now = held_in(plan, State.PROPOSED)
    _refuse_other(now, digest)
    may = may_approve(by, now)
    if may.why_not:
        raise NotYours(may.why_not)
    if why := why_not_still(now):
        raise Moved(f"It cannot be approved as it stands. {why} Return it to be changed.")
    confirmed = frozenset(points)
    wanted = points_of(kept_of(now))
    if missing := [one.what for one in wanted if named(one) not in confirmed]:
        raise ValidationError({"points": f"Confirm each point, also: {'; '.join(missing)}."})
    under: UUID | None = may.under.pk if may.under is not None else None
    moved(now, State.APPROVED)
    step_kept(now, What.APPROVED, by=by, points=[named(one) for one in wanted], under=under)
    counts = _carried(now, by=by)
    if counts.state == State.APPROVED:
        ready_tell(by=by.actor, plan=counts)
    return counts


def _carried(plan: Plan, *, by: Account) -> Plan:
    """Goes on with the agreement there is, where the change does not touch it."""
    earlier = Plan.objects.filter(course=plan.course, state__in=IN_FORCE).first()
    if earlier is None or asks_patient(earlier, plan):
        return plan
    return put_in_force(plan, what=What.CARRIED, by=by, why="nothing agreed on has changed")


def put_in_force(plan: Plan, *, what: What, by: Account | None, **more: object) -> Plan:
    """The version that counts from now on; one that was under way goes on as this."""
    is_under_way = Plan.objects.filter(course=plan.course, state=State.ACTIVE).exists()
    replace_others(plan, states=(*IN_FORCE, State.APPROVED))
    moved(plan, State.ACTIVE if is_under_way else State.ACCEPTED)
    step_kept(plan, what, by=by, **more)
    return plan


@transaction.atomic
def plan_returned(*, by: Account, plan: Plan, digest: str, why: str) -> Plan:
    """Gives a plan back to whoever made it, with the reason."""
    if not by.may(Right.APPROVE_PLANS):
        raise NotYours("A doctor of this clinic returns plans.")
    now = held_in(plan, State.PROPOSED)
    _refuse_other(now, digest)
    words = in_a_few_words(why, of="Say what has to be changed; whoever made the plan reads it.")
    moved(now, State.RETURNED)
    step_kept(now, What.RETURNED, by=by, why=words)
    return now


def held_in(plan: Plan, *states: State) -> Plan:
    """The plan as it stands, held until the end of the transaction. Raises Moved."""
    held_kept(plan.patient_id)
    now = Plan.objects.select_for_update().get(pk=plan.pk)
    if now.state not in states:
        raise Moved(f"This version is {now.get_state_display()} by now. Nothing was changed.")
    return now


def moved(plan: Plan, to: State) -> None:
    """Another state, and nothing else."""
    Plan.objects.filter(pk=plan.pk).update(state=to)
    plan.state = to


def _refuse_other(plan: Plan, digest: str) -> None:
    """What is approved or signed is what was in front of somebody, byte for byte."""
    if plan.digest != digest:
        raise Moved("The page showed another version than the one that counts. Load it again.")
