"""Plans in several states, a house protocol, and templates to begin plans with."""

from collections.abc import Callable, Sequence

from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import How
from percuta_clinic.consent.services import patient_in_log
from percuta_clinic.demo.answers import CHEEKS, whole
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.inform.science import figures
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.accepting import (
    Signing,
    plan_accepted,
    question_answered,
    question_asked,
)
from percuta_clinic.planning.approving import plan_approved, plan_returned
from percuta_clinic.planning.ending import course_begun
from percuta_clinic.planning.house import house_signed
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
from percuta_clinic.planning.templates import template_made

MOVED = {"sessions": {"acne_scars": 4}, "interval_days": {"usual": 35}}
WHY_MOVED = (
    "Most of our scars were judged again after three sessions and went on to a fourth; five weeks "
    "fit the work of those who come."
)
RETURNED = "Two holidays in the sun lie between the sessions. Ask, and begin after the second."
WORK = "New job, can come every six weeks only"
ASKED = "Can I go running the day after?"
ANSWER = "Leave sport for {days} days; walking is fine."
OPEN = "My sister marries in spring. Is the redness gone by then?"
TARGETS = tuple(Target(kind="acne_scars", zone=zone) for zone in CHEEKS)
Story = Callable[[Staff, Plan], object]


def plans(staff: Staff, people: Sequence[Patient], service: Service) -> None:
    """A story for each, after the one that is over before there was a house protocol."""
    house_signed(by=staff["doctor"], content=MOVED, reason=WHY_MOVED, seen=0, agreed=True)
    for number, story in STORIES.items():
        _tell(staff, people[number], service, story=story)


def planned(staff: Staff, patient: Patient, service: Service) -> None:
    """A plan that was accepted, before anything is needled."""
    _tell(staff, patient, service, story=_accepted)


def _tell(staff: Staff, patient: Patient, service: Service, *, story: Story) -> None:
    if not patient.forms.exists():
        whole(staff["front"].actor, patient, None)
    story(staff, draft_begun(by=staff["sofia"], patient=patient, service=service))


def _proposed(staff: Staff, plan: Plan, inputs: Inputs | None = None) -> Plan:
    sofia, now = staff["sofia"], plan
    if inputs is not None:
        now = draft_changed(by=sofia, plan=plan, inputs=inputs, version=plan.version)
    return plan_proposed(by=sofia, plan=now, version=now.version)


def _deeper(staff: Staff, plan: Plan) -> Plan:
    """A choice beyond a soft wall, for the doctor to weigh."""
    zones = {"cheek_left": InZone(depth_mm={1: 1.0, 2: 1.25}), "cheek_right": InZone(sessions=5)}
    return _proposed(staff, plan, Inputs(targets=TARGETS, zones=zones))


def _returned(staff: Staff, plan: Plan) -> Plan:
    waits = _proposed(staff, plan)
    return plan_returned(by=staff["doctor"], plan=waits, digest=waits.digest, why=RETURNED)


def _approved(staff: Staff, plan: Plan) -> Plan:
    waits = _proposed(staff, plan)
    points = [named(one) for one in points_of(kept_of(waits))]
    return plan_approved(by=staff["doctor"], plan=waits, digest=waits.digest, points=points)


def _asked(staff: Staff, plan: Plan) -> Plan:
    """Two questions, one of them answered."""
    waits, name = _approved(staff, plan), str(plan.patient)
    herself = patient_in_log(plan.patient.account_id)
    first = question_asked(by=herself, plan=waits, text=ASKED, name=name)
    answer = ANSWER.format(days=figures()["sweat_days"].text)
    question_answered(by=staff["sofia"], question=first, answer=answer)
    question_asked(by=herself, plan=waits, text=OPEN, name=name)
    return waits


def _accepted(staff: Staff, plan: Plan) -> Plan:
    waits, name = _approved(staff, plan), str(plan.patient)
    signing = Signing(digest=waits.digest, name=name, typed=name)
    return plan_accepted(by=patient_in_log(None), plan=waits, signing=signing, how=How.LINK)


def _active(staff: Staff, plan: Plan) -> Plan:
    return course_begun(by=staff["sofia"], plan=_accepted(staff, plan))


def _changed(staff: Staff, plan: Plan) -> Plan:
    """Under way, and another version waits for the doctor."""
    counts = _active(staff, plan)
    draft = version_begun(by=staff["sofia"], plan=counts, reason=WORK)
    return _proposed(staff, draft, Inputs(targets=TARGETS, interval_days=42))


def _kept(staff: Staff, plan: Plan) -> Plan:
    """Proposed, and kept by name for others."""
    waits = _deeper(staff, plan)
    template_made(by=staff["sofia"], plan=waits, name="Acne scars of both cheeks, deeper later on")
    return waits


STORIES: dict[int, Story] = {
    0: _asked,
    29: lambda _staff, plan: plan,
    30: _kept,
    31: _proposed,
    33: _returned,
    36: _accepted,
    37: _changed,
}
