"""A plan as data for whoever may open its chart; each time is written down like an opening."""

from typing import Any

import msgspec

from percuta_clinic.audit.services import record
from percuta_clinic.people.models import Account
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan, Step
from percuta_clinic.planning.queries import steps_of
from percuta_clinic.planning.science_case import case_written

FORMAT = "percuta.clinic.plan/1"


def document_taken(*, by: Account, plan: Plan) -> bytes:
    """The plan as JSON; document and forecast as they were frozen, byte for byte."""
    _taken(by, plan, "document")
    kept = {
        "format": FORMAT,
        "plan": _about(plan),
        "prices": plan.prices,
        "steps": [_step(one) for one in steps_of(plan)],
        "document": _raw(plan.document),
        "forecast": _raw(plan.forecast),
    }
    return msgspec.json.encode(kept)


def case_taken(*, by: Account, plan: Plan) -> str:
    """The plan as a case file that names nobody."""
    _taken(by, plan, "case")
    document = kept_of(plan).document
    if document is None:
        return ""
    about = f"Version {plan.number} of a plan, made with Percuta {document.made_by.percuta}."
    return case_written(document, about=about)


def _taken(by: Account, plan: Plan, what: str) -> None:
    record(
        by=by.actor,
        action="plan.taken_out",
        subject=plan,
        patient_id=plan.patient_id,
        fields=[what],
    )


def _raw(text: str) -> Any:
    return msgspec.Raw(text.encode()) if text else None


def _about(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "course": plan.course,
        "version": plan.number,
        "state": plan.state,
        "reason": plan.reason,
        "made_by": plan.by_name,
        "proposed_at": plan.proposed_at,
        "digest": plan.digest,
        "house_protocol": plan.house.number if plan.house is not None else None,
        "chosen": plan.inputs,
    }


def _step(step: Step) -> dict[str, Any]:
    """Without the drawn signature, which stays in the record."""
    return {
        "what": step.what,
        "by": step.by_name,
        "at": step.at,
        "why": step.why,
        "digest": step.digest,
        "under_delegation": step.under,
        "points": step.points,
        "way": step.way,
        "how": step.how,
        "with_staff": step.with_staff,
    }
