"""Messages about plans: one to read, and an answer. They never say what about."""

from django.conf import settings
from django.urls import reverse

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.intake.inviting import link_url
from percuta_clinic.intake.links import link_make
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.services import patient_write
from percuta_clinic.planning.models import Plan, Question


def ready_tell(*, by: Actor, plan: Plan) -> Message | None:
    """Tells the patient that there is a plan to read; None where no way is allowed."""
    return _tell(by=by, plan=plan, occasion="plan_ready", once=_ready(plan))


def ready_told(plan: Plan) -> Message | None:
    """The message that there is a plan to read, if one was written."""
    return Message.objects.filter(once=_ready(plan)).first()


def _ready(plan: Plan) -> str:
    return f"plan-ready:{plan.pk}"


def answer_tell(*, by: Actor, question: Question) -> Message | None:
    """Tells the patient that a question was answered."""
    once = f"plan-answer:{question.pk}"
    return _tell(by=by, plan=question.plan, occasion="plan_answer", once=once)


def _tell(*, by: Actor, plan: Plan, occasion: str, once: str) -> Message | None:
    patient = plan.patient
    if reach(patient).channel is None or patient.birth_date is None:
        return None  # without a birth date no link opens, and nothing can be agreed on
    if (earlier := Message.objects.filter(once=once).first()) is not None:
        return earlier
    values = {"name": patient.preferred_name or str(patient), "link": _link_to(plan)}
    return patient_write(by=by, patient=patient, occasion=occasion, values=values, once=once)


def _link_to(plan: Plan) -> str:
    """Where the patient reads it: by account, or else by a private link."""
    if plan.patient.account_id:
        return f"{settings.ENVIRONMENT.url}{reverse('my_plan', args=[plan.pk])}"
    _, secret = link_make(by=SYSTEM, patient=plan.patient, opens=plan.pk)
    return link_url(secret)
