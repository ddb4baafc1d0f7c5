"""Drafting and proposing plans; what is proposed is frozen, a change is a new version."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Service
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.inputs import Inputs, Unreadable, inputs_of, plain_inputs
from percuta_clinic.planning.making import made_for, prices_of
from percuta_clinic.planning.models import IN_FORCE, OPEN, Plan, State, Step, Template, What
from percuta_clinic.planning.queries import house_for
from percuta_clinic.planning.science import frozen, print_of, zones_in
from percuta_clinic.planning.sound import refuse_strange
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.queries import standing

MOST_LETTERS = 500


ACTIONS = {
    What.BEGUN: "plan.begun",
    What.PROPOSED: "plan.proposed",
    What.APPROVED: "plan.approved",
    What.RETURNED: "plan.returned",
    What.ACCEPTED: "plan.accepted",
    What.CARRIED: "plan.carried",
    What.DECLINED: "plan.declined",
    What.STARTED: "plan.started",
    What.COMPLETED: "plan.completed",
    What.STOPPED: "plan.stopped",
    What.REPLACED: "plan.replaced",
    What.DROPPED: "plan.dropped",
}


class Stale(Exception):
    """Somebody else changed the draft in the meantime; ``now`` is how it stands."""

    def __init__(self, now: Plan) -> None:
        super().__init__("This draft was changed in another window in the meantime.")
        self.now = now


PROPOSED = "Not saved. This version was proposed already. Change it as a new version."


class NotADraft(ValidationError):
    """A version that was proposed already: a change is a new version."""


@transaction.atomic
def draft_begun(
    *, by: Account, patient: Patient, service: Service, template: Template | None = None
) -> Plan:
    """A new course's first draft, or the draft there is for this service."""
    require(by, Right.MAKE_PLANS)
    held = held_kept(patient.pk)
    if not service.is_needling or service.is_test_area or not service.is_offered:
        raise ValidationError(f"At {service} no course is planned. Choose a service that needles.")
    there = held.plans.filter(state__in=(*OPEN, *IN_FORCE), service=service).first()
    if there is not None:
        return there
    inputs = inputs_of(template.inputs) if template is not None else Inputs()
    key = new_id()
    draft = Plan(id=key, course=key, number=1, patient=held, service=service)
    draft.inputs = plain_inputs(inputs)
    return _begun(draft, by=by)


@transaction.atomic
def version_begun(*, by: Account, plan: Plan, reason: str) -> Plan:
    """A draft that changes a plan, with the reason; the draft there is, if there is one."""
    require(by, Right.MAKE_PLANS)
    held_kept(plan.patient_id)
    now = Plan.objects.get(pk=plan.pk)
    if now.is_draft:
        return now
    there = Plan.objects.filter(course=now.course, state=State.DRAFT).first()
    if there is not None:
        return there
    _refuse_over(now)
    why = in_a_few_words(reason, of="Say in a few words why the plan is changed.")
    last = Plan.objects.filter(course=now.course).order_by("-number").first()
    draft = Plan(
        patient=now.patient,
        course=now.course,
        number=(last or now).number + 1,
        service=now.service,
        inputs=now.inputs,
        reason=why,
    )
    return _begun(draft, by=by, why=why)


def _refuse_over(plan: Plan) -> None:
    """An older version is not changed any more, and a course that ended does not come back."""
    counts = Plan.objects.filter(course=plan.course, state__in=(*OPEN, *IN_FORCE)).first()
    if plan.state == State.REPLACED and counts is not None:
        raise ValidationError("A newer version counts. Change that one.")
    ended = Plan.objects.filter(course=plan.course, state__in=(State.COMPLETED, State.STOPPED))
    if counts is None and (last := ended.last()) is not None:
        raise ValidationError(f"This course is {last.get_state_display()}. Begin a new plan.")


def _begun(draft: Plan, *, by: Account, why: str = "") -> Plan:
    draft.made_by, draft.by_name = by, by.name
    draft.save(force_insert=True)
    step_kept(draft, What.BEGUN, by=by, why=why)
    return draft


def step_kept(plan: Plan, what: What, *, by: Account | None, **more: Any) -> Step:
    """A step of a plan, and that it was done in the log; why stays with the step alone."""
    step = Step(plan=plan, what=what, by=by, by_name=more.pop("by_name", by.name if by else ""))
    actor = more.pop("actor", by.actor if by else None)
    for name, value in more.items():
        setattr(step, name, value)
    step.digest = plan.digest
    step.save()
    record(by=actor, action=ACTIONS[what], subject=plan, patient_id=plan.patient_id)
    return step


@transaction.atomic
def draft_changed(*, by: Account, plan: Plan, inputs: Inputs, version: int) -> Plan:
    """Keeps other choices in a draft. Raises Stale, NotADraft, ValidationError."""
    require(by, Right.MAKE_PLANS)
    now = held_draft(plan)
    refuse_strange(inputs)
    if now.inputs == plain_inputs(inputs):
        return now
    if now.version != version:
        raise Stale(now)
    now.inputs, now.version = plain_inputs(inputs), now.version + 1
    now.saved_at = timezone.now()
    now.save(update_fields=["inputs", "version", "saved_at"])
    return now


