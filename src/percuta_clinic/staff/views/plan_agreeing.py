"""What becomes of a plan that was proposed: approved, returned, stopped, completed, asked about."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.accepting import question_answered
from percuta_clinic.planning.access import plan_for, question_for
from percuta_clinic.planning.approving import Moved, may_approve, plan_approved, plan_returned
from percuta_clinic.planning.ending import plan_completed, plan_stopped
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.planning.templates import template_made
from percuta_clinic.staff.forms.plan_agreeing import AnswerForm, NameForm, ReasonForm, SeenForm
from percuta_clinic.staff.views.plan_kept import kept

NOT_APPROVED = "Not approved"
APPROVED = {
    State.APPROVED: "Approved. It waits for {patient} to accept it.",
    State.ACCEPTED: "Approved. It counts at once: nothing agreed on has changed.",
    State.ACTIVE: "Approved. It counts at once: nothing agreed on has changed.",
}


@require_POST
@needs(Right.MAKE_PLANS)
def approve(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Approves what was read; a specialist within a delegation alone."""
    plan = _kept_plan(request, key)
    confirmed = request.POST.getlist("points")
    if plan.state == State.PROPOSED and (why := may_approve(request.user, plan).why_not):
        return _refused(request, plan, ValidationError(why), title=NOT_APPROVED)
    try:
        done = plan_approved(
            by=request.user, plan=plan, digest=request.POST.get("digest", ""), points=confirmed
        )
    except ValidationError as refusal:
        return _refused(request, plan, refusal, title=NOT_APPROVED, confirmed=confirmed)
    messages.success(request, APPROVED[State(done.state)].format(patient=done.patient))
    return redirect("plan", plan.pk)


@require_POST
@needs(Right.APPROVE_PLANS)
def give_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Returns a plan with the reason."""
    plan = _kept_plan(request, key, Right.APPROVE_PLANS)
    form = SeenForm(request.POST)

    def act(given: dict[str, Any]) -> Plan:
        return plan_returned(
            by=request.user, plan=plan, digest=given["digest"], why=given["reason"]
        )

    return _done(
        request, plan, form, act=act, name="returning", said=f"Returned to {plan.by_name}."
    )


@require_POST
@needs(Right.MAKE_PLANS)
def stop(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Ends a plan before its end."""
    plan = _kept_plan(request, key)

    def act(given: dict[str, Any]) -> Plan:
        return plan_stopped(by=request.user, plan=plan, why=given["reason"])

    said = "Stopped. Visits that are booked stay booked: cancel them if nobody comes."
    return _done(request, plan, ReasonForm(request.POST), act=act, name="stopping", said=said)


@require_POST
@needs(Right.MAKE_PLANS)
def complete(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Says that a course is over, and what was given."""
    plan = _kept_plan(request, key)

    def act(given: dict[str, Any]) -> Plan:
        return plan_completed(by=request.user, plan=plan, why=given["reason"])

    form = ReasonForm(request.POST)
    return _done(request, plan, form, act=act, name="completing", said="The course is completed.")


@require_POST
@needs(Right.MAKE_PLANS)
def template(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps what was chosen as a template."""
    plan = plan_for(request.user, key)

    def act(given: dict[str, Any]) -> object:
        return template_made(by=request.user, plan=plan, name=given["name"])

    if plan.is_draft:
        return _of_draft(request, plan, act)
    form, said = NameForm(request.POST), "Kept as a template. New plans can begin with it."
    return _done(request, plan, form, act=act, name="naming", said=said)


def _of_draft(
    request: ClinicRequest, plan: Plan, act: Callable[[dict[str, Any]], object]
) -> HttpResponseBase:
    """From the builder, which shows what is said in its frame."""
    form = NameForm(request.POST)
    try:
        if form.is_valid():
            act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, ValidationError(refusal.messages))
    if form.errors:
        faults = [str(one) for errors in form.errors.values() for one in errors]
        messages.error(request, f"Not kept as a template. {' '.join(faults)}")
    else:
        messages.success(request, "Kept as a template. New plans can begin with it.")
    return redirect("plan", plan.pk)


@require_POST
@needs(Right.MAKE_PLANS)
@at_most(times=60, seconds=600, what="answers")
def answer(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Answers a patient's question."""
    question = question_for(request.user, key)
    form = AnswerForm(request.POST)

    def act(given: dict[str, Any]) -> object:
        return question_answered(by=request.user, question=question, answer=given["answer"])

    said = "Answered. The patient reads it on the page of the plan."
    return _done(
        request,
        question.plan,
        form,
        act=act,
        name="answering",
        said=said,
        asked=question.pk,
    )


def _kept_plan(request: ClinicRequest, key: UUID, right: Right = Right.MAKE_PLANS) -> Plan:
    return plan_for(request.user, key, right)


def _done(
    request: ClinicRequest,
    plan: Plan,
    form: Form,
    *,
    act: Callable[[dict[str, Any]], object],
    name: str,
    said: str,
    **more: Any,
) -> HttpResponseBase:
    """Acts on what was filled in; a fault brings the page back with it."""
    if plan.is_draft:
        messages.error(request, "Nothing was changed. This is a draft; propose it first.")
        return redirect("plan", plan.pk)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Moved as refusal:
            return _refused(request, plan, refusal, title="Nothing was changed", **{name: form})
        except ValidationError as refusal:
            _add(form, refusal)
        else:
            messages.success(request, said)
            return redirect("plan", plan.pk)
    return kept(request, plan, status=422, **{name: form}, **more)


def _add(form: Form, refusal: ValidationError) -> None:
    """A fault of a field that the form does not have stands above it."""
    known = refusal.message_dict if hasattr(refusal, "error_dict") else {}
    if known and set(known) <= set(form.fields):
        form.add_error(None, refusal)
    else:
        form.add_error(None, ValidationError(refusal.messages))


def _refused(
    request: ClinicRequest, plan: Plan, refusal: ValidationError, *, title: str, **more: Any
) -> HttpResponseBase:
    """The plan as it stands now, with why nothing was done above it."""
    now = Plan.objects.select_related("patient", "service", "house").get(pk=plan.pk)
    refused = {"title": title, "text": " ".join(refusal.messages)}
    if now.is_draft:
        messages.error(request, refused["text"])
        return redirect("plan", now.pk)
    return kept(request, now, status=422, refused=refused, **more)
