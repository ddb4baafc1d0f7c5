"""Plans of Amara as far as a test needs them: drafted, proposed, approved, accepted."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.through import AMARA, answer, today
from percuta_clinic.consent.models import How
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account, Delegation
from percuta_clinic.people.services import delegation_make
from percuta_clinic.planning.accepting import Signing, plan_accepted
from percuta_clinic.planning.approving import plan_approved
from percuta_clinic.planning.ending import course_begun
from percuta_clinic.planning.inputs import Inputs, InZone, Target
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import named, points_of
from percuta_clinic.planning.services import (
    draft_begun,
    draft_changed,
    plan_proposed,
    version_begun,
)

# No point for a doctor alone: known type, a country whose rules are not kept, a cleared use.
PLAIN: dict[str, Typed] = {"phototype": "II"}
SCARS = Inputs(targets=(Target(kind="acne_scars", zone="cheek_left"),))

Chosen = Inputs | None


def told(house: House, patient: Patient | None = None, /, **changed: Typed) -> Patient:
    """Somebody healthy who has answered."""
    answer(house, patient or house.amara, **(PLAIN | changed))
    return patient or house.amara


def drafted(house: House, inputs: Chosen = SCARS, *, patient: Patient | None = None) -> Plan:
    """A draft by Sina for somebody who has answered."""
    whose = patient or house.amara
    if not whose.forms.exists():
        told(house, whose)
    plan = draft_begun(by=house.sina, patient=whose, service=house.needling)
    return plan if inputs is None else changed(house, plan, inputs)


def changed(house: House, plan: Plan, inputs: Inputs) -> Plan:
    """The same draft with other choices."""
    return draft_changed(by=house.sina, plan=plan, inputs=inputs, version=plan.version)


def proposed(
    house: House, inputs: Inputs | None = SCARS, *, patient: Patient | None = None
) -> Plan:
    """Put before the doctor by Sina."""
    plan = drafted(house, inputs, patient=patient)
    return plan_proposed(by=house.sina, plan=plan, version=plan.version)


def points(plan: Plan) -> list[str]:
    """Every point that is confirmed one by one."""
    return [named(one) for one in points_of(kept_of(plan))]


def approve(
    house: House, plan: Plan, *, by: Account | None = None, ticked: Iterable[str] | None = None
) -> Plan:
    """Approves what is in front of Dora, or of somebody else."""
    confirmed = points(plan) if ticked is None else ticked
    return plan_approved(by=by or house.dora, plan=plan, digest=plan.digest, points=confirmed)


def approved(
    house: House, inputs: Inputs | None = SCARS, *, patient: Patient | None = None
) -> Plan:
    """Approved by Dora."""
    return approve(house, proposed(house, inputs, patient=patient))


def signing(plan: Plan, **more: object) -> Signing:
    """As the patient fills it in."""
    name = f"{plan.patient.given_name} {plan.patient.family_name}"
    given: dict[str, Any] = {"digest": plan.digest, "name": name, "typed": name}
    return Signing(**(given | more))


def accept(plan: Plan, **more: object) -> Plan:
    """Signed by the patient on her own phone."""
    return plan_accepted(by=AMARA, plan=plan, signing=signing(plan, **more), how=How.ACCOUNT)


def accepted(
    house: House, inputs: Inputs | None = SCARS, *, patient: Patient | None = None
) -> Plan:
    """Agreed on."""
    return accept(approved(house, inputs, patient=patient))


def active(house: House, inputs: Inputs | None = SCARS) -> Plan:
    """Under way."""
    return course_begun(by=house.sina, plan=accepted(house, inputs))


def version(house: House, plan: Plan, inputs: Inputs, *, reason: str = "she wishes for it") -> Plan:
    """The next version, proposed."""
    draft = version_begun(by=house.sina, plan=plan, reason=reason)
    draft = changed(house, draft, inputs)
    return plan_proposed(by=house.sina, plan=draft, version=draft.version)


def scars(**chosen: object) -> Inputs:
    """Scars of the left cheek with something chosen there."""
    zone = msgspec.convert(chosen, InZone)
    return Inputs(targets=SCARS.targets, zones={"cheek_left": zone})


def delegated(house: House, *acts: str, depth: str = "2", days: int = 30) -> Delegation:
    """What Dora lets Sina do."""
    start: date = today()
    return delegation_make(
        by=house.dora,
        specialist=house.sina,
        acts=list(acts),
        max_depth_mm=Decimal(depth),
        starts_on=start,
        ends_on=start + timedelta(days=days),
    )