def held_draft(plan: Plan) -> Plan:
    """The draft as it stands, held until the end of the transaction."""
    held_kept(plan.patient_id)
    now = Plan.objects.select_for_update().get(pk=plan.pk)
    if now.state == State.DROPPED:
        raise NotADraft("Not saved. This draft was put aside meanwhile. Take it up again first.")
    if not now.is_draft:
        raise NotADraft(PROPOSED)
    return now


@transaction.atomic
def draft_dropped(*, by: Account, plan: Plan) -> None:
    """Puts a draft aside; what was typed stays readable in the course's history."""
    require(by, Right.MAKE_PLANS)
    now = held_draft(plan)
    Plan.objects.filter(pk=now.pk).update(state=State.DROPPED)
    step_kept(now, What.DROPPED, by=by)


@transaction.atomic
def draft_taken_up(*, by: Account, plan: Plan) -> Plan:
    """A new draft with the choices of one put aside by hand; the plan there is, if there is one.

    What was put aside because two records were parted is not taken up: whose it is nobody knows.
    """
    require(by, Right.MAKE_PLANS)
    held = held_kept(plan.patient_id)
    now = Plan.objects.select_for_update().get(pk=plan.pk)
    there = held.plans.filter(state__in=(*OPEN, *IN_FORCE), service=now.service)
    draft = there.filter(state=State.DRAFT).first()
    if draft is not None or there.exclude(course=now.course).exists():
        return draft or there.exclude(course=now.course)[0]
    if now.state != State.DROPPED or now.steps.filter(what=What.DROPPED).exclude(why="").exists():
        raise ValidationError("These choices cannot be taken up again. Begin a new plan.")
    last = Plan.objects.filter(course=now.course).order_by("-number")[0]
    new = Plan(patient=held, course=now.course, number=last.number + 1, service=now.service)
    new.inputs, new.reason = now.inputs, now.reason
    return _begun(new, by=by, why=f"taken up again from version {now.number}")


@transaction.atomic
def plan_proposed(*, by: Account, plan: Plan, version: int) -> Plan:
    """Freezes a draft and puts it before a doctor. Raises Stale, NotADraft, ValidationError."""
    require(by, Right.MAKE_PLANS)
    now = held_draft(plan)
    if now.version != version:
        raise Stale(now)
    _refuse_outdated(now)
    house = house_for(now)
    made = made_for(now, day=today(Clinic.objects.get()), house=house)
    if not made.is_plan or made.document is None:
        raise ValidationError(f"This cannot be proposed yet. {made.why}")
    now.document, now.forecast = frozen(made)
    now.prices = prices_of(now.service, made)
    now.zones = sorted(zones_in(made))
    now.digest = print_of(now.document, now.forecast, now.prices)
    now.house, now.planned_from = house, made.document.planned_from
    now.state, now.proposed_at = State.PROPOSED, timezone.now()
    now.made_by, now.by_name = by, by.name
    now.save()
    step_kept(now, What.PROPOSED, by=by, why=now.reason)
    replace_others(now, states=(State.PROPOSED, State.RETURNED, State.APPROVED, State.DECLINED))
    return now


def replace_others(plan: Plan, *, states: tuple[State, ...]) -> None:
    """Older versions that the newer one stands for, from now on."""
    older = Plan.objects.filter(course=plan.course, number__lt=plan.number, state__in=states)
    for one in list(older):
        Plan.objects.filter(pk=one.pk).update(state=State.REPLACED)
        why = f"by version {plan.number}"
        step_kept(one, What.REPLACED, by=None, why=why, by_name=plan.by_name, actor=_maker(plan))


def _maker(plan: Plan) -> Any:
    return plan.made_by.actor


def why_outdated(plan: Plan) -> str:
    """Why the answers do not count any more, so that nothing is proposed; empty if they do."""
    now = standing(plan.patient, day=today(Clinic.objects.get()))
    if not now.outdated and now.state != "stale":
        return ""
    return now.outdated or "The answers are too old"


def _refuse_outdated(plan: Plan) -> None:
    if why := why_outdated(plan):
        raise ValidationError(f"This cannot be proposed yet. {why}: ask the questions again first.")


def in_a_few_words(sent: str, *, of: str) -> str:
    """A reason that says something, on one line."""
    words = " ".join(sent.replace("\x00", "").split())
    if len(words) < 3:
        raise ValidationError({"reason": of})
    if len(words) > MOST_LETTERS:
        raise ValidationError(
            {"reason": f"The reason has {len(words)} letters; it may have {MOST_LETTERS}."}
        )
    return words


def read_inputs(sent: Any) -> Inputs:
    """Choices as a page sent them. Raises ValidationError."""
    try:
        return inputs_of(sent)
    except Unreadable as why:
        raise ValidationError(f"{why} Nothing was saved. Load the page again.") from why
