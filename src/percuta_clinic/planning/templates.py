"""Templates: choices kept by name, to begin plans with."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.inputs import Inputs, inputs_of, plain_inputs
from percuta_clinic.planning.models import Plan, Template
from percuta_clinic.premises.models import Clinic


@transaction.atomic
def template_made(*, by: Account, plan: Plan, name: str) -> Template:
    """Keeps what was chosen in a plan, without anything that is about its patient."""
    require(by, Right.MAKE_PLANS)
    words = " ".join(name.replace("\x00", "").split())
    if not 2 <= len(words) <= 80:
        raise ValidationError({"name": "Give the template a name of 2 to 80 letters."})
    Clinic.objects.select_for_update().get()  # one at a time
    if Template.objects.filter(name__iexact=words).exists():
        raise ValidationError({"name": f"There is a template called {words} already."})
    made = Template.objects.create(
        name=words,
        inputs=plain_inputs(without_person(inputs_of(plan.inputs))),
        made_by=by,
        by_name=by.name,
    )
    record(by=by.actor, action="template.made", subject=made)
    return made


def without_person(inputs: Inputs) -> Inputs:
    """Choices that hold for anybody: no days, no stays, no measured areas."""
    kept = plain_inputs(inputs)
    for name in ("start_on", "event", "event_on", "away", "numbing", "template"):
        kept.pop(name, None)
    for zone in kept.get("zones", {}).values():
        zone["area_cm2"] = None
    return inputs_of(kept)


@transaction.atomic
def template_retired(*, by: Account, template: Template) -> None:
    """Takes a template out of use; plans that began with it stay as they are."""
    require(by, Right.MAKE_PLANS)
    done = Template.objects.filter(pk=template.pk, retired_at=None).update(
        retired_at=timezone.now()
    )
    if done:
        record(by=by.actor, action="template.retired", subject=template)
