"""Reading plans: what is in force, what waits, and for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from percuta_clinic.booking.models import Service
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.agreed import agreed_before
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import (
    IN_FORCE,
    OPEN,
    HouseProtocol,
    Plan,
    State,
    Step,
    Template,
    What,
)
from percuta_clinic.planning.science import points_of


def plans_of(patient: Patient) -> list[Plan]:
    """Every version of every plan but drafts put aside, the newest first."""
    rows = Plan.objects.filter(patient=patient).exclude(state=State.DROPPED)
    return list(rows.select_related("service", "house").order_by("-made_at", "-id"))


def put_aside(patient: Patient, *, since: datetime) -> Step | None:
    """How the newest draft was put aside by hand, unless something was begun after it."""
    mine = Step.objects.filter(plan__patient=patient, at__gte=since)
    last = mine.filter(what__in=(What.BEGUN, What.DROPPED)).select_related("plan__service").last()
    return last if last is not None and last.what == What.DROPPED and not last.why else None


def plan_to_begin(patient: Patient, service: Service) -> Plan | None:
    """The plan of this service's course that was agreed on, before its first session."""
    return Plan.objects.filter(patient=patient, service=service, state=State.ACCEPTED).first()


def standing_plans(patients: Iterable[UUID]) -> dict[UUID, list[Plan]]:
    """Plans that are open or in force, by patient, the newest first; without their documents."""
    rows = Plan.objects.filter(patient__in=list(patients), state__in=(*OPEN, *IN_FORCE))
    found: dict[UUID, list[Plan]] = {}
    for plan in rows.defer("document", "forecast").order_by("-made_at", "-id"):
        found.setdefault(plan.patient_id, []).append(plan)
    return found


def steps_of(plan: Plan) -> list[Step]:
    """What became of a version, in order."""
    return list(plan.steps.all())


def course_steps(plan: Plan) -> list[Step]:
    """What became of every version of the course, in order."""
    rows = Step.objects.filter(plan__course=plan.course).select_related("plan")
    return list(rows.order_by("at", "id"))


def before(plan: Plan) -> Plan | None:
    """The version that a plan was made from: the newest before it that was proposed."""
    if plan.number == 1:
        return None
    rows = Plan.objects.filter(course=plan.course, number__lt=plan.number)
    return rows.exclude(state=State.DROPPED).exclude(document="").order_by("-number").first()


def house_in_use() -> HouseProtocol | None:
    """The newest house protocol; None where nobody moved a default."""
    return HouseProtocol.objects.order_by("-number").first()


def house_for(plan: Plan) -> HouseProtocol | None:
    """The house protocol a version is planned under: a course keeps the one it was agreed under."""
    agreed = Plan.objects.filter(course=plan.course, state__in=IN_FORCE).select_related("house")
    counts = agreed.first() if plan.number > 1 else None
    return counts.house if counts is not None else house_in_use()


def templates_in_use() -> list[Template]:
    """Templates that a plan can begin with."""
    return list(Template.objects.filter(retired_at=None))


def counting_before(plan: Plan) -> Plan | None:
    """The version that a plan is held against: the last agreed on, or else the one before."""
    return agreed_before(plan) or before(plan)


def newest_of(plan: Plan) -> Plan:
    """The newest version of the course, but for drafts put aside."""
    rows = Plan.objects.filter(course=plan.course).exclude(state=State.DROPPED)
    return rows.order_by("-number").first() or plan


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Who approved a version, who accepted it, and when that was."""

    number: int
    approved_by: str
    accepted_by: str
    accepted_at: datetime | None

    def __str__(self) -> str:
        words = f"Plan version {self.number}, approved by {self.approved_by}"
        if self.accepted_at is None:
            return words
        day = f"{timezone.localdate(self.accepted_at):%-d %B %Y}"
        return f"{words}, accepted by {self.accepted_by} on {day}"


def by_the_patient(agreed: str, name: str) -> str:
    """The words of an agreement for pages that can hide names; somebody else's name stays."""
    return agreed.replace(f"accepted by {name} on", "accepted by the patient on")


def agreements(plans: Sequence[Plan]) -> dict[UUID, Agreement]:
    """How versions in force came to be agreed on; in one query for all of them.

    An agreement that was carried on is that of the version before it.
    """
    if not plans:
        return {}
    rows = Step.objects.filter(
        plan__course__in={one.course for one in plans}, what__in=(What.APPROVED, What.ACCEPTED)
    )
    steps = list(rows.annotate(course=F("plan__course")).order_by("at", "id"))
    return {one.pk: _agreement(one, [s for s in steps if s.course == one.course]) for one in plans}


def _agreement(plan: Plan, steps: Sequence[Step]) -> Agreement:
    approved = [one for one in steps if one.what == What.APPROVED and one.plan_id == plan.pk]
    accepted = [one for one in steps if one.what == What.ACCEPTED]
    last = accepted[-1] if accepted else None
    return Agreement(
        number=plan.number,
        approved_by=approved[-1].by_name if approved else "",
        accepted_by=last.by_name if last else "",
        accepted_at=last.at if last else None,
    )


def points_approved(plan: Plan) -> tuple[str, ...]:
    """The points that a doctor confirmed one by one when a version was approved: all of them."""
    if not plan.steps.filter(what=What.APPROVED).exists():
        return ()
    return tuple(one.what for one in points_of(kept_of(plan)))
